/** The package as npm packs it, installed where nothing of its source is. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/package.js';
import { PLAIN } from '../support/plain-theme.js';
import { LATER } from '../support/program.js';
import { createSite, type Files, NOW, post, readTree, type TestSite } from '../support/site.js';

/** A site that the package is installed in, with the packages that it needs. */
function siteWithPackage(files: Files): TestSite {
  const site = createSite(files);
  const modules = path.join(site.root, 'node_modules');
  const own = path.join(modules, 'finews');
  fs.mkdirSync(own, { recursive: true });
  const text = fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8');
  const { files: packed } = JSON.parse(text) as { readonly files: readonly string[] };
  for (const name of [...packed, 'package.json'])
    fs.cpSync(path.join(ROOT, name), path.join(own, name), { recursive: true });
  for (const name of fs.readdirSync(path.join(ROOT, 'node_modules')))
    if (name !== 'finews' && !name.startsWith('.'))
      fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  return site;
}

/** What Node prints, in the site's folder. */
function node(site: TestSite, ...options: readonly string[]): string {
  return execFileSync(process.execPath, options, { cwd: site.root, encoding: 'utf8' });
}

const CLI = 'node_modules/finews/dist/cli.js';
const STORIES: Files = {
  '_posts/2022-05-16-a.md': post('title: 甲\ntags: [x]'),
  '_posts/2022-05-17-b.md': post('title: 乙', '$x$'),
};

it('builds a site with its own theme, in other threads as well, and as a module', () => {
  const site = siteWithPackage({ ...STORIES, 'package.json': '{"type":"module"}' });
  node(site, CLI, 'build', '-q', '--threads', '1', '--now', NOW);
  site.write({
    '_build.js': `import { build } from 'finews';
await build({ now: '${NOW}', threads: 0, destination: 'other', cacheDir: '.other' });`,
  });
  node(site, '_build.js');
  expect(site.read('2022/05/17/b.html')).toContain('乙');
  expect(readTree(path.join(site.root, 'other'))).toEqual(site.tree());
});

it('renders a site anew when any of its files is another', () => {
  const site = siteWithPackage({ ...PLAIN, ...STORIES });
  const made = (): number => {
    return JSON.parse(node(site, ...LATER, CLI, 'build', '--json')).outputs.made;
  };
  expect(made()).toBeGreaterThan(5);
  expect(made()).toBe(0);
  const chunks = path.join(site.root, 'node_modules/finews/dist/chunks');
  const [chunk = ''] = fs.readdirSync(chunks);
  fs.appendFileSync(path.join(chunks, chunk), '// Changed.\n');
  expect(made()).toBeGreaterThan(5);
});

it('has the types of its API', () => {
  const site = siteWithPackage({
    'use.ts': `import { type BuildOptions, type BuildResult, build, SiteError } from 'finews';
const options: BuildOptions = { threads: 1 };
const { outputs }: BuildResult = await build(options);
// @ts-expect-error: it is no number.
const problems: number = new SiteError([]).problems;
export const made: number = outputs.made + problems;`,
    'package.json': '{"type":"module"}',
  });
  const options = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--types', 'node'];
  const compiler = path.join(ROOT, 'node_modules/.bin/tsc');
  const language = ['--module', 'nodenext', '--target', 'es2023', 'use.ts'];
  const { stdout } = spawnSync(compiler, [...options, ...language], { cwd: site.root });
  expect(String(stdout)).toBe('');
});
