/**
 * What the docs show is what finews does. A fenced block below a line that names a file, such as
 * `` `_posts/2022-05-16-hello.md`: ``, is that file; the files of one page make one site, a file named
 * again takes the place of the former. A block below "`public/x.html` contains:" is in that output,
 * and the lines of one below "`finews build` says:" are in the report.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/check/story-notes.js';
import { checkOf } from '../check/checked.js';
import { type PictureFormat, picture } from '../support/pictures.js';
import { run } from '../support/program.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';
import {
  anchorsOf,
  commandsOf,
  flagsOf,
  linksOf,
  rowsOutOfStep,
  type Step,
  stepsOf,
  yamlOf,
} from './markdown.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const pages: readonly string[] = [
  'README.md',
  'README.zh-CN.md',
  ...fs
    .readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.split(path.sep).join('/')}`),
].sort();

function read(page: string): string {
  return fs.readFileSync(path.join(ROOT, page), 'utf8');
}

describe('examples', () => {
  it.each(pages.filter((page) => stepsOf(read(page)).length > 0))('of %s', async (page) => {
    const site = createSite({});
    // A page that shows no config means a site without one.
    site.remove('_config.yml');
    if (page === 'docs/pictures.md') site.write(await examplePictures());
    const announced = new Set<string>();
    for (const step of stepsOf(read(page))) {
      for (const line of step.reports) announced.add(codeIn(line));
      await expectStep(site, step, announced);
    }
  });
});

it.each(['docs/getting-started.md', 'docs/zh-CN/getting-started.md'])(
  'the steps of %s leave nothing for a check to tell',
  async (page) => {
    const site = createSite({});
    for (const { files } of stepsOf(read(page))) site.write(files);
    expect((await checkOf(site)).told).toEqual([]);
  },
);

/** Those that the examples name; a page can't show them as text. */
async function examplePictures(): Promise<Files> {
  const make = (format: PictureFormat): Promise<Buffer> =>
    picture({ format, width: 200, height: 125 });
  return {
    '_posts/2024-05-16-harbour/crane.jpg': await make('jpeg'),
    '_posts/2024-05-16-harbour/quay.jpg': await make('jpeg'),
    'assets/map.png': await make('png'),
  };
}

/** Writes the files, builds, and holds what came of it against what the page says. */
async function expectStep(
  site: TestSite,
  step: Step,
  announced: ReadonlySet<string>,
): Promise<void> {
  site.write(step.files);
  const { problems } = await site.build();
  expect(problems.filter(({ code }) => !announced.has(code))).toEqual([]);
  for (const { file, text } of step.outputs) {
    const found = site.has(file) ? site.read(file) : 'no such file';
    expect(found.includes(text) ? '' : found, `${file} contains ${text}`).toBe('');
  }
  if (step.reports.length === 0) return;
  const program = run(site, 'build', '--now', NOW);
  expect(await program.ended).toBe(0);
  for (const line of step.reports) expect(program.text()).toContain(line);
}

/** `repaired front-matter-scalar  _posts/x.md:2:8`: its code. */
function codeIn(line: string): string {
  return /^(?:warning|repaired|set aside) ([a-z-]+)/.exec(line)?.[1] ?? '';
}

