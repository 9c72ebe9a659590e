/** Where sitemaps are: their index, a folder of files that come with the months, and `robots.txt`. */
import { mayBeginAlike } from '../../formats/urls/paths.js';
import { filePlace, type OutputPlace } from '../../formats/urls/permalink.js';
import type { PostHead } from '../../model/post.js';
import type { Arrangement } from '../../model/site.js';
import type { NamedPlace } from '../kind.js';

export const SITEMAP_INDEX: OutputPlace = filePlace('/sitemap.xml');
export const ROBOTS: OutputPlace = filePlace('/robots.txt');

export function sitemapPlace(name: string, ending: 'xml' | 'txt'): OutputPlace {
  return filePlace(`/sitemaps/${name}.${ending}`);
}

const NONE: readonly NamedPlace[] = [];

/** A file of the folder that a story's output needs as a folder, or would be taken for. */
const IN_FOLDER: RegExp = /^sitemaps\/[^/]+?\.(?:xml|txt)(?=\/|\.x?html?$)/i;

export function sitemapPlaces({ config, posts }: Arrangement): readonly NamedPlace[] {
  const { sitemaps, robots } = config.outputs;
  const files = [
    ...(sitemaps === null ? [] : [SITEMAP_INDEX]),
    ...(robots === null ? [] : [ROBOTS]),
  ];
  return [
    ...files.map((place) => ({ ...place, name: `finews' own ${place.output}` })),
    ...(sitemaps === null ? [] : posts.flatMap(inFolder)),
  ];
}

/** Any month's may come to be: no story gets the address of one, nor a folder named like it. */
function inFolder({ output }: Pick<PostHead, 'output'>): readonly NamedPlace[] {
  if (!mayBeginAlike(output, 'sitemaps/')) return NONE;
  const [name] = IN_FOLDER.exec(output) ?? [];
  return name === undefined ? [] : [{ url: `/${name}`, output: name, name: 'the sitemaps' }];
}
