/**
 * Plans what stands at old addresses. A page that moved away is a redirect itself; a page that came
 * from elsewhere leaves redirects at its old addresses, wherever nothing real stands.
 */
import { foldPath } from '../../formats/text/fold.js';
import { decodeOnce } from '../../formats/urls/paths.js';
import type { SiteSettings } from '../../model/config.js';
import type { FrontMatterData } from '../../model/front-matter-keys.js';
import type { Page } from '../../model/page.js';
import type { Outcome, Problem, Unplaced } from '../../model/problem.js';
import type { Arrangement } from '../../model/site.js';
import { memoizeByObject } from '../../platform/memoize.js';
import { generated, type PlanInput } from '../kind.js';
import { storiesWithFacts } from '../story-facts.js';
import { goneListPlaces, redirectListPlaces } from './paths.js';
import {
  newAddress,
  type OldAddress,
  oldAddresses,
  REPAIRED_FROM,
  repairedFrom,
} from './redirects.js';
import type { GoneListFile, Redirect, RedirectFile, RedirectListFile } from './types.js';

/** A page of the site's own or a story, as much of it as matters here. */
interface RedirectedPage {
  readonly path: string;
  readonly url: string;
  readonly output: string;
  readonly data: FrontMatterData;
  /** Where it was before a repair moved it; null: it didn't. */
  readonly before: OldAddress | null;
}

/** Asked for twice by each plan. */
const movables: (site: Arrangement) => readonly RedirectedPage[] = memoizeByObject(movablesIn);

function movablesIn({ documents, posts }: Arrangement): readonly RedirectedPage[] {
  const stories = storiesWithFacts(posts).filter(
    ({ facts }) => isMoved(facts) || facts[REPAIRED_FROM] !== undefined,
  );
  return [
    ...documents
      .filter(({ output, data }) => output !== '' && isMoved(data))
      .map((page) => ({ ...page, before: null })),
    ...stories.map(({ path, url, output, facts }) => {
      return { path, url, output, data: facts, before: repairedFrom(facts) };
    }),
  ];
}

function isMoved(data: FrontMatterData): boolean {
  return data.redirect_to !== undefined || data.redirect_from !== undefined;
}

/** Pages with `redirect_to`: the redirect takes the page's own place. */
export function planMoved(site: Arrangement): readonly RedirectFile[] {
  return movables(site).flatMap(({ output, url, data }) => {
    const to = newAddress(data);
    return typeof to === 'string' ? [redirectPage({ output, url }, to)] : [];
  });
}

/** What redirects are planned into. */
interface Draft {
  readonly config: SiteSettings;
  readonly pages: Page[];
  readonly redirects: Redirect[];
  readonly problems: Problem[];
  /** Whose an old address has become, by what stands there in the output. */
  readonly owners: Map<string, RedirectedPage>;
  readonly isFree: PlanInput['isFree'];
}

/** What stands at old addresses, and the lists; what gives way is reported where a page names it. */
export function planRedirects(input: PlanInput): Outcome<readonly Page[]> {
  const { site } = input;
  const { config } = site;
  const isFree: Draft['isFree'] = (page) => !isBesideTwin(page, input) && input.isFree(page);
  const draft = { config, pages: [], redirects: [], problems: [], owners: new Map(), isFree };
  const moved = movables(site);
  for (const movable of moved) planOwn(movable, draft);
  // What somebody wrote comes before what only a repair knows.
  for (const movable of moved) planRepaired(movable, draft);
  const { pages, redirects, problems } = draft;
  const gone = goneAmong(site, draft);
  const lists = [...listFiles(redirects, gone, site), ...goneFiles(gone, site)];
  // A file of the site's own wins.
  const written = lists.filter((list) => isNeeded(list) && isFree(list));
  return { value: [...pages, ...written], problems };
}

/** Addresses at which nothing is, nor leads on from there. */
function goneAmong({ gone }: Arrangement, { isFree }: Pick<Draft, 'isFree'>): readonly string[] {
  return gone.filter((one) => isFree(redirectPage(one, ''))).map(({ path }) => path);
}

/** A redirect at `/x` beside a page at `/x/` would take away its readers who leave out the slash. */
function isBesideTwin(page: Page, { twin }: PlanInput): boolean {
  const other = isRedirect(page) ? twin(page) : null;
  return other !== null && !isRedirect(other) && !(isRedirect(page) && page.to === other.url);
}

function isRedirect(page: Page): page is RedirectFile {
  return page.kind === 'generated' && page.format === 'redirect';
}

function planOwn(movable: RedirectedPage, draft: Draft): void {
  const { problems, redirects } = draft;
  const to = newAddress(movable.data);
  if (to === null) problems.push(noTarget(movable));
  if (typeof to === 'string') redirects.push({ from: decodeURIComponent(movable.url), to });
  const { usable, refused } = oldAddresses(movable.data);
  for (const { written, fault } of refused) problems.push(unsafe(movable, written, fault));
  for (const old of usable) if (!leads(movable, old, draft)) problems.push(clash(movable, old));
}

