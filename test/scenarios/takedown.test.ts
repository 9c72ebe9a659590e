/** What is taken down is off the site with the next build, is kept nowhere, and does not come back. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runTakedown, type TakedownOptions } from '../../src/commands/takedown/takedown-command.js';
import type { Io } from '../../src/model/io.js';
import { disk } from '../../src/platform/disk.js';
import { expectAccounted } from '../support/bad-input.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { picture as pictureOf } from '../support/pictures.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

const FILE = '_posts/2022-05-16-bad.md';
const PAGE = '2022/05/16/bad.html';
const LIST = '_data/takedowns.yml';
const SOURCE = 'https://example.com/source-of-it';
const CONFIG =
  'url: https://news.example\ntimezone: Asia/Shanghai\nlang: zh-CN\npermalink: /:year/:month/:day/:title.html\nredirects: { netlify: true, nginx: true }\n';

/** Words that only the story has: its title, its names, its text, where it is from. */
const WORDS = ['诽谤标题', '独标签', '独来源', '诽谤正文', '诽谤末段', 'source-of-it', 'guid:one'];

function bad(more = ''): string {
  const body = `诽谤正文开头。\n\n![图](/assets/own.png) ![共](/assets/shared.png)\n\n${'长。'.repeat(300)}诽谤末段`;
  const marks = `guid: "guid:one"\nsource_url: ${SOURCE}\nredirect_from: [/was/it.html]\n${more}`;
  return post(
    `title: 诽谤标题\ncategories: 快讯\ntags: [独标签]\nsource: 独来源\n${marks}`.trim(),
    body,
  );
}

function newsroom(more: Files = {}, config = CONFIG): TestSite {
  return createSite({
    '_config.yml': config,
    [FILE]: bad(),
    '_posts/2022-05-15-other.md': post(
      'title: 别的\ncategories: 快讯',
      '![共](/assets/shared.png)',
    ),
    '_posts/2022-05-17-new.md': post('title: 新的\ncategories: 快讯'),
    'assets/own.png': 'own-picture',
    'assets/shared.png': 'shared-picture',
    'moved.html': `---\nredirect_to: /${PAGE}\n---\n`,
    ...more,
  });
}

/** With templates that cost little. */
function plainRoom(more: Files = {}): TestSite {
  return newsroom({ ...PLAIN, ...more });
}

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function takedown(site: TestSite, words: string, more: TakedownOptions = {}): Promise<Said> {
  const said = { out: '', err: '' };
  const terminal = {
    out(text: string) {
      said.out += `${text}\n`;
    },
    err(text: string) {
      said.err += `${text}\n`;
    },
    isRich: false,
  };
  const options = { source: site.root, now: NOW, ...more };
  return { code: await runTakedown(words, options, {}, terminal), ...said };
}

/** Files below a folder, dot-files too, that have any of the words, in whatever encoding they may be. */
function having(folder: string, words: readonly string[]): readonly string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile());
  return files.filter((name) => {
    const bytes = fs.readFileSync(path.join(folder, name));
    const isIn = (text: string): boolean =>
      bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'));
    return words.some((word) => isIn(word) || isIn(encodeURI(word)) || isIn(escapedOf(word)));
  });
}

/** What is remembered of addresses alone: a term's has its name. */
const ADDRESSES = /^(?:changes|ledger-\w+)\.(?:json|log)$/;

