/**
 * Plans what stands at old addresses. A page that moved away is a redirect itself; a page that came
 * from elsewhere leaves redirects at its old addresses, wherever nothing real stands.
 */
import { newAddress, type OldAddress, oldAddresses } from '../../content/redirects.js';
import type { Data } from '../../model/data.js';
import type { MachinePage, Redirect, RedirectFile, RedirectListFile } from '../../model/machine.js';
import type { Page } from '../../model/page.js';
import type { Outcome, Problem, Unplaced } from '../../model/problem.js';
import type { Arrangement } from '../../model/site.js';
import type { PlanInput } from './planner.js';

/** A page of the site's own or a story, as much of it as matters here. */
interface Movable {
  readonly path: string;
  readonly url: string;
  readonly output: string;
  readonly data: Data;
}

function movables({ documents, posts }: Arrangement): readonly Movable[] {
  const stories = posts.filter(({ facts }) => isMoved(facts));
  return [
    ...documents.filter(({ data }) => isMoved(data)),
    ...stories.map(({ path, url, output, facts }) => ({ path, url, output, data: facts })),
  ];
}

function isMoved(data: Data): boolean {
  return data['redirect_to'] !== undefined || data['redirect_from'] !== undefined;
}

/** Pages with `redirect_to`: the redirect takes the page's own place. */
export function planMoved({ site }: PlanInput): readonly Page[] {
  return movables(site).flatMap(({ output, url, data }) => {
    const to = newAddress(data);
    return typeof to === 'string' ? [redirectPage({ output, url }, to)] : [];
  });
}

/** `isFree` tells whether a file may stand at an output, and takes it when it may. */
export function planRedirects(
  { site }: PlanInput,
  isFree: (page: MachinePage) => boolean,
): Outcome<readonly Page[]> {
  const { html } = site.config.machines.redirects;
  const problems: Problem[] = [];
  const redirects: Redirect[] = [];
  const pages: Page[] = [];
  for (const movable of movables(site)) {
    const to = newAddress(movable.data);
    if (to === null) problems.push(noTarget(movable));
    if (typeof to === 'string') redirects.push({ from: decodeURIComponent(movable.url), to });
    const { usable, refused } = oldAddresses(movable.data);
    for (const { written, fault } of refused) problems.push(unsafe(movable, written, fault));
    for (const old of usable) {
      const page = redirectPage(old, to ?? movable.url);
      if (!isFree(page)) {
        problems.push(clash(movable, old));
        continue;
      }
      redirects.push({ from: old.path, to: page.to });
      if (html && old.isPage) pages.push(page);
    }
  }
  // A file of the site's own wins.
  return { value: [...pages, ...listFiles(redirects, site).filter(isFree)], problems };
}

function redirectPage({ output, url }: Pick<Movable, 'output' | 'url'>, to: string): RedirectFile {
  return { kind: 'machine', form: 'redirect', output, url, ranks: [], bodies: false, to };
}

/** All redirects in one file, for hosts that answer with a status. */
function listFiles(unsorted: readonly Redirect[], { config }: Arrangement): readonly MachinePage[] {
  const { json, netlify, nginx } = config.machines.redirects;
  const redirects = [...unsorted].sort((a, b) => (a.from < b.from ? -1 : 1));
  const file = (form: RedirectListFile['form'], output: string): RedirectListFile => ({
    kind: 'machine',
    form,
    output,
    url: `/${output}`,
    ranks: [],
    bodies: false,
    redirects,
  });
  if (redirects.length === 0) return [];
  return [
    ...(json ? [file('redirects-json', 'redirects.json')] : []),
    ...(netlify ? [file('redirects-netlify', '_redirects')] : []),
    ...(nginx ? [file('redirects-nginx', 'redirects.map')] : []),
  ];
}

function noTarget({ path: file }: Movable): Unplaced {
  const message = '`redirect_to` leads to no address; it was left out';
  const hint = 'Write a path in the site or an http(s) URL.';
  const about = { code: 'redirect-target', severity: 'warning', message, hint, file } as const;
  return { ...about, key: ['redirect_to'] };
}

function unsafe({ path: file }: Movable, words: string, fault: string): Unplaced {
  const reason = fault === 'query' ? 'has a query or fragment, which no file can have' : fault;
  const message = `\`redirect_from\` can't be used here: ${JSON.stringify(words)} (${reason})`;
  const hint = 'Write a path of this site, at most 50 of them.';
  const about = { code: 'redirect-unsafe', severity: 'warning', message, hint, file } as const;
  return { ...about, key: ['redirect_from'], words };
}

function clash({ path: file }: Movable, { url, path: words }: OldAddress): Unplaced {
  const message = `${url} in \`redirect_from\` is the address of something else; nothing leads from it`;
  const hint = 'Take it out of `redirect_from`.';
  const about = { code: 'redirect-clash', severity: 'warning', message, hint, file } as const;
  return { ...about, key: ['redirect_from'], words };
}
