/** Where a story is now whose address nobody answers: by its name, else by its title. */
import { foldName, foldPath } from '../../formats/text/fold.js';
import { slugify } from '../../formats/urls/slug.js';
import type { BesideWork, BuiltBeside } from '../beside.js';
import { titleIn } from '../texts/page-text.js';
import type { FormerAddress, MovedAddress, MoveReason } from '../types.js';
import { isPage, lastName } from './address-forms.js';

/** A post or a page of the site's own. */
interface Found {
  readonly path: string;
  readonly url: string;
  readonly isPost: boolean;
}

export type FindCounterpart = (address: FormerAddress) => MovedAddress | null;

export function createFinder(
  { site }: BuiltBeside,
  { effects: { io } }: BesideWork,
): FindCounterpart {
  const names = new Map<string, Found[]>();
  const slugs = new Map<string, Found[]>();
  const titles = new Map<string, Found[]>();
  const know = (found: Found, slug: string, title: string): void => {
    add(names, foldPath(slug), found);
    add(slugs, slugify(slug), found);
    add(titles, foldName(title), found);
  };
  // A card is opened where it is asked for: it has no copy.
  for (const post of site.posts)
    know({ path: post.path, url: post.url, isPost: true }, post.slug, post.title);
  for (const page of site.documents) {
    know({ path: page.path, url: page.url, isPost: false }, lastName(page.url), page.title);
  }
  return (one) => {
    if (!isPage(one)) return null;
    const name = lastName(one.path);
    // A file's name with its date, as Jekyll has it for front matter that it can't read.
    const [, own = name] = /^\d{4}-\d{1,2}-\d{1,2}-(.+)$/.exec(name) ?? [];
    const by = (key: string, map: ReadonlyMap<string, Found[]>, reason: MoveReason) => {
      const target = theOne(map.get(key) ?? [], one.path);
      return target === null ? null : moved(one, target, reason);
    };
    return (
      by(foldPath(name), names, 'permalink') ??
      by(foldPath(own), names, own === name ? 'permalink' : 'repaired') ??
      by(slugify(own), slugs, 'slug') ??
      (one.file === null ? null : by(foldName(titleIn(io.read(one.file))), titles, 'title'))
    );
  };
}

function add(map: Map<string, Found[]>, key: string, found: Found): void {
  if (key === '' || key === 'index') return;
  const others = map.get(key);
  if (others === undefined) map.set(key, [found]);
  else others.push(found);
}

/** Of several with a name the one that shares most of the address; null: none, or no saying which. */
function theOne(found: readonly Found[], address: string): Found | null {
  const [first, second] = found
    .map((one) => ({ one, shared: sharedParts(decodeURI(one.url), address) }))
    .sort((a, b) => b.shared - a.shared);
  if (first === undefined || first.shared === second?.shared) return null;
  return first.one;
}

function sharedParts(one: string, other: string): number {
  const parts = new Set(one.split('/'));
  return other.split('/').filter((part) => part !== '' && parts.has(part)).length;
}

const WHY: Readonly<Record<'permalink' | 'repaired' | 'slug' | 'title', string>> = {
  permalink: 'its address is made in another way: of another date, categories or pattern',
  repaired:
    'its front matter is repaired: Jekyll could not read it, and named the page by the file',
  slug: 'its name makes another address here',
  title: 'a page with its title is elsewhere',
};

function moved(
  { path }: FormerAddress,
  { url, path: file }: Found,
  reason: MoveReason,
): MovedAddress {
  const why = WHY[reason as keyof typeof WHY] ?? '';
  const remedy = { kind: 'redirect', file } as const;
  return { address: path, to: url, isAnswered: false, reason, why, remedy };
}