/** As JSON may have it. */
function escapedOf(word: string): string {
  return word.replace(
    /\P{ASCII}/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

describe('a takedown', () => {
  it.each([
    ['by its path from the story', 'own.png', '_posts/own.png'],
    ['in a folder beside the story', 'shots/own.png', '_posts/shots/own.png'],
    [
      'from a folder beside',
      '../shots/own.png',
      '_posts/shots/own.png',
      '_posts/2022/2022-05-16-bad.md',
    ],
    ['by its address', '/pictures/own.png', '_posts/own.png'],
    ['with blanks', '<我的 own.png>', '_posts/我的 own.png'],
    ['encoded', '%E6%88%91%E7%9A%84.png', '_posts/我的.png'],
  ])(
    'takes a picture beside the stories with it, named %s',
    async (_, named, picture, at = FILE) => {
      const png = await pictureOf({ format: 'png', width: 2, height: 2 });
      const site = createSite({
        ...PLAIN,
        '_config.yml': CONFIG,
        [at]: post('title: 诽谤标题', `![图](${named})`),
        [picture]: png,
        '_posts/shared.png': png,
        '_posts/2022-05-15-other.md': post('title: 别的', '![共](shared.png)'),
      });
      await takedown(site, at);
      await site.build();
      const left = [...site.tree().keys()].filter((name) => name.startsWith('pictures/'));
      expect(left).toEqual(['pictures/shared.png']);
    },
  );

  it('takes what was reported of the story out of the cache, of previews and killed builds as well', async () => {
    const clock = { now: () => Date.now() + 3_600_000, ticks: () => 0 };
    const run = (more: object, io: Io = disk): Promise<unknown> =>
      buildAnew({ source: site.root, now: NOW, ...more }, effectsWith(io, { clock }));
    const word = '独此一词';
    const story = post('title: 别的', `<b>${word} [链](/2022/${word}.html)`);
    const site = createSite({
      ...PLAIN,
      '_config.yml': 'url: https://n.example\n',
      [FILE]: story,
      '_posts/2022-05-15-other.md': post('title: 另一'),
    });
    const cache = path.join(site.root, '.finews');
    const preview = { preview: 'http://localhost:4000' };
    await run(preview);
    const unfinished: string[] = [];
    const io: Io = {
      ...disk,
      rename(from, to) {
        if (/told-/.test(to)) unfinished.push(from);
        disk.rename(from, to);
      },
    };
    await run({}, io);
    for (const file of unfinished) fs.writeFileSync(file, word);
    const told = having(cache, [word]).filter((name) => name.startsWith('told-'));
    expect(told).toHaveLength(3);
    expect(told.filter((name) => name.endsWith('.tmp'))).toHaveLength(1);
    site.write({ [LIST]: `- path: ${FILE}\n` });
    await run({});
    expect(having(cache, [word])).toEqual([]);
  });

  it('takes every byte of the story off the destination and out of the cache', async () => {
    const site = newsroom();
    await site.build();
    // Other settings remember stories in a file of their own; a preview has pages of its own.
    site.write({ '_config.yml': `${CONFIG}html: trust\n` });
    await site.build();
    site.write({ '_config.yml': CONFIG });
    await site.build({ preview: 'http://localhost:4000' });
    await site.build();
    const [published, cache] = [path.join(site.root, 'public'), path.join(site.root, '.finews')];
    expect(having(published, WORDS)).toContain(PAGE);
    expect(having(cache, WORDS).length).toBeGreaterThan(2);

    const said = await takedown(site, FILE, { reason: '判决' });
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).toMatch(
      /^# .*\n# .*\n- path: _posts\/2022-05-16-bad.md\n {2}url: \/2022\/05\/16\/bad.html\n {2}guid: "guid:one"\n {2}source_url: "https:.*"\n {2}redirect_from:\n {4}- \/was\/it.html\n {2}files:\n {4}- assets\/own.png\n {2}date: 2030-01-01\n {2}reason: 判决\n$/,
    );
    const result = await site.build();
    expectAccounted(result);
    expect(result).toMatchObject({ problems: [], posts: { published: 2, held: { takenDown: 1 } } });
    expect(having(published, WORDS)).toEqual([]);
    expect(having(published, ['own-picture'])).toEqual([]);
    expect(site.has('assets/shared.png')).toBe(true);
    expect(having(cache, WORDS).filter((name) => !ADDRESSES.test(name))).toEqual([]);
    expect(
      having(
        cache,
        WORDS.filter((word) => !word.startsWith('独')),
      ),
    ).toEqual([]);
    for (const gone of [PAGE, 'was/it.html', 'moved.html']) expect(site.has(gone)).toBe(false);
    const paths = [`/${PAGE}`, '/assets/own.png', '/moved.html', '/was/it.html'];
    expect(JSON.parse(site.read('gone.json'))).toEqual(paths);
    expect(site.read('_redirects')).toContain(`/${PAGE} /404.html 410\n`);

    // Without its file, too; and it stays so without a word of it being written again.
    site.remove(FILE);
    await site.build();
    expect(having(cache, WORDS).filter((name) => !ADDRESSES.test(name))).toEqual([]);
    expect(JSON.parse(site.read('gone.json'))).toEqual(paths);
  });

  it.each([
    ['its guid', 'guid: "guid:one"'],
    ['its source', `source: { name: x, url: "${SOURCE}" }`],
    ['its address', `permalink: /${PAGE}`],
  ])('knows the story again by %s', async (_, mark) => {
    const site = plainRoom();
    await site.build();
    await takedown(site, FILE);
    site.remove(FILE);
    await site.build();
    const before = site.tree();
    site.write({ '_posts/2022-06-01-again.md': post(`title: 又来\n${mark}`, '诽谤正文') });
    const result = await site.build();
    expectAccounted(result);
    expect(result.posts.held.takenDown).toBe(1);
    expect(having(path.join(site.root, 'public'), ['诽谤正文', '又来'])).toEqual([]);
    const own = ['gone.json', 'gone.map', '_redirects'];
    const rest = (tree: typeof before): unknown =>
      [...tree].filter(([name]) => !own.includes(name));
    expect(rest(site.tree())).toEqual(rest(before));
  });

  it('is of a page by its address, an old one or a whole one as well', async () => {
    const site = plainRoom({ 'about.md': '---\ntitle: 关于\n---\n诽谤' });
    expect((await takedown(site, 'https://news.example/about')).code).toBe(0);
    expect((await takedown(site, '/was/it.html')).code).toBe(0);
    await site.build();
    expect(site.has('about.html')).toBe(false);
    expect(site.has(PAGE)).toBe(false);
  });

  it('is of a copied file by its name or its address', async () => {
    const site = plainRoom({ '图/a b.png': 'a', 'b.txt': 'b' });
    expect((await takedown(site, '图/a b.png')).code).toBe(0);
    expect((await takedown(site, '/b.txt')).code).toBe(0);
    expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).toContain('url: "/图/a b.png"\n');
    await site.build();
    expect([site.has('图/a b.png'), site.has('b.txt')]).toEqual([false, false]);
    expect(JSON.parse(site.read('gone.json'))).toEqual(['/b.txt', '/图/a b.png']);
    site.write({ [LIST]: '- url: /assets/own.png\n' });
    await site.build();
    expect([site.has('图/a b.png'), site.has('assets/own.png')]).toEqual([true, false]);
  });

  it('does not spread by what other stories have as well', async () => {
    const site = plainRoom({
      '_posts/2022-05-18-same.md': post(`title: 同\nsource_url: ${SOURCE}`),
    });
    const { out } = await takedown(site, FILE);
    expect(out).toContain('Not by its source_url');
    await site.build();
    expect(site.has('2022/05/18/same.html')).toBe(true);
    expect(site.has(PAGE)).toBe(false);
  });

  it('leaves no version that --atomic keeps', async () => {
    const site = plainRoom();
    const atomic = { atomic: true };
    await site.build(atomic);
    site.write({ '_posts/2022-05-19-more.md': post('title: 多') });
    await site.build(atomic);
    await takedown(site, FILE);
    await site.build(atomic);
    expect(having(site.root, ['诽谤末段'])).toEqual([FILE]);
    // One that was published without the story meanwhile is as good.
    expect(site.has('2022/05/19/more.html')).toBe(true);
    await site.build(atomic);
  });

  it('is taken back with every other byte of the file as it was', async () => {
    const own =
      '# ours\n\n- guid: x   # first\n  reason: "a: b"\n\n# about the last\n- path: _posts/gone.md\n';
    const site = plainRoom({ [LIST]: own });
    await site.build();
    const before = site.tree();
    await takedown(site, FILE);
    const text = fs.readFileSync(path.join(site.root, LIST), 'utf8');
    expect(text.startsWith(own)).toBe(true);
    expect(await takedown(site, PAGE)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Already in'),
    });
    expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).toBe(text);
    await site.build();
    expect((await takedown(site, `/${PAGE}`, { undo: true })).code).toBe(0);
    expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).toBe(own);
    await site.build();
    expect(site.tree()).toEqual(before);
    expect((await takedown(site, '_posts/gone.md', { undo: true })).code).toBe(0);
    expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).toBe(
      '# ours\n\n- guid: x   # first\n  reason: "a: b"\n\n# about the last\n',
    );
  });

  it('may be the last that is taken back, and the first again', async () => {
    const site = plainRoom();
    await takedown(site, FILE);
    const text = fs.readFileSync(path.join(site.root, LIST), 'utf8');
    expect((await takedown(site, FILE, { undo: true })).out).toContain('finews wrote the file');
    expect(fs.existsSync(path.join(site.root, LIST))).toBe(false);
    expect((await site.build()).posts.held.takenDown).toBe(0);
    await takedown(site, FILE);
    expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).toBe(text);
  });

  it.each(['[]\n', '# ours\r\n[]\r\n# more\r\n', '# ours\n- guid: x\n', 'LIST\n# more\n[]\n'])(
    'and back leaves the list as it was: %j',
    async (start) => {
      const site = plainRoom();
      await takedown(site, FILE);
      const [head = ''] = fs.readFileSync(path.join(site.root, LIST), 'utf8').split('- path', 1);
      const written = start.replace('LIST\n', head);
      site.write({ [LIST]: written });
      await takedown(site, FILE);
      expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).not.toBe(written);
      await takedown(site, FILE, { undo: true });
      expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).toBe(written);
    },
  );

  it('of nothing that is there is told, and recorded only on demand', async () => {
    const site = plainRoom();
    for (const words of ['_posts/2022-05-16-bat.md', '/nowhere.html', 'https://other.example/x']) {
      expect(await takedown(site, words)).toMatchObject({
        code: 1,
        err: expect.stringContaining('takedown-target'),
      });
    }
    expect(fs.existsSync(path.join(site.root, LIST))).toBe(false);
    expect((await takedown(site, '_posts/2022-05-16-bat.md', { anyway: true })).code).toBe(0);
    expect((await takedown(site, '/nowhere.html', { anyway: true })).code).toBe(0);
    await site.build();
    expect(JSON.parse(site.read('gone.json'))).toEqual(['/nowhere.html']);
    const undone = await takedown(site, '/never.html', { undo: true });
    expect([undone.code, undone.out]).toEqual([1, '']);
    expect(undone.err).toMatch(
      /No takedown is of \/never\.html\n.*takedowns\.yml has what is taken/,
    );
    site.remove(LIST);
    const { code, err } = await takedown(site, '/never.html', { undo: true });
    expect([code, err]).toEqual([1, expect.stringContaining('Nothing is taken down.')]);
  });

  it('is no deletion by mistake', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`_posts/2022-04-01-n${at}.md`, post(`title: n${at}`)]),
    );
    const site = plainRoom(many);
    await site.build();
    site.write({
      [LIST]: Object.keys(many)
        .map((file) => `- path: ${file}\n`)
        .join(''),
    });
    site.remove(...Object.keys(many));
    expect((await site.build()).posts.published).toBe(3);
  });
});

