/** The built-in theme's templates as the package has them: compiled beforehand. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { digest } from '../../src/platform/digest.js';
import { createTheme, type ThemeSettings } from '../../src/theme/engine.js';
import { READY_TEMPLATES, type ReadyTemplate } from '../../src/theme/ready-templates.js';
import { readTemplate } from '../../src/theme/template-source.js';
import { ROOT } from '../support/package.js';
import { run } from '../support/program.js';
import { createSite, NOW, post, readTree, type TestSite } from '../support/site.js';
import { settings } from './theme.js';

const TEMPLATES = path.join(ROOT, 'templates');

it('are those of the texts beside it', () => {
  const chunks = path.join(ROOT, 'dist/chunks');
  const published = fs
    .readdirSync(chunks)
    .map((name) => fs.readFileSync(path.join(chunks, name), 'utf8'))
    .join('\n');
  const files = fs.readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' });
  const names = files.filter((name) => name.endsWith('.njk'));
  expect(names.length).toBeGreaterThan(40);
  for (const file of names) {
    const [name, text] = [
      file.replaceAll(path.sep, '/'),
      fs.readFileSync(path.join(TEMPLATES, file), 'utf8'),
    ];
    const source = readTemplate({ name, syntax: 'nunjucks', path: name, text }).value;
    expect(published).toMatch(new RegExp(`"${name}", \\{\\s*digest: "${digest(source.text)}"`));
  }
});

const STORIES = {
  '_config.yml': 'title: 新闻\nurl: https://x.example\nlang: zh-CN\n',
  '_posts/2022-05-16-a.md': post(
    'title: "<甲> & 乙"\ncategories: c\ntags: [t]\nauthor: 李',
    '正文\n\n## 节\n\n图',
  ),
  '_posts/2022-05-17-b.md': post('title: b\ncategories: c\nseries: s', 'words'),
  'about.md': '---\ntitle: 关于\n---\n{{ site.title }}',
};

it.each<[string, Readonly<Record<string, string>>]>([
  ['of a site as it comes', {}],
  [
    'beside a template of the site’s own',
    { 'templates/parts/footer.njk': '{% set title = "脚" %}<i>{{ title }}</i>' },
  ],
  [
    'with a filter of the site’s own',
    { 'templates/filters/twice.js': 'export default (x) => x + x;' },
  ],
  [
    'beside a collection of stories',
    {
      '_config.yml': 'title: T\ncollections: {notes: {output: true}}\n',
      '_notes/a.md': post('title: n', '正文'),
    },
  ],
])('make what templates that are compiled later make: %s', async (_, files) => {
  expect(READY_TEMPLATES.size).toBe(0);
  const site: TestSite = createSite({ ...STORIES, ...files });
  await site.build();
  const compiledLater = readTree(path.join(site.root, 'public'));
  const program = run(site, 'build', '--now', NOW, '-d', 'other', '--no-cache', '--quiet');
  expect(await program.ended, program.text()).toBe(0);
  expect(readTree(path.join(site.root, 'other'))).toEqual(compiledLater);
});

it.each<[string, string, readonly string[], Partial<ThemeSettings>]>([
  ['ready', 'a', ['a.njk', 'b.njk'], {}],
  ['made here', 'another text', ['a.njk', 'b.njk'], {}],
  ['made here', 'a', ['a.njk'], {}],
  // What a template prints of such a list is a story's, and no more trusted where it is ready.
  ['made here', 'a', ['a.njk', 'b.njk'], { storyLists: new Set(['notes']) }],
])('are %s of the text %j, beside %j with %j', (which, text, names, others) => {
  const known = READY_TEMPLATES as Map<string, ReadyTemplate>;
  onTestFinished(() => known.clear());
  const root = (): string => 'ready';
  const code = {
    make: () => ({ root, blocks: new Map() }),
    ...{ binds: new Set<string>(), places: [], prints: [], starts: [] },
  };
  known.set('a.njk', { digest: digest('a'), code }).set('b.njk', { digest: '', code });
  const files = names.map((name) => ({ name, syntax: 'nunjucks' as const, path: name, text }));
  const page = createTheme(files, { ...settings, ...others }).render('a.njk', {});
  expect(page).toBe(which === 'ready' ? 'ready' : text);
});

it('name the file and line where one fails', async () => {
  const site = createSite({
    ...STORIES,
    'templates/parts/footer.njk': '\n{{ page.title.oops() }}',
  });
  const program = run(site, 'build', '--now', NOW);
  expect(await program.ended).toBe(1);
  expect(program.text()).toContain('templates/parts/footer.njk:2');
});
