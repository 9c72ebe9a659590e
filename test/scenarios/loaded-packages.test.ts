/** What a site doesn't use is not loaded. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { API, CLI } from '../support/package.js';
import { PLAIN } from '../support/plain-theme.js';
import { LATER } from '../support/program.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const STORY = { '_posts/2022-05-16-a.md': post('title: 甲') };

/** The packages whose modules a clean build loads, in whichever thread. */
function loadedPackages(files: Files): ReadonlySet<string> {
  return packagesOf(createSite(files));
}

/** Those that Node loads in a site's folder. */
function packagesOf(site: TestSite, args = [CLI, 'build']): ReadonlySet<string> {
  const folder = mkdtempSync(join(site.root, '.loaded-'));
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  const options = [...LATER, ...args];
  const { status, stderr } = spawnSync(process.execPath, options, { cwd: site.root, env });
  if (status !== 0) throw new Error(String(stderr));
  const scripts = readdirSync(folder).flatMap((name): readonly { readonly url: string }[] => {
    return JSON.parse(readFileSync(join(folder, name), 'utf8')).result;
  });
  const packages = scripts.map(({ url }) => /\/node_modules\/([^/]+)\//.exec(url)?.[1] ?? '');
  return new Set(packages);
}

it('loads no liquidjs and no grammars for a site that has neither Liquid nor code', () => {
  const packages = loadedPackages({ ...PLAIN, ...STORY });
  expect(packages).toContain('nunjucks');
  expect(packages).not.toContain('liquidjs');
  expect(packages).not.toContain('highlight.js');
});

it('loads nothing that parses templates for a site that has those of the built-in theme', () => {
  const packages = loadedPackages(STORY);
  expect(packages).toContain('parse5');
  expect(packages).not.toContain('nunjucks');
  expect(packages).not.toContain('liquidjs');
});

it('makes no segmenter, whose tables take long to load, for plain texts', () => {
  const without = ['--import', 'data:text/javascript,Intl.Segmenter=undefined', CLI, 'build'];
  expect(packagesOf(createSite(STORY), without)).toContain('parse5');
});

it('loads liquidjs where a layout is Liquid', () => {
  const layout = '{% if page.title %}{{ page.title }}{% endif %}{{ content }}';
  expect(loadedPackages({ '_layouts/post.html': layout, ...STORY })).toContain('liquidjs');
});

it('loads nothing that parses, renders or starts threads for a site that is up to date', () => {
  const site = createSite({ ...PLAIN, ...STORY, 'a.svg': '<svg/>' });
  expect(packagesOf(site)).toContain('parse5');
  const packages = [...packagesOf(site)].filter((name) => name !== '');
  expect(packages.sort()).toEqual(['commander', 'js-yaml', 'opencc-js']);
});

it('loads nothing of the command line where the API is imported', () => {
  const script = `await import('${pathToFileURL(API).href}')`;
  const packages = packagesOf(createSite({}), ['--input-type=module', '-e', script]);
  expect([...packages].filter((name) => name !== '').sort()).toEqual(['js-yaml', 'opencc-js']);
});