describe('links', () => {
  it.each(pages)('of %s lead to files and headings that there are', (page) => {
    const broken = linksOf(read(page)).filter((link) => {
      const [name = '', anchor] = link.split('#');
      const target = name === '' ? page : path.posix.join(path.posix.dirname(page), name);
      if (!fs.existsSync(path.join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('of the README lead to every page of the docs', () => {
    const linked = new Set(
      ['README.md', 'README.zh-CN.md'].flatMap((page) =>
        linksOf(read(page)).map((link) => link.split('#')[0]),
      ),
    );
    expect(pages.filter((page) => page.startsWith('docs/') && !linked.has(page))).toEqual([]);
  });
});

it('pages that messages name are there', () => {
  const folder = path.join(ROOT, 'src');
  const named = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => fs.readFileSync(path.join(folder, name), 'utf8').match(MENTION) ?? []);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !pages.includes(name))).toEqual([]);
});

/** A page of the docs, or the README, which has no reference any more. */
const MENTION = /docs\/[\w/-]+\.md|\bThe README\b/g;

it.each(['README.md', 'README.zh-CN.md'])('%s links only to files of the package', (page) => {
  const { files } = JSON.parse(read('package.json')) as { readonly files: readonly string[] };
  // npm packs these in any case.
  const packed = [...files, 'README.md', 'README.zh-CN.md', 'LICENSE'];
  const targets = linksOf(read(page)).map((link) => link.split('#')[0] ?? '');
  const isPacked = (file: string): boolean =>
    packed.some((name) => file === name || file.startsWith(`${name}/`));
  expect(targets.filter((file) => file !== '' && !isPacked(file))).toEqual([]);
});

it.each(pages)('tables of %s have a cell below each head', (page) => {
  expect(rowsOutOfStep(read(page))).toEqual([]);
});

it.each(['README.md', 'README.zh-CN.md'])('%s is at most 5 KB', (page) => {
  expect(Buffer.byteLength(read(page))).toBeLessThanOrEqual(5000);
});

describe('commands', () => {
  const COMMANDS =
    'build serve clean init new publish unpublish rename list check migrate why takedown search images'.split(
      ' ',
    );
  const site = (): ReturnType<typeof createSite> => createSite({});
  const helps = new Map<string, string>();
  async function helpTextOf(command: string): Promise<string> {
    const before = helps.get(command);
    if (before !== undefined) return before;
    const program = run(site(), ...command.split(' '), '--help');
    expect(await program.ended).toBe(0);
    helps.set(command, program.text());
    return program.text();
  }
  /** The options that a command's `--help` lists. */
  async function helpOf(command: string): Promise<ReadonlySet<string>> {
    return new Set(flagsOf(await helpTextOf(command)));
  }

  /** Those that do something, by what is written to have it done. */
  const DEEDS = COMMANDS.map((name) =>
    name === 'images' ? 'images fetch' : name === 'search' ? 'search export' : name,
  );

  it('are all that there are', async () => {
    const text = await helpTextOf('');
    const names = [...text.matchAll(/^ {2}([a-z]+)(?:\|[a-z])?(?: .*)?$/gm)].map(
      ([, name = '']) => name,
    );
    expect(names.filter((name) => name !== 'help').sort()).toEqual([...COMMANDS].sort());
  });

  it.each(DEEDS)('%s teaches by examples, and tells programs', async (name) => {
    const text = await helpTextOf(name);
    expect(text).toContain(`\n  $ `);
    expect(text).toContain(`finews ${name}`);
    // One serves, and one writes nothing but lines of JSON.
    expect(text.includes('--json')).toBe(name !== 'serve' && name !== 'search export');
  });

  it.each(['', ...DEEDS])('the help of “%s” fits into 80 columns', async (name) => {
    const lines = (await helpTextOf(name)).split('\n');
    expect(lines.filter((line) => columnsOf(line) > 80)).toEqual([]);
  });

  it.each(DEEDS)('%s has a section in Chinese, with examples', (name) => {
    const [, section = ''] = read('docs/zh-CN/commands.md').split(`\n## finews ${name}\n`);
    const own = section.split('\n## ')[0] ?? '';
    const [, example = ''] = /```sh\n([^`]+)```/.exec(own) ?? [];
    expect(example.startsWith(`finews ${name}`)).toBe(true);
    expect(own.length).toBeGreaterThan(example.length + 40);
  });

  it('that are shown have options that they take', async () => {
    const shown = pages.flatMap((page) => commandsOf(read(page)).map((words) => ({ page, words })));
    const known = new Map<string, ReadonlySet<string>>();
    for (const name of COMMANDS) known.set(name, await helpOf(name));
    known.set('images', await helpOf('images fetch'));
    known.set('search', await helpOf('search export'));
    const wrong = shown.filter(({ words: [name = '', ...words] }) => {
      const options = known.get(name);
      return options === undefined || flagsOf(words.join(' ')).some((flag) => !options.has(flag));
    });
    expect(shown.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  const LISTS = ['docs/commands.md', 'docs/zh-CN/commands.md'];
  it.each(LISTS)('have their options in %s, and no others', async (page) => {
    const options = new Set<string>();
    for (const name of DEEDS) for (const flag of await helpOf(name)) options.add(flag);
    const table = read(page).match(/^\| `-.*$/gm) ?? [];
    const listed = new Set(flagsOf(table.map((row) => row.split(' | ')[0]).join(' ')));
    const version = ['-v', '--version'];
    expect([...listed].filter((flag) => !version.includes(flag)).sort()).toEqual(
      [...options].sort(),
    );
  });
});

it('the program in docs/commands.md builds a site', async () => {
  const [{ files } = { files: {} }] = stepsOf(read('docs/commands.md'));
  const site = createSite({ ...files, '_posts/2022-05-16-init.md': post('title: 开站大吉') });
  fs.mkdirSync(path.join(site.root, 'node_modules'));
  fs.symlinkSync(ROOT, path.join(site.root, 'node_modules/finews'));
  const { stdout } = await promisify(execFile)(process.execPath, ['build.mjs'], { cwd: site.root });
  expect(stdout).toBe('1 []\n');
});

it.each(pages.filter((page) => yamlOf(read(page)).length > 0))('YAML in %s is YAML', (page) => {
  for (const text of yamlOf(read(page))) expect(load(text)).toBeTypeOf('object');
});
