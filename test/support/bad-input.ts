/**
 * For the bad-input scenarios: a newsroom of good posts, bad files put between them, and one look at
 * what was said of each and where it came out. A case is one line of a table.
 */
import { expect } from 'vitest';
import type { BuildResult, Problem } from '../../src/index.js';
import { headline } from './html.js';
import { createSite, type Files, post, readTree, type TestSite } from './site.js';

/**
 * `told`: `code fate line:column` of each problem; `page`: where it is published (`*` is a digest),
 * null: it isn't.
 */
export interface BadCase {
  /** Below the site. */
  readonly file: string;
  readonly text: string | Uint8Array;
  readonly told: readonly string[];
  readonly page: string | null;
  /** The story's headline; only looked at when given. */
  readonly title?: string;
}

/**
 * Two good stories on either side of 2022, the year of every bad case, with a neighbour for the bad
 * ones at each end: so a good story's previous/next links never lead to a bad one.
 */
const GOOD: Files = {
  '_posts/2020-01-01-early.md': post('title: 早\ncategories: [good]\ntags: [t]', '第一篇。'),
  '_posts/2020-01-02-second.md': post('title: 次\ncategories: [good]\ntags: [t]', '第二篇。'),
  '_posts/2021-12-31-neighbour.md': post('title: 邻'),
  '_posts/2023-01-01-neighbour.md': post('title: 居'),
  '_posts/2024-01-01-late.md': post('title: 晚\ncategories: [good]\ntags: [t]', '第三篇。'),
  '_posts/2024-01-02-last.md': post('title: 末\ncategories: [good]\ntags: [t]', '第四篇。'),
};
export const GOOD_FILES: readonly string[] = Object.keys(GOOD);
const GOOD_PAGES = [
  'good/2020/01/01/early.html',
  'good/2020/01/02/second.html',
  'good/2024/01/01/late.html',
  'good/2024/01/02/last.html',
];

/** A site with the good posts and more; `more` may replace the config. */
export function goodSite(more: Files = {}): TestSite {
  return createSite({ ...GOOD, ...more });
}

/** The good stories' own pages, by path. */
export function goodPages(site: TestSite): ReadonlyMap<string, string> {
  return new Map(GOOD_PAGES.map((page) => [page, site.read(page)]));
}

/**
 * Builds the good posts with all the bad files at once, and checks what must hold whatever they are:
 * the good stories' pages are byte for byte those of a build without them, every story found is
 * published, held or set aside, and only the cases that name a page have one.
 */
export async function expectCases(cases: readonly BadCase[], more: Files = {}): Promise<TestSite> {
  const bad = Object.fromEntries(cases.map(({ file, text }) => [file, text]));
  const site = goodSite({ ...more, ...bad });
  const result = await site.build();
  expect(cases.map((one) => outcome(one, site, result))).toEqual(cases.map(expected));
  await expectGoodPages(site, more);
  const pages = cases.filter(({ page }) => page !== null).length;
  expect(result.posts.published).toBe(GOOD_FILES.length + pages);
  expectAccounted(result);
  return site;
}

/** Every story found is published, set aside or held. */
export function expectAccounted({ posts }: Pick<BuildResult, 'posts'>): void {
  const { found, published, setAside, held } = posts;
  const { unpublished, drafts, future, limited, expired, takenDown } = held;
  const others = drafts + future + limited + expired + takenDown;
  expect(published + setAside + unpublished + others).toBe(found);
}

/** Compares with a build of the good posts alone. */
export async function expectGoodPages(site: TestSite, more: Files = {}): Promise<void> {
  const key = Object.keys(more)
    .map((file) => `${file}\n${String(more[file])}`)
    .join('\n');
  const alone = ALONE.get(key) ?? (await buildAlone(more));
  ALONE.set(key, alone);
  expect(goodPages(site)).toEqual(alone);
}

const ALONE = new Map<string, ReadonlyMap<string, string>>();

async function buildAlone(more: Files): Promise<ReadonlyMap<string, string>> {
  const site = goodSite(more);
  await site.build();
  return goodPages(site);
}

function expected({ file, told, page, title }: BadCase): object {
  return { file, told: [...told].sort(), page, ...(title === undefined ? {} : { title }) };
}

function outcome({ file, page, title }: BadCase, site: TestSite, result: BuildResult): object {
  const output = page === null ? undefined : outputLike(page, site);
  return {
    file,
    told: toldOf(result.problems, file),
    page: output === undefined ? null : page,
    ...(title === undefined || output === undefined ? {} : { title: headline(site.read(output)) }),
  };
}

/** The output of this name, in which `*` is a digest. */
function outputLike(page: string, site: TestSite): string | undefined {
  if (!page.includes('*')) return site.has(page) ? page : undefined;
  return [...site.tree().keys()].find(
    (file) => file.replace(/[\da-f]{8}(?=\.html$)/, '*') === page,
  );
}

/** What was said of a file, in a form that fits a table. */
export function toldOf(problems: readonly Problem[], file: string): readonly string[] {
  return problems
    .filter((problem) => problem.file === file)
    .map(({ code, fate, line, column }) => {
      const place = line === undefined ? '' : ` ${line}${column === undefined ? '' : `:${column}`}`;
      return `${code} ${fate ?? 'told'}${place}`;
    })
    .sort();
}

/** All that lies below the site's folder, the output and finews' own folder aside: must not change. */
export function sourceTree(site: TestSite): ReadonlyMap<string, string> {
  const all = readTree(site.root);
  return new Map([...all].filter(([file]) => !file.startsWith('public/')));
}
