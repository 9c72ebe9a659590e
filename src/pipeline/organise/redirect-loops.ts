/**
 * Pages whose `redirect_to` leads back to them: by their own address, however it is written, by each
 * other's, or by an old one. Browsers would go round, and what the pages say would be gone; so such
 * a `redirect_to` counts for nothing, and the page is shown.
 */
import { foldPath } from '../../formats/text/fold.js';
import { candidatesOf } from '../../formats/urls/host-rule.js';
import { parseTarget } from '../../formats/urls/target.js';
import { cardWith } from '../../incremental/card.js';
import type { SiteSettings } from '../../model/config.js';
import { plainData } from '../../model/data.js';
import type { FrontMatterData } from '../../model/front-matter-keys.js';
import type { PostHead } from '../../model/post.js';
import type { Outcome, Unplaced } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import {
  newAddress,
  type OldAddress,
  oldAddresses,
  repairedFrom,
} from '../../outputs/redirects/redirects.js';
import { storiesWithFacts } from '../../outputs/story-facts.js';
import type { Claims } from './resolve-clashes.js';

interface MovedPage {
  readonly posts: readonly PostHead[];
  readonly documents: readonly Document[];
}

/** A page, or a story, that says where it is or was. */
interface Mover {
  readonly path: string;
  readonly url: string;
  readonly data: FrontMatterData;
  readonly isStory: boolean;
}

/** The same, in the same order, those in a loop without their `redirect_to`. */
export function withoutLoops(
  all: MovedPage,
  claims: Pick<Claims, 'at'>,
  config: SiteSettings,
): Outcome<MovedPage> {
  const moved = moversIn(all, 'redirect_to');
  if (moved.length === 0) return { value: all, problems: [] };
  const looping = loopsAmong(moved, follower(moved, all, { claims, config }));
  if (looping.size === 0) return { value: all, problems: [] };
  const posts = all.posts.map((post) =>
    looping.has(post.path) ? cardWith(post, { facts: staying(post.facts) }) : post,
  );
  const documents = all.documents.map((page) =>
    looping.has(page.path) ? { ...page, data: staying(page.data) } : page,
  );
  return { value: { posts, documents }, problems: [...looping.values()].map(loopProblem) };
}

function moversIn({ posts, documents }: MovedPage, key: string): readonly Mover[] {
  const stories = storiesWithFacts(posts).filter(({ facts }) => facts[key] !== undefined);
  return [
    ...documents.flatMap(({ path, url, data }) =>
      data[key] === undefined ? [] : [{ path, url, data, isStory: false }],
    ),
    ...stories.map(({ path, url, facts: data }) => ({ path, url, data, isStory: true })),
  ];
}

function staying(data: FrontMatterData): FrontMatterData {
  const { redirect_to: _left, ...rest } = data;
  return plainData(rest);
}

type Follow = (mover: Mover) => Mover | null;

interface OtherAddresses {
  readonly claims: Pick<Claims, 'at'>;
  readonly config: SiteSettings;
}

/** Whose `redirect_to` a reader is sent on by; null: by nobody's. */
function follower(
  moved: readonly Mover[],
  all: MovedPage,
  { claims, config }: OtherAddresses,
): Follow {
  const byPath = new Map(moved.map((mover) => [mover.path, mover]));
  const byOld = new Map<string, string>();
  const leads = (path: string, { output }: OldAddress): void => {
    const key = foldPath(output);
    if (!byOld.has(key)) byOld.set(key, path);
  };
  for (const { path, data } of moversIn(all, 'redirect_from')) {
    for (const old of oldAddresses(data).usable) leads(path, old);
  }
  for (const { path, facts } of storiesWithFacts(all.posts)) {
    const old = repairedFrom(facts);
    if (old !== null) leads(path, old);
  }
  const ownerAt = (output: string): string | null =>
    claims.at(output) ?? byOld.get(foldPath(output)) ?? null;
  return ({ data }) => {
    const to = newAddress(data);
    const path = typeof to === 'string' ? pathInSite(to, config.base) : null;
    const owner = path === null ? null : ownerOf(path, ownerAt);
    return owner === null ? null : (byPath.get(owner) ?? null);
  };
}

/** The path below the site's base, without query and fragment; null: it is on another site. */
function pathInSite(to: string, base: string | null): string | null {
  const path = to.startsWith('/') ? to : pathBelowBase(to, base);
  return path?.replace(/[?#].*$/s, '').replace(/\/{2,}/g, '/') ?? null;
}

/** Of `http:` and `https:` one host leads to the other. */
function pathBelowBase(to: string, base: string | null): string | null {
  if (base === null || !URL.canParse(base)) return null;
  const own = new URL(base);
  const there = new URL(to);
  const above = own.pathname.replace(/\/$/, '');
  if (own.host !== there.host || !`${there.pathname}/`.startsWith(`${above}/`)) return null;
  const path = there.pathname.slice(above.length);
  return path === '' ? '/' : path;
}

/** Where no file answers as it is asked for, some hosts take a slash or an `index.html` off its end. */
function ownerOf(path: string, ownerAt: (output: string) => string | null): string | null {
  const target = parseTarget(path);
  if (target.kind !== 'path') return null;
  const { segments } = target;
  const short = segments.at(-1) === 'index.html' ? segments.slice(0, -1) : segments;
  const lenient = candidatesOf({ segments: short, isFolder: short.length === 0 });
  for (const { output } of [...candidatesOf(target), ...lenient]) {
    const owner = ownerAt(output);
    if (owner !== null) return owner;
  }
  return null;
}

/** Pages of which each leads to the next, the last to the first; and where among them one is. */
interface InLoop {
  readonly loop: readonly Mover[];
  readonly at: number;
}

function loopsAmong(moved: readonly Mover[], follow: Follow): ReadonlyMap<string, InLoop> {
  const loops = new Map<string, InLoop>();
  const done = new Set<string>();
  for (const start of moved) {
    const trail: Mover[] = [];
    const places = new Map<string, number>();
    let next: Mover | null = start;
    while (next !== null && !done.has(next.path) && !places.has(next.path)) {
      places.set(next.path, trail.length);
      trail.push(next);
      next = follow(next);
    }
    const first = next === null ? undefined : places.get(next.path);
    const loop = first === undefined ? [] : trail.slice(first);
    for (const [at, { path }] of loop.entries()) loops.set(path, { loop, at });
    for (const { path } of trail) done.add(path);
  }
  return loops;
}

/** Addresses of a longer one that are named. */
const MOST_NAMED = 5;

function loopProblem({ loop, at }: InLoop): Unplaced {
  const { path: file = '', isStory = true } = loop[at] ?? {};
  const what = isStory ? 'story' : 'page';
  const length = Math.min(loop.length, MOST_NAMED);
  const named = Array.from({ length }, (_, index) => loop[(at + index) % loop.length]?.url ?? '');
  const back = [...(loop.length > MOST_NAMED ? ['…'] : []), ...named.slice(0, 1)];
  const trail = [...named, ...back].map(decodeURIComponent).join(' → ');
  const where = loop.length > 1 ? `in a ring, ${trail}` : `to the ${what}'s own address`;
  return {
    code: 'redirect-loop',
    severity: 'warning',
    message: `\`redirect_to\` leads ${where}; it was left out, and the ${what} is shown`,
    hint: `Take it out, or write where the ${what} is now.`,
    file,
    ...(isStory ? { fate: 'repaired' as const } : {}),
    key: ['redirect_to'],
  };
}