function planRepaired(movable: RedirectedPage, draft: Draft): void {
  const { before } = movable;
  if (before === null) return;
  const isLed = draft.owners.get(before.output) === movable || leads(movable, before, draft);
  draft.problems.push(repaired(movable, before, isLed, draft.config));
}

/** False: something else is there. */
function leads(movable: RedirectedPage, old: OldAddress, draft: Draft): boolean {
  const page = redirectPage(old, newAddress(movable.data) ?? movable.url);
  if (!draft.isFree(page)) return false;
  draft.owners.set(old.output, movable);
  draft.redirects.push({ from: old.path, to: page.to });
  if (draft.config.outputs.redirects.html && old.isPage) draft.pages.push(page);
  return true;
}

function redirectPage(
  { output, url }: Pick<RedirectedPage, 'output' | 'url'>,
  to: string,
): RedirectFile {
  return { ...generated({ output, url }), format: 'redirect', to };
}

/** Netlify takes a slash, `.html` and `index.html` off both sides: such a redirect would lead to itself. */
function isSamePage({ from, to }: Redirect): boolean {
  const short = (address: string): string =>
    foldPath(decodeOnce(address).replace(/(?:\/(?:index(?:\.html)?)?|\.html)$/, ''));
  return short(from) === short(to);
}

/** All redirects in one file, for hosts that answer with a status. */
function listFiles(
  unsorted: readonly Redirect[],
  allGone: readonly string[],
  { config }: Arrangement,
): readonly RedirectListFile[] {
  const all = [...unsorted].sort((a, b) => (a.from < b.from ? -1 : 1));
  return redirectListPlaces(config).map(({ format, ...place }) => {
    const redirects = format === 'redirects-netlify' ? all.filter((one) => !isSamePage(one)) : all;
    const gone = format === 'redirects-netlify' || format === 'redirects-apache' ? allGone : [];
    return { ...generated(place), format, redirects, gone };
  });
}

function goneFiles(gone: readonly string[], { config }: Arrangement): readonly GoneListFile[] {
  return goneListPlaces(config).map(({ format, ...place }) => {
    return { ...generated(place), format, gone };
  });
}

/**
 * A list of nothing is none, but for nginx, which refuses a configuration that includes a missing file, and Apache,
 * which is told there of the page for errors.
 */
function isNeeded(list: RedirectListFile | GoneListFile): boolean {
  const redirects = 'redirects' in list ? list.redirects.length : 0;
  return /-(?:nginx|apache)$/.test(list.format) || redirects + list.gone.length > 0;
}

function noTarget({ path: file }: RedirectedPage): Unplaced {
  const message = '`redirect_to` leads to no address; it was left out';
  const hint = 'Write a path in the site or an http(s) URL.';
  const about = { code: 'redirect-target', severity: 'warning', message, hint, file } as const;
  return { ...about, key: ['redirect_to'] };
}

function unsafe({ path: file }: RedirectedPage, words: string, fault: string): Unplaced {
  const reason = fault === 'query' ? 'has a query or fragment, which no file can have' : fault;
  const message = `\`redirect_from\` can't be used here: ${JSON.stringify(words)} (${reason})`;
  const hint = 'Write a path of this site, at most 50 of them.';
  const about = { code: 'redirect-unsafe', severity: 'warning', message, hint, file } as const;
  return { ...about, key: ['redirect_from'], words };
}

function clash({ path: file }: RedirectedPage, { url, path: words }: OldAddress): Unplaced {
  const message = `${url} in \`redirect_from\` is the address of something else; nothing leads from it`;
  const hint = 'Take it out of `redirect_from`.';
  const about = { code: 'redirect-clash', severity: 'warning', message, hint, file } as const;
  return { ...about, key: ['redirect_from'], words };
}

/** The story is where its mended front matter wants it, and not where Jekyll had it. */
function repaired(
  { path: file, url }: RedirectedPage,
  before: OldAddress,
  isLed: boolean,
  { outputs: { redirects } }: SiteSettings,
): Unplaced {
  const isOn = Object.values(redirects).some((on) => on);
  const old = isLed
    ? `the old address ${isOn ? 'leads' : 'does not lead, as `redirects` is off,'} to it`
    : 'the old address is that of something else, and leads nowhere';
  const message = `What was repaired moves the story from ${before.path} (where Jekyll has it) to ${decodeURIComponent(url)}; ${old}`;
  const hint =
    'Mend the front matter; keep the old address in `redirect_from` if it was published.';
  const about = { code: 'address-repaired', severity: 'warning', message, hint, file } as const;
  return { ...about, fate: 'repaired', key: ['permalink'] };
}
