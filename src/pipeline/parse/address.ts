/** Where a story goes: its own permalink, else the config's pattern (Jekyll `url.rb`). */

import { localTime, type Zone } from '../../formats/dates/zone.js';
import { many } from '../../formats/front-matter/post-terms.js';
import { truncateText } from '../../formats/text/text.js';
import type { PostName } from '../../formats/urls/file-name.js';
import { decodeOnce, nameFault, type PathFault } from '../../formats/urls/paths.js';
import {
  compilePermalink,
  type Expanded,
  type PermalinkValues,
} from '../../formats/urls/permalink.js';
import { slugify } from '../../formats/urls/slug.js';
import type { SiteSettings } from '../../model/config.js';
import type { Value } from '../../model/data.js';
import type { FrontMatterData, FrontMatterKey } from '../../model/front-matter-keys.js';
import type { Post } from '../../model/post.js';
import { shortDigest } from '../../platform/digest.js';
import { textField } from './fields.js';
import type { FileProblems } from './file-problems.js';

export type Address = Pick<Post, 'url' | 'output' | 'ownPermalink' | 'slug'>;

/** Characters of what makes an unfit address. */
const MOST_SHOWN = 100;

/** A pattern compiled once and kept with the settings. */
export type Expand = (values: PermalinkValues) => Expanded;

/** Where a post's or a document's own kind has its place. */
export interface AddressKind {
  /** `posts`, or the collection's. */
  readonly label: string;
  /** The source path below the folder of its kind, without the extension. */
  readonly inside: string;
  readonly pattern: Expand;
  /** Of the output, with its dot. */
  readonly outputExt: string;
}

export interface AddressInput {
  readonly path: string;
  readonly data: FrontMatterData;
  readonly name: PostName;
  readonly categories: readonly string[];
  /** Milliseconds since the epoch. */
  readonly date: number;
}

/** What a post's address depends on besides the post. */
interface AddressSite {
  readonly config: SiteSettings;
}

const FAULTS: Readonly<Record<PathFault, string>> = {
  empty: 'is empty',
  control: 'has control characters',
  dots: 'climbs out of the site with ".."',
  encoded: 'hides a slash or dot behind percent signs',
  backslash: 'has a backslash',
  absolute: 'is a URL or path of its own root',
  reserved: 'lies in a folder that is not for publishing',
  'too-long': 'is too long',
};

/** The site's own pattern, compiled: nearly every post uses it. */
export function sitePattern(config: SiteSettings): Expand {
  return compilePermalink(config.permalinks.post);
}

/** Null when the story had to be set aside: its address is unsafe. */
export function addressOf(
  input: AddressInput,
  kind: AddressKind,
  zone: Zone,
  fileProblems: FileProblems,
): Address | null {
  const own = textField(input.data, 'permalink', fileProblems);
  const ownPermalink = own !== null;
  const slug = slugOf(input, fileProblems);
  const values = valuesOf(input, slug, kind, zone);
  const expanded = ownPermalink ? compilePermalink(own)(values) : kind.pattern(values);
  switch (expanded.kind) {
    case 'ok':
      if (expanded.changed) {
        const asked = truncateText(own ?? slug, MOST_SHOWN);
        const message = `The address by \`${asked}\` is too long or unfit for some disks; it is now ${decodeOnce(expanded.url)}`;
        fileProblems.repaired(
          'permalink-shortened',
          message,
          'Write a shorter slug, and neither `\\ : * ? " < > |` nor a name of Windows’ in it or in categories.',
          causeOf(input),
        );
      }
      return { url: expanded.url, output: expanded.output, ownPermalink, slug };
    case 'unsafe': {
      const message = `The permalink ${FAULTS[expanded.fault]}`;
      const hint = 'Correct permalink, slug or categories.';
      return fileProblems.setAside('permalink-unsafe', message, hint, causeOf(input));
    }
    default: {
      const message = `The permalink has an unknown placeholder :${expanded.name}`;
      const hint = 'docs/config.md lists the placeholders.';
      return fileProblems.setAside('permalink-placeholder', message, hint, 'permalink');
    }
  }
}

/** The key that is to blame for an address; undefined: the file's name, or the folders above it. */
function causeOf({ data }: AddressInput): string | undefined {
  const keys: readonly FrontMatterKey[] = ['slug', 'categories', 'category', 'permalink'];
  const climbing = keys.find((key) => many(data[key]).some((name) => nameFault(name) !== null));
  const isOwn = data.permalink !== undefined;
  return climbing ?? (isOwn ? 'permalink' : keys.find((key) => data[key] !== undefined));
}

/** A name of which no URL can be made (only symbols) is replaced by its digest. */
function slugOf({ data, name }: AddressInput, fileProblems: FileProblems): string {
  const written = textField(data, 'slug', fileProblems);
  const given = written === null || written === '' ? name.slug : written;
  if (slugify(given, 'pretty') !== '') return given;
  const slug = shortDigest(given);
  fileProblems.repaired(
    'slug-empty',
    `No address can be made of the name; it is now ${slug}`,
    'Give it a slug.',
    'slug',
  );
  return slug;
}

function valuesOf(
  { path, name, categories, date }: AddressInput,
  slug: string,
  { label, inside, outputExt }: AddressKind,
  zone: Zone,
): PermalinkValues {
  const stem = path.slice(0, path.length - name.ext.length);
  return {
    slug,
    name: stem.slice(stem.lastIndexOf('/') + 1),
    path: inside,
    collection: label,
    categories,
    outputExt,
    time: localTime(zone, date),
  };
}

/** A post's, by the site's pattern. */
export function postKind(
  { path, data, name }: Pick<AddressInput, 'path' | 'data' | 'name'>,
  { config: { collectionsDir }, pattern }: AddressSite & { readonly pattern: Expand },
): AddressKind {
  const stem = path.slice(0, path.length - name.ext.length);
  const own = stem.startsWith(collectionsDir) ? stem.slice(collectionsDir.length) : stem;
  const inside = own.replace(/(^|\/)_(?:posts|drafts)\//, '$1').replace(/\.+$/, '');
  // As it is written: `.HTML` stays in the address.
  const outputExt = outputExtension(path.slice(stem.length), data.permalink);
  return { label: 'posts', inside, pattern, outputExt };
}

const HTML = /\.x?html?$/i;

/**
 * Markdown becomes `.html`; HTML keeps what it has, and a permalink what it ends in (`renderer.rb`).
 * Beyond HTML an ending is not kept: a stranger's story is never served as a script or a feed.
 */
export function outputExtension(ext: string, permalink: Value | undefined): string {
  const [own] = HTML.exec(typeof permalink === 'string' ? permalink : '') ?? [];
  return own ?? (HTML.test(ext) ? ext : '.html');
}
