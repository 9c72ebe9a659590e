/**
 * One folder, two builds: real Jekyll's and finews'. Both fill in the same JSON layout, so that what
 * templates see can be compared beside the paths.
 */
import path from 'node:path';
import type { BuildResult } from '../../../src/index.js';
import { hasGems, runJekyll } from '../../support/jekyll.js';
import { createSite, type Files, readTree } from '../../support/site.js';

export const hasJekyll: boolean = await hasGems();
if (!hasJekyll) {
  console.warn(
    'Skipped: Jekyll is not installed, so finews is not compared with it (Debian: jekyll).',
  );
}

/** What the layout tells of a story. */
export interface Story {
  /** Of the source. */
  readonly path: string;
  readonly url: string;
  readonly id: string;
  readonly title: string | number | boolean;
  readonly slug: string;
  readonly date: string;
  readonly categories: readonly unknown[];
  readonly tags: readonly unknown[];
  readonly draft: boolean;
  readonly custom: unknown;
  /** Plain text of the first paragraph. */
  readonly excerpt: string;
  readonly older: string | null;
  readonly newer: string | null;
}

export interface Built {
  /** By output path. */
  readonly stories: ReadonlyMap<string, Story>;
  /** Every other file with its text; those that only finews makes are left out. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Both {
  readonly theirs: Built;
  readonly ours: Built;
  readonly result: BuildResult;
  /** Jekyll's exit: when it isn't 0, `theirs` is empty. */
  readonly status: number | null;
}

export interface Flags {
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly unpublished?: boolean;
  readonly limitPosts?: number;
}

/** Stories have the JSON layout in Jekyll too; finews' own lists are off, for Jekyll has none. */
const STORY_DEFAULTS = 'defaults: [{scope: {path: "", type: posts}, values: {layout: story}}]';
const LISTS_OFF = 'category_permalink: false\ntag_permalink: false\narchive_permalinks: false\n';
const MARK = '{"story":';
const ONLY_OURS =
  /^(?:(?:index|404)\.html|assets\/icon\.svg|assets\/(?:style|site)-[\da-f]{8}\.(?:css|js))$/;

const FIELDS = {
  path: 'page.path',
  url: 'page.url',
  id: 'page.id',
  title: 'page.title',
  slug: 'page.slug',
  date: 'DATE',
  categories: 'page.categories',
  tags: 'page.tags',
  draft: 'page.draft',
  custom: 'page.custom',
  excerpt: 'page.excerpt | strip_html | strip',
  older: 'page.previous.url',
  newer: 'page.next.url',
};

function layout(date: string): string {
  const fields = Object.entries(FIELDS).map(([name, value]) => {
    return `"${name}": {{ ${value.replace('DATE', date)} | jsonify }}`;
  });
  return `${MARK} {${fields.join(', ')}}}\n`;
}

const LAYOUTS: Files = {
  '_layouts/story.html': layout('page.date | date: "%Y-%m-%d %H:%M:%S %z"'),
  'templates/story.njk': layout("page.date | date('%Y-%m-%d %H:%M:%S %z')"),
  // Jekyll by itself gives Markdown pages no layout.
  'templates/page.njk': '{{ content }}',
  'templates/home.njk': '{{ content }}',
  '_finews.yml': LISTS_OFF,
};

/** Builds `files` with both; `config` has Jekyll's default, story layout included. */
export async function buildBoth(config: string, files: Files, flags: Flags = {}): Promise<Both> {
  const text = /^defaults:/m.test(config) ? config : `${config}\n${STORY_DEFAULTS}\n`;
  const site = createSite({ ...LAYOUTS, ...files, '_config.yml': text });
  const destination = path.join(site.root, '.theirs');
  const { status } = await runJekyll(
    argumentsFor(site.root, destination, flags),
    path.dirname(site.root),
  );
  const result = await site.build({ config: ['_config.yml', '_finews.yml'], ...flags });
  const theirs = builtOf(readTree(destination));
  return { theirs, ours: builtOf(site.tree(), theirs), result, status };
}

function argumentsFor(root: string, destination: string, flags: Flags): readonly string[] {
  const args = ['build', '-s', root, '-d', destination, '--disable-disk-cache', '--quiet'];
  for (const flag of ['drafts', 'future', 'unpublished'] as const) {
    if (flags[flag] === true) args.push(`--${flag}`);
  }
  if (flags.limitPosts !== undefined) args.push('--limit_posts', String(flags.limitPosts));
  return args;
}

function builtOf(tree: ReadonlyMap<string, string>, theirs?: Built): Built {
  const stories = new Map<string, Story>();
  const files = new Map<string, string>();
  for (const [output, text] of tree) {
    if (output.startsWith('templates/')) continue;
    if (text.startsWith(MARK)) stories.set(output, JSON.parse(text).story);
    else if (theirs === undefined || theirs.files.has(output) || !ONLY_OURS.test(output))
      files.set(output, text);
  }
  return { stories, files };
}

/** The stories by output, each as `view` sees it, in path order. */
export function storiesOf<T>(built: Built, view: (story: Story) => T): Record<string, T> {
  const outputs = [...built.stories].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(outputs.map(([output, story]) => [output, view(story)]));
}

/** A URL as finews writes it; Jekyll leaves a permalink's own letters as they are. */
export function encoded(url: string | null): string | null {
  return url === null ? null : encodeURI(decodeURI(url));
}
