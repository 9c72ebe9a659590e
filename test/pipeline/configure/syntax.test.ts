/** Which sites are Jekyll's, and so written in Liquid. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configure } from '../../../src/pipeline/configure/configure.js';
import { locateSite } from '../../../src/pipeline/site-location.js';
import { disk } from '../../../src/platform/disk.js';
import { createSite, type Files } from '../../support/site.js';

const effects = { io: disk, clock: { now: () => 0, ticks: () => 0 } };

const ROWS: readonly (readonly [what: string, config: string, files: Files, syntax: string])[] = [
  ['nothing of Jekyll', 'title: T', {}, 'nunjucks'],
  ['_layouts', 'title: T', { '_layouts/a.html': '' }, 'liquid'],
  ['_includes', 'title: T', { '_includes/a.html': '' }, 'liquid'],
  ['a file _layouts', 'title: T', { _layouts: '' }, 'nunjucks'],
  ['other folders that the config names', 'layouts_dir: views', { 'views/a.html': '' }, 'liquid'],
  ['the same', 'includes_dir: inc/parts', { 'inc/parts/a.html': '' }, 'liquid'],
  [
    'a folder that the config does not name',
    'layouts_dir: views',
    { '_layouts/a.html': '' },
    'nunjucks',
  ],
  ['a theme by name', 'theme: minima', {}, 'liquid'],
  ['a theme that lies elsewhere', 'remote_theme: a/b@v1', {}, 'liquid'],
  ["finews' own look", 'theme: { brand: red }', {}, 'nunjucks'],
  ['no theme', 'theme: false', {}, 'nunjucks'],
  ['an empty theme', 'theme: ""', {}, 'nunjucks'],
  ['what `syntax` says', 'syntax: nunjucks\ntheme: minima', { '_layouts/a.html': '' }, 'nunjucks'],
  ['the same', 'syntax: liquid', {}, 'liquid'],
];

describe('a site', () => {
  it.each(ROWS)('with %s: %s', (_what, config, files, syntax) => {
    const site = createSite({ '_config.yml': config, ...files });
    expect(configure({ source: site.root }, effects).value.syntax).toBe(syntax);
  });

  it('is told of a word that is no syntax', async () => {
    const site = createSite({ '_config.yml': 'syntax: jinja\n' });
    const [problem, ...more] = await site.fail();
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: 'config-value', line: 1, column: 9 });
    expect(problem?.hint).toBe('Write nunjucks or liquid.');
  });

  it('has its layouts and includes watched, and before they are there', () => {
    const site = createSite({ '_config.yml': 'includes_dir: _parts\n' });
    const { ignores } = locateSite({ source: site.root }, effects);
    const ignored = [
      '_layouts',
      '_layouts/a/b.html',
      '_parts/a.html',
      '_includes',
      '_other',
    ].filter((name) => ignores(path.join(site.root, name)));
    expect(ignored).toEqual(['_includes', '_other']);
  });
});
