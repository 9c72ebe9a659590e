/**
 * Public themes beside real Jekyll: `THEMES=/path/to/theme,/path/to/another npm run soak -- themes`. Each
 * folder is a theme's repository or gem, which is copied; stories are our own (`THEME_STORIES`). Without
 * THEMES: what Debian packages as `jekyll-theme-…`. Reports pages that are equal as trees, and both times;
 * what differs is written to THEME_REPORT. Nothing of a theme is kept here.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createSite, type Files, post, readTree, type TestSite } from '../support/site.js';
import { hasJekyll } from './sites/jekyll.js';
import { foldedTree } from './sites/page-trees.js';

const GEMS = '/usr/share/rubygems-integration/all/gems';
const PACKAGED = fs.existsSync(GEMS)
  ? fs
      .readdirSync(GEMS)
      .flatMap((name) => (fs.existsSync(`${GEMS}/${name}/_layouts`) ? [`${GEMS}/${name}`] : []))
  : [];
const THEMES = process.env['THEMES']?.split(',') ?? PACKAGED;
const STORIES = Number(process.env['THEME_STORIES'] ?? 60);
const REPORT = process.env['THEME_REPORT'];

/** Of a theme's folder: no part of a site. */
const LEFT_OUT =
  /^(?:\.|Gemfile|Rakefile|package|CNAME|_site|_posts|test|script|spec|lib|bin|(?:README|LICENSE|MIGRATION|CONTRIBUT\w*|FAQ|CODE_OF\w*)\.(?:md|txt)$|.*\.gemspec)/;
const PLUGINS =
  'jekyll-paginate jekyll-seo-tag jekyll-feed jekyll-sitemap jekyll-redirect-from jekyll-include-cache jekyll-gist';

const OWN_CONFIG = [
  'title: Harbour & Tide',
  'description: News of <ships>',
  'url: https://port.example',
  'baseurl: ""',
  'timezone: Asia/Shanghai',
  'jekyll_utc_dates: true',
  'permalink: /:year/:month/:title:output_ext',
  'destination: .ours',
  `plugins: [${PLUGINS.split(' ').join(', ')}]`,
  'paginate: 10',
  'paginate_path: /page:num/',
  'exclude: [README.md, LICENSE, LICENSE.md, LICENSE.txt]',
  'defaults: [{scope: {path: "", type: posts}, values: {layout: LAYOUT}}]',
].join('\n');

function stories(): Files {
  const files: Record<string, string> = {};
  for (let n = 0; n < STORIES; n++) {
    const day = new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10);
    const front = [
      `title: ${n % 7 === 0 ? `"Tide ${n}: ebb & flow"` : `Tide ${n}`}`,
      `date: ${day} 10:00:00 +0800`,
      `categories: [${['news', 'log'][n % 2]}]`,
      `tags: [tide, t${n % 5}]`,
      ...(n % 3 === 0 ? ['description: A word about it', 'author: Lin'] : []),
    ];
    const body = `Story *${n}* of the harbour, with [a link](https://tide.example/${n}).\n\n## Part ${n}\n\n- one\n- two\n\n> quoted\n\nThe end of it.`;
    files[`_posts/${day}-tide-${n}.md`] = post(front.join('\n'), body);
  }
  return files;
}

/** Themes of GitHub's have few. */
function layoutOf(theme: string, ...names: readonly string[]): string {
  const isThere = (name: string): boolean =>
    fs.existsSync(path.join(theme, `_layouts/${name}.html`));
  return names.find(isThere) ?? 'default';
}

function siteOf(theme: string): TestSite {
  const own = OWN_CONFIG.replace('LAYOUT', layoutOf(theme, 'post'));
  const site = createSite({ ...stories(), '_own.yml': own });
  for (const name of fs.readdirSync(theme)) {
    if (!LEFT_OUT.test(name))
      fs.cpSync(path.join(theme, name), path.join(site.root, name), { recursive: true });
  }
  const config = path.join(site.root, '_config.yml');
  // The folder is the theme; permalinks of Jekyll 2 stop the build of any later one.
  const kept = fs
    .readFileSync(config, 'utf8')
    .replace(/^(?:theme|remote_theme|relative_permalinks):.*$/gm, '');
  site.write({ '_config.yml': kept });
  if (
    !fs.existsSync(path.join(site.root, 'index.html')) &&
    !fs.existsSync(path.join(site.root, 'index.md'))
  )
    site.write({ 'index.html': `---\nlayout: ${layoutOf(theme, 'home')}\n---\n` });
  site.write({
    'about.md': post(
      `layout: ${layoutOf(theme, 'page')}\ntitle: About\npermalink: /about/`,
      'About *us*.',
    ),
  });
  return site;
}

interface Ran {
  readonly seconds: number;
  readonly said: string;
  readonly status: number | null;
}

/** Seconds of processor time, which other work on the machine leaves nearly as they are. */
function run(command: string, args: readonly string[], cwd: string): Ran {
  const env = { ...process.env, LANG: 'C.UTF-8', TZ: 'Asia/Shanghai', JEKYLL_ENV: 'production' };
  const timed = ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'run', command, ...args];
  const { status, stdout, stderr } = spawnSync('bash', timed, { cwd, env, encoding: 'utf8' });
  const lines = stderr.trimEnd().split('\n');
  const [user = 0, system = 0] = (lines.pop() ?? '').split(' ').map(Number);
  return { seconds: user + system, said: `${stdout}${lines.join('\n')}`, status };
}

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');

it.skipIf(!hasJekyll).each(THEMES)(
  '%s',
  (theme) => {
    const site = siteOf(theme);
    const configs = '_config.yml,_own.yml';
    const jekyll = ['build', '-q', '--config', configs, '-d', '.theirs', '--disable-disk-cache'];
    const yours = run('jekyll', jekyll, site.root);
    const mine = run(
      process.execPath,
      [CLI, 'build', '--config', configs, '-d', '.ours', '--no-cache'],
      site.root,
    );
    const [theirs, ours] = ['.theirs', '.ours'].map((name) => readTree(path.join(site.root, name)));
    const pages = [...(theirs ?? [])].filter(([name]) => name.endsWith('.html'));
    const differences = pages.flatMap(([name, text]) => {
      const [a, b] = [foldedTree(text), foldedTree(ours?.get(name) ?? '')];
      const at = a.findIndex((line, index) => line !== b[index]);
      if (at < 0 && a.length === b.length) return [];
      const index = at < 0 ? a.length : at;
      return [
        `${name}\n  - ${a.slice(index, index + 3).join('\n  - ')}\n  + ${b.slice(index, index + 3).join('\n  + ')}`,
      ];
    });
    const equal = pages.length - differences.length;
    const line = `${path.basename(theme)}: ${equal} of ${pages.length} pages equal; Jekyll ${yours.seconds.toFixed(2)} s (${yours.status}), finews ${mine.seconds.toFixed(2)} s (${mine.status})`;
    console.log(line);
    if (REPORT !== undefined)
      fs.appendFileSync(
        REPORT,
        `${line}\n${yours.said}\n${mine.said}\n${differences.join('\n')}\n\n`,
      );
    expect(pages.length).toBeGreaterThan(0);
  },
  600_000,
);
