/**
 * What `_data/takedowns.yml` names is no part of the site: stories, pages and files, by whatever name they
 * come. And the addresses of what is gone, with those that led to it.
 */

import { decodeOnce } from '../../formats/urls/paths.js';
import type { FrontMatterData } from '../../model/front-matter-keys.js';
import type { Post, PostHead } from '../../model/post.js';
import type { Document, GoneAddress } from '../../model/site.js';
import type { StaticFile } from '../../model/source.js';
import { newAddress, oldAddresses, repairedFrom } from '../../outputs/redirects/redirects.js';
import { staticPlace } from '../../outputs/statics/paths.js';
import { isTakenDown, type Takedowns } from '../../outputs/takedowns.js';

export interface RemainingSite {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
  readonly statics: readonly StaticFile[];
  /** Stories that were taken down and whose files are there. */
  readonly takenDown: readonly Post[];
  readonly gone: readonly GoneAddress[];
}

type WholeSite = Pick<RemainingSite, 'posts' | 'documents' | 'statics'>;

/** The very same lists where nothing was taken down. */
export function withoutTakenDown(found: WholeSite, takedowns: Takedowns): RemainingSite {
  if (!takedowns.isAny) return { ...found, takenDown: [], gone: [] };
  const isDown = ({ path, url, facts }: Post): boolean =>
    isTakenDown({ path, url, fields: facts }, takedowns);
  const isPageDown = ({ path, url, data }: Document): boolean =>
    isTakenDown({ path, url, fields: data }, takedowns);
  const { files, marks } = takedowns;
  const isFileDown = (file: StaticFile): boolean =>
    files.has(file.name) || marks.path.has(file.name) || marks.url.has(staticPlace(file).url);
  const takenDown = found.posts.filter(isDown);
  const pages = found.documents.filter(isPageDown);
  const downs = new Set(takenDown);
  return {
    posts: downs.size === 0 ? found.posts : found.posts.filter((post) => !downs.has(post)),
    documents: found.documents.filter((page) => !pages.includes(page)),
    statics: found.statics.filter((file) => !isFileDown(file)),
    takenDown,
    gone: [
      ...takedowns.gone,
      ...takenDown.flatMap(({ url, output, facts }) => addressesOf({ url, output, data: facts })),
      ...pages.flatMap(addressesOf),
      ...found.statics.filter(isFileDown).map((file) => {
        const place = staticPlace(file);
        return { path: decodeOnce(place.url), ...place };
      }),
    ],
  };
}

interface Addressed extends Pick<PostHead, 'url' | 'output'> {
  readonly data: FrontMatterData;
}

/** Its own, and the old ones. */
function addressesOf({ url, output, data }: Addressed): readonly GoneAddress[] {
  const before = repairedFrom(data);
  const others = [...oldAddresses(data).usable, ...(before === null ? [] : [before])];
  const own = { path: decodeOnce(url), url, output };
  return [
    own,
    ...others.map(({ path, ...place }) => ({ path, url: place.url, output: place.output })),
  ];
}

interface Leading {
  readonly posts: readonly PostHead[];
  readonly documents: readonly Document[];
  /** Stories that have expired and go. */
  readonly expired: readonly PostHead[];
  /** Addresses of what was taken down. */
  readonly takenDown: readonly GoneAddress[];
}

export interface Staying {
  readonly posts: readonly PostHead[];
  readonly documents: readonly Document[];
  /** By path, each once. */
  readonly gone: readonly GoneAddress[];
}

/** What has moved to where nothing is any more is gone as well. */
export function withoutGone({ posts, documents, expired, takenDown }: Leading): Staying {
  const headOf = ({ url, output, facts }: PostHead): Addressed => ({ url, output, data: facts });
  const gone = new Map<string, GoneAddress>();
  const add = (one: GoneAddress): unknown => gone.has(one.path) || gone.set(one.path, one);
  takenDown.forEach(add);
  for (const post of expired) addressesOf(headOf(post)).forEach(add);
  let left = { posts, documents };
  if (gone.size === 0) return { ...left, gone: [] };
  const isLost = (data: FrontMatterData): boolean => {
    const to = newAddress(data);
    return typeof to === 'string' && gone.has(decodeOnce(to));
  };
  for (;;) {
    const lostPosts = left.posts.filter(({ facts }) => isLost(facts)).map(headOf);
    const lostPages = left.documents.filter(({ data }) => isLost(data));
    const lost = [...lostPosts, ...lostPages];
    if (lost.length === 0) break;
    left = {
      posts: left.posts.filter(({ facts }) => !isLost(facts)),
      documents: left.documents.filter(({ data }) => !isLost(data)),
    };
    for (const one of lost) addressesOf(one).forEach(add);
  }
  const byPath = (a: GoneAddress, b: GoneAddress): number => (a.path < b.path ? -1 : 1);
  return { ...left, gone: [...gone.values()].sort(byPath) };
}