describe('takedowns that cannot be read', () => {
  const rows: readonly (readonly [string, string, number, string])[] = [
    ['nothing', '', 1, 'takedown-unreadable'],
    ['a text', 'all of it\n', 1, 'takedown-unreadable'],
    ['a map', 'path: _posts/2022-05-16-bad.md\n', 1, 'takedown-unreadable'],
    ['a slip in a key', '- guid: x\n- pathh: _posts/a.md\n', 2, 'takedown-unreadable'],
    ['an entry without a mark', '- guid: x\n- reason: y\n', 2, 'takedown-unreadable'],
    ['an empty mark', '- guid: x\n  path: ""\n', 2, 'takedown-unreadable'],
    ['another site`s address', '- url: https://other.example/x\n', 1, 'takedown-unreadable'],
    ['a source that is none', '- source_url: somewhere\n', 1, 'takedown-unreadable'],
    ['files that are no list', '- guid: x\n  files: a.png\n', 2, 'takedown-unreadable'],
    ['broken YAML', '- guid: [\n', 1, 'yaml-syntax'],
  ];

  it.each(rows)('fail the build: %s', async (_, text, line, code) => {
    const site = createSite({ ...PLAIN, [FILE]: post('title: x'), [LIST]: '- guid: y\n' });
    await site.build();
    const before = site.tree();
    site.write({ [LIST]: text });
    const problems = await site.fail();
    expect(problems).toMatchObject([{ code, severity: 'error', file: LIST, line }]);
    expect(site.tree()).toEqual(before);
    expect((await takedown(site, FILE)).code).toBe(1);
    expect(fs.readFileSync(path.join(site.root, LIST), 'utf8')).toBe(text);
  });
});
