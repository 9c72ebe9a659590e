/** What is no story, page or file of the site yet: drafts among posts, other front matter, work files. */
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/index.js';
import { expectAccounted, goodSite } from '../support/bad-input.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, post } from '../support/site.js';

const STORY = '_posts/2022-05-16-x.md';
const PAGE = '2022/05/16/x.html';
const GOOD = 6;

function told(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, severity, file, line, column }) => {
    return `${code} ${severity} ${file ?? '-'} ${line}:${column}`;
  });
}

describe('`draft` in _posts', () => {
  it.each(['true', '"true"', 'yes', 'On', "'YES'"])('%s holds the story back', async (value) => {
    const site = goodSite({ [STORY]: post(`title: x\ndraft: ${value}`) });
    const result = await site.build();
    expect(result.problems).toEqual([]);
    expect(result.posts).toMatchObject({ found: GOOD + 1, published: GOOD });
    expect(result.posts.held).toMatchObject({ drafts: 1, unpublished: 0 });
    expectAccounted(result);
    expect([...site.tree().values()].join()).not.toContain('/2022/05/16/');
    const shown = await site.build({ drafts: true });
    expect(shown.posts).toMatchObject({ published: GOOD + 1, held: { drafts: 0 } });
    expect(site.has(PAGE)).toBe(true);
    await site.build();
    expect(site.has(PAGE)).toBe(false);
  });

  it.each(['false', '"false"', 'no', '""', 'null'])('%s does not', async (value) => {
    const site = goodSite({ [STORY]: post(`title: x\ndraft: ${value}`) });
    expect((await site.build()).posts.published).toBe(GOOD + 1);
  });

  it('may come from the defaults, and be taken back', async () => {
    const config = 'defaults: [{ scope: { path: _posts/raw }, values: { draft: true } }]\n';
    const site = createSite({
      ...PLAIN,
      '_config.yml': config,
      '_posts/raw/2022-05-16-x.md': post('title: x'),
      '_posts/raw/2022-05-17-y.md': post('title: y\ndraft: false'),
    });
    expect((await site.build()).posts).toMatchObject({ published: 1, held: { drafts: 1 } });
  });

  it('is counted once, whatever else holds it', async () => {
    const site = goodSite({
      [STORY]: post('title: x\ndraft: true\npublished: false'),
      '_posts/2040-01-01-y.md': post('title: y\ndraft: true'),
    });
    const result = await site.build();
    expect(result.posts.held).toMatchObject({ drafts: 1, unpublished: 1, future: 0 });
    expectAccounted(result);
  });
});

const TOML =
  '+++\ntitle = "x"\ndate = 2022-05-16T10:00:00Z\ndraft = true\n[params]\na = 1\n+++\nText\n';
const JSON_FRONT = '{\n  "title": "x",\n  "tags": ["a"]\n}\n\nText\n';

describe('front matter as Hugo has it', () => {
  const rows: readonly (readonly [string, string])[] = [
    [TOML, 'front-matter-toml'],
    [TOML.replaceAll('\n', '\r\n'), 'front-matter-toml'],
    [`\uFEFF${TOML}`, 'front-matter-toml'],
    ['+++\n+++\n', ''],
    [JSON_FRONT, 'front-matter-json'],
  ];

  it.each(rows)('of a story is told: %j', async (text, code) => {
    const site = goodSite({ [STORY]: text });
    const result = await site.build();
    if (code === '') return;
    expect(told(result.problems).filter((one) => one.startsWith('front-matter'))).toEqual([
      `${code} warning ${STORY} 1:1`,
    ]);
    const found = result.problems.find((problem) => problem.code === code);
    expect(found).toMatchObject({ fate: 'set-aside' });
    expect(found?.hint).toContain('hugo convert toYAML');
    expect(site.has(PAGE)).toBe(false);
    expectAccounted(result);
    expect((await site.build()).problems).toEqual(result.problems);
  });

  it.each(rows.filter(([, code]) => code !== ''))('of a page is told: %j', async (text, code) => {
    const site = createSite({ ...PLAIN, 'about.md': text });
    const { problems } = await site.build();
    expect(told(problems)).toEqual([`${code} warning about.md 1:1`]);
    expect(site.read('about.md')).toBe(text);
  });

  it('is not seen in what only begins like it', async () => {
    const site = createSite({
      ...PLAIN,
      'a.md': '+++ not a fence',
      'b.html': '{% include x %}',
      'c.md': '{ "a" }',
      'd.json': JSON_FRONT,
      'e.md': '+++\nno key\n+++\n',
    });
    expect((await site.build()).problems).toEqual([]);
  });
});

describe('a file outside _posts that begins with --- and never closes it', () => {
  it.each([
    ['page.md', '---\ntitle: x\nText\n'],
    ['file.apinotes', '---\nName: x\nTags:\n- Name: y\n'],
    ['deep/index.html', '--- \r\n<p>x</p>\r\n'],
    ['only.txt', '---\n'],
    ['data.yml', '---\na: ---\n'],
    ['photo.bin', Buffer.from([...Buffer.from('---\n'), 0xff, 0xfe, 0x00, 0x81, 0x20])],
  ])('is copied, and told: %s', async (file, text) => {
    const site = createSite({ ...PLAIN, [file]: text });
    const { problems } = await site.build();
    expect(told(problems)).toEqual([`front-matter-unclosed warning ${file} 1:1`]);
    expect(site.tree().get(file)).toBe(text.toString('utf8'));
    const memo = await site.build();
    expect(memo.problems).toEqual(problems);
    expect(memo.outputs.touched).toEqual([]);
  });
});

describe('files for those who work on a site', () => {
  const names = [
    ...['Dockerfile', 'Makefile', 'deploy.sh', 'bin/deploy.sh', 'tsconfig.json', 'TODO.md'],
    ...['LICENSE', 'LICENSE.md', 'LICENSE-MIT'],
  ];
  const work: Files = Object.fromEntries(names.map((name) => [name, 'x']));
  const config = (include: readonly string[]): Files => ({
    '_config.yml': `include: ${JSON.stringify(include)}\n`,
  });
  const others = ['deep/LICENSE', 'Dockerfile.html', 'license.txt', 'todo.md', 'a.sh.txt'];

  it('stay out, and others of their like do not', async () => {
    const site = createSite({
      ...PLAIN,
      ...work,
      ...Object.fromEntries(others.map((name) => [name, 'x'])),
    });
    expect((await site.build()).problems).toEqual([]);
    expect(names.filter((name) => site.has(name))).toEqual([]);
    expect(others.filter((name) => !site.has(name))).toEqual([]);
  });

  it('are brought back by `include`', async () => {
    const site = createSite({ ...PLAIN, ...work, ...config(names) });
    await site.build();
    expect(names.filter((name) => !site.has(name))).toEqual([]);
  });

  it('are pages where they have front matter', async () => {
    const site = createSite({
      ...PLAIN,
      'LICENSE.md': '---\ntitle: x\n---\nFree',
      'TODO.md': '---\n---\nAll',
    });
    await site.build();
    expect(site.read('LICENSE.html')).toContain('Free');
    expect(site.has('TODO.html')).toBe(true);
  });
});
