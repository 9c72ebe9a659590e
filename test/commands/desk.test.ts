/** The commands of writing, on the disk: what they write, what they leave, and what they refuse. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { initSite } from '../../src/commands/desk/init-command.js';
import { type ListFlags, listStories } from '../../src/commands/desk/list-command.js';
import { publishStory, unpublishStory } from '../../src/commands/desk/move-command.js';
import { newStory } from '../../src/commands/desk/new-command.js';
import { renameStory } from '../../src/commands/desk/rename-command.js';
import type { BuildOptions } from '../../src/index.js';
import { SiteError } from '../../src/model/problem.js';
import { silent } from '../../src/platform/console.js';
import { systemEffects } from '../../src/platform/system.js';
import { checkOf } from '../check/checked.js';
import { effortOf } from '../support/effort.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

const effects = systemEffects(silent);

function at(site: TestSite): BuildOptions & { readonly now: string } {
  return { source: site.root, now: NOW };
}

function textOf(site: TestSite, file: string): string {
  return fs.readFileSync(path.join(site.root, file), 'utf8');
}

async function refusal(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof SiteError) return error.problems.map(({ code }) => code).join();
    throw error;
  }
  return 'done';
}

describe('new', () => {
  it('writes a story in the site’s zone, and never over another', async () => {
    const site = createSite({});
    const asked = { ...at(site), category: ['要闻'], tag: ['央行', 'a, b'] };
    expect(newStory('降准: 五问', asked, effects).data).toEqual({
      path: '_posts/2030-01-01-降准-五问.md',
    });
    expect(textOf(site, '_posts/2030-01-01-降准-五问.md')).toBe(
      "---\ntitle: '降准: 五问'\ndate: 2030-01-01 08:00:00 +0800\ncategories: [要闻]\ntags: [央行, 'a, b']\n---\n\n",
    );
    expect(await refusal(() => newStory('降准: 五问', at(site), effects))).toBe('desk-taken');
    expect(await refusal(() => newStory('？！', at(site), effects))).toBe('desk-option');
    expect(await refusal(() => newStory('x', { ...at(site), date: 'tomorrow' }, effects))).toBe(
      'desk-date',
    );
    expect(fs.readdirSync(path.join(site.root, '_posts'))).toHaveLength(1);
  });

  it('names the file by the words of the title, without their markup', () => {
    const site = createSite({});
    const names = [
      ['<b class="x">央行</b>降准 &amp; 五问', '央行降准-五问'],
      ['上<br>下 <EM>重磅</EM>', '上-下-重磅'],
      ['List<String> in <b>', 'list-string-in-b'],
      ['Q&A;', 'q-a'],
    ].map(([title = '', name = '']) => {
      const { data } = newStory(title, at(site), effects);
      expect(textOf(site, String(data['path']))).toContain(title);
      return [data['path'], `_posts/2030-01-01-${name}.md`];
    });
    for (const [file, expected] of names) expect(file).toBe(expected);
  });

  it('files it as the newest story is filed', () => {
    const site = createSite({ '_posts/2022/05/2022-05-16-a.markdown': post('title: 甲') });
    const date = '2023-06-07 09:00';
    expect(newStory('b', { ...at(site), date }, effects).data).toEqual({
      path: '_posts/2023/06/2023-06-07-b.markdown',
    });
    expect(newStory('c', { ...at(site), draft: true }, effects).data).toEqual({
      path: '_drafts/c.markdown',
    });
  });

  it('begins with an archetype', async () => {
    const site = createSite({
      '_archetypes/default.md': '---\nlayout: post # ours\ntitle: x\n---\n',
      '_archetypes/close.md': '---\ntitle: "{{ title }}"\ntags: [收盘]\n---\n{{ date }}：\n',
    });
    const asked = { ...at(site), from: 'close', slug: 'close' };
    newStory('今日"收"盘', asked, effects);
    expect(textOf(site, '_posts/2030-01-01-close.md')).toBe(
      '---\ntitle: "今日\\"收\\"盘"\ntags: [收盘]\ndate: 2030-01-01 08:00:00 +0800\n---\n2030-01-01 08:00:00 +0800：\n',
    );
    newStory('乙', at(site), effects);
    expect(textOf(site, '_posts/2030-01-01-乙.md')).toContain('layout: post # ours\ntitle: 乙\n');
    expect(await refusal(() => newStory('丙', { ...asked, from: '../_config' }, effects))).toBe(
      'desk-missing',
    );
  });
});

describe('publish and unpublish', () => {
  it('move a story between the folders, with its date in both places', async () => {
    const draft = '---\n# mine\ntitle: "甲"   # t\ndraft: true\ntags: [x]\n---\n文\n';
    const site = createSite({ '_drafts/sub/a.md': draft });
    const asked = { ...at(site), date: '2022-05-16 15:04' };
    const moved = await publishStory('_drafts/sub/a.md', asked, effects);
    expect(moved.data).toMatchObject({ path: '_posts/2022-05-16-a.md' });
    expect(textOf(site, '_posts/2022-05-16-a.md')).toBe(
      '---\n# mine\ntitle: "甲"   # t\ntags: [x]\ndate: 2022-05-16 15:04:00 +0800\n---\n文\n',
    );
    expect(fs.existsSync(path.join(site.root, '_drafts/sub/a.md'))).toBe(false);
    await unpublishStory('_posts/2022-05-16-a.md', at(site), effects);
    expect(textOf(site, '_drafts/a.md')).toBe(draft.replace('draft: true\n', ''));
  });

  it('take out what holds a story in its place, and refuse what is not theirs', async () => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: 甲\npublished: false'),
      '_posts/2022-05-16-b.md': Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xb9, 0x0a]),
      '_drafts/a.md': post('title: 甲'),
      'page.md': post('title: p'),
    });
    await publishStory('_posts/2022-05-16-a.md', at(site), effects);
    expect(textOf(site, '_posts/2022-05-16-a.md')).toBe(post('title: 甲'));
    const refusals = [
      () => publishStory('_posts/2022-05-16-a.md', at(site), effects),
      () => publishStory('_posts/2022-05-16-b.md', at(site), effects),
      () => publishStory('page.md', at(site), effects),
      () => publishStory('../x.md', at(site), effects),
      () => unpublishStory('_drafts/a.md', at(site), effects),
      () => unpublishStory('_posts/2022-05-16-a.md', at(site), effects),
    ];
    expect(await Promise.all(refusals.map(refusal))).toEqual([
      ...['desk-place', 'desk-text', 'desk-place', 'desk-missing', 'desk-place', 'desk-taken'],
    ]);
  });
});

describe('what is published unfinished', () => {
  const codes = async (site: TestSite, file: string): Promise<readonly string[]> => {
    const { problems = [], data } = await publishStory(file, at(site), effects);
    expect(data).toHaveProperty('path');
    return problems.map(({ code, line }) => `${code} ${line}`).sort();
  };
  const archetype = '---\nlayout: post\ntitle: 标题\n---\n\n在 {{ date }} 写点什么。\n';

  it('is published, and told', async () => {
    const site = createSite({
      '_archetypes/default.md': archetype,
      '_drafts/empty.md': post('title: 甲', ''),
      '_drafts/code.md': post('title: 乙', '```\n```\n'),
      '_drafts/picture.md': post('title: 丙', '![](/a.png)'),
      '_drafts/film.md': post('title: 丁', '<video src="/a.mp4"></video>'),
      '_drafts/named.md': post('title: 标题', '文'),
      '_drafts/fine.md': post('title: 好', '文'),
      '_drafts/none.md': post('categories: x', '文'),
      '_posts/2022-05-16-held.md': post('title: 戊\npublished: false', ''),
      '_drafts/broken.md': post('title: 己: 己', '文'),
    });
    const told = Object.fromEntries(
      await Promise.all(
        ['empty', 'code', 'picture', 'film', 'named', 'fine', 'none', 'broken'].map(
          async (name) => [name, await codes(site, `_drafts/${name}.md`)] as const,
        ),
      ),
    );
    expect(told).toEqual({
      empty: ['story-textless 2'],
      code: ['story-textless 2'],
      named: ['story-placeholder 2'],
      broken: ['front-matter-scalar 2'],
      ...{ picture: [], film: [], fine: [], none: [] },
    });
    expect(await codes(site, '_posts/2022-05-16-held.md')).toEqual(['story-textless 2']);
    const { data } = newStory('新', { ...at(site), draft: true }, effects);
    expect(await codes(site, String(data['path']))).toEqual(['story-placeholder 1']);
  });

  it('is told by the check as well, but for news of one line', async () => {
    const site = createSite({
      ...PLAIN,
      '_data/categories.yml': 'kuaixun: { name: 快讯, layout: flash }\n',
      '_archetypes/default.md': archetype.replace('{{ date }} ', ''),
      '_posts/2022-05-16-a.md': post('title: 甲\ncategories: [x]\nredirect_from:\n  - /a.html', ''),
      '_posts/2022-05-16-b.md': post('title: 乙\ncategories: [kuaixun]', ''),
      '_posts/2022-05-16-c.md': post('title: 丙\ncategories: [x]', '在 写点什么。'),
    });
    const unfinished = async (): Promise<readonly string[]> =>
      (await checkOf(site)).told.filter((one) => /story-(?:text|place)/.test(one));
    const expected = [
      'story-placeholder _posts/2022-05-16-c.md:1:1',
      'story-textless _posts/2022-05-16-a.md:2:8',
    ];
    expect(await unfinished()).toEqual(expected);
    expect(await unfinished()).toEqual(expected);
    site.write({ '_archetypes/default.md': '---\ntitle:\n---\n\n' });
    expect(await unfinished()).toEqual(expected.slice(1));
  });

  it('may be a drawing where texts are trusted, and begins with no large file', async () => {
    const site = createSite({
      ...PLAIN,
      '_config.yml': 'html: trust\n',
      '_archetypes/default.md': `${archetype}${' '.repeat(1 << 16)}`,
      '_drafts/b.md': post(
        'title: 标题\ncategories: [x]',
        '<svg viewBox="0 0 1 1"><path d="M0 0h1"/></svg>',
      ),
      '_posts/2022-05-16-a.md': post(
        'title: 标题\ncategories: [x]',
        '<svg viewBox="0 0 1 1"><path d="M0 0h1"/></svg>',
      ),
    });
    expect((await checkOf(site)).told.filter((one) => /story-(?:text|place)/.test(one))).toEqual(
      [],
    );
    expect(await codes(site, '_drafts/b.md')).toEqual([]);
  });
});

it('a story is named by its file, its page and its address', async () => {
  const site = createSite({
    '_config.yml': 'title: T\nurl: https://news.example\nbaseurl: /n\ntimezone: Asia/Shanghai\n',
    '_posts/2022-05-16-甲.md': post('title: 甲\ncategories: [x]'),
  });
  const [file, output] = ['_posts/2022-05-16-甲.md', 'x/2022/05/16/甲.html'];
  const address = '/x/2022/05/16/%E7%94%B2.html';
  for (const name of [
    ...[file, `./${file}`, path.join(site.root, file), `public/${output}`, `./public/${output}`],
    ...[path.join(site.root, 'public', output), output, `/${output}`, `/n/${output}`, address],
    ...['/x/2022/05/16/甲', `https://news.example/n${address}`, `news.example/n/${output}`],
    `http://localhost:4000/n${address}`,
  ]) {
    const { data } = await renameStory(name, '乙', { ...at(site), slug: '甲' }, effects);
    expect([name, data['path'], data['url']]).toEqual([name, file, `/n${address}`]);
  }
  for (const name of [`https://other.example${address}`, 'public/none.html', '/n', '_config.yml']) {
    expect(await refusal(() => unpublishStory(name, at(site), effects))).toMatch(
      /^desk-(?:missing|place)$/,
    );
  }
});

it('rename says where it has nothing to change', async () => {
  const site = createSite({ ...PLAIN, '_posts/2022-05-16-甲.md': post('title: 甲') });
  const before = fs.statSync(path.join(site.root, '_posts/2022-05-16-甲.md')).mtimeMs;
  const { lines, notes } = await renameStory('_posts/2022-05-16-甲.md', '甲', at(site), effects);
  expect(notes).toEqual(['Nothing is changed: it has that title and that name']);
  expect(lines).toHaveLength(1);
  expect(fs.statSync(path.join(site.root, '_posts/2022-05-16-甲.md')).mtimeMs).toBe(before);
  const again = { ...at(site), slug: '甲' };
  const other = await renameStory('_posts/2022-05-16-甲.md', '乙', again, effects);
  expect(other.notes).toEqual([]);
});

it('rename keeps the old address, from the first name on', async () => {
  const site = createSite({
    ...PLAIN,
    '_posts/2022-05-16-a.md': post('title: 甲 # t\ncategories: [要闻]'),
    '_posts/2022-05-17-p.md': post('title: 乙\npermalink: /fixed.html'),
  });
  await renameStory('_posts/2022-05-16-a.md', '新标题', at(site), effects);
  await renameStory('_posts/2022-05-16-新标题.md', '再改', { ...at(site), slug: 'b' }, effects);
  expect(textOf(site, '_posts/2022-05-16-b.md')).toBe(
    post(
      'title: 再改 # t\ncategories: [要闻]\nredirect_from:\n  - /要闻/2022/05/16/a.html\n  - /要闻/2022/05/16/新标题.html',
    ),
  );
  const fixed = await renameStory('_posts/2022-05-17-p.md', '丙', at(site), effects);
  expect(fixed.data).toMatchObject({ path: '_posts/2022-05-17-丙.md', redirectFrom: null });
  await site.build();
  expect(site.read('要闻/2022/05/16/a.html')).toContain('/2022/05/16/b.html');
});

describe('pictures beside a story', () => {
  it('are looked for in what the text has, however many blanks', async () => {
    const site = createSite({ '_drafts/a.md': post('title: 甲', `x${' '.repeat(100_000)}y`) });
    const publish = async (): Promise<void> => {
      await publishStory('_drafts/a.md', at(site), effects);
    };
    expect(await effortOf(publish)).toBeLessThan(200);
  });

  const body =
    '![a](shots/a.png) ![b](./b%20c.jpg) ![d](<d e.webp>) ![t](/top.png) ![h](https://h.example/b.png)';
  const beside = {
    '_drafts/f.md': post('title: 己\nimage: g h.png', body),
    '_drafts/shots/a.png': 'a',
    '_drafts/b c.jpg': 'b',
    '_drafts/d e.webp': 'd',
    '_drafts/g h.png': 'g',
  };
  const sorted = (names: unknown): readonly string[] => [...(names as string[])].sort();
  const filesIn = (site: TestSite, folder: string): readonly string[] =>
    fs.readdirSync(path.join(site.root, folder), { recursive: true }).map(String).sort();

  it('go with it, there and back', async () => {
    const site = createSite({
      ...beside,
      '_drafts/top.png': 't',
      '_drafts/other.md': post('title: 它', 'shots/a.png.txt, [d e](<https://h.example/d e.webp>)'),
      '_posts/2022/05/2022-05-16-other.md': post('title: 它', '![a](shots/a.png) ![t](top.png)'),
    });
    const before = filesIn(site, '_drafts');
    const asked = { ...at(site), date: '2024-06-01' };
    const { data, notes } = await publishStory('_drafts/f.md', asked, effects);
    const files = ['b c.jpg', 'd e.webp', 'g h.png', 'shots/a.png'];
    expect(sorted(data['pictures'])).toEqual(files.map((name) => `_posts/2024/06/${name}`));
    expect(data['left']).toEqual([]);
    expect(notes?.at(-1)).toContain('Moved with it: ');
    expect(textOf(site, '_posts/2024/06/shots/a.png')).toBe('a');
    expect(filesIn(site, '_drafts')).toEqual(['other.md', 'top.png']);
    const back = await unpublishStory(String(data['path']), at(site), effects);
    expect(sorted(back.data['pictures'])).toEqual(files.map((name) => `_drafts/${name}`));
    expect(filesIn(site, '_drafts')).toEqual(before);
    expect(fs.existsSync(path.join(site.root, '_posts/2024/06/shots'))).toBe(false);
  });

  it('stay and are told where other stories name them, or they lie elsewhere', async () => {
    const site = createSite({
      ...beside,
      '_drafts/f.md': post('title: 己\nimage: ../assets/x.png', body),
      'assets/x.png': 'x',
      '_drafts/sub/other.md': post('title: 它', '![b](<../b c.jpg>)'),
      '_posts/2022/05/2022-05-16-other.md': post(
        'title: 它\nimage: "https://h.example/pictures/d e.webp"',
      ),
      '_posts/2022/05/2022-05-17-other.md': post('title: 它', '![](/_drafts/shots/a.png)'),
    });
    const { data, notes } = await publishStory('_drafts/f.md', at(site), effects);
    const shared = ['_drafts/b c.jpg', '_drafts/d e.webp', '_drafts/shots/a.png'];
    expect(sorted(data['left'])).toEqual([...shared, 'assets/x.png']);
    expect(data['pictures']).toEqual([]);
    expect(notes?.at(-2)).toMatch(/^Pictures that other stories show as well stayed: /);
    expect(notes?.at(-1)).toMatch(
      /^Pictures outside .*assets\/x\.png\. Write \/assets\/x\.png in it$/,
    );
    for (const file of sorted(data['left'])) expect(textOf(site, file)).toHaveLength(1);
  });

  it('take no other one’s place, and nothing is moved by half', async () => {
    const site = createSite({ ...beside, '_posts/shots/a.png': 'other' });
    const [drafts, posts] = [filesIn(site, '_drafts'), filesIn(site, '_posts')];
    const publish = (its = effects): Promise<string> =>
      refusal(() => publishStory('_drafts/f.md', at(site), its));
    expect(await publish()).toBe('desk-taken');
    expect(textOf(site, '_posts/shots/a.png')).toBe('other');
    // The same picture is no other one; a story in the way stops it as well.
    site.write({ '_posts/shots/a.png': 'a', '_posts/2030-01-01-f.md': post('title: 它') });
    expect(await publish()).toBe('desk-taken');
    expect(filesIn(site, '_drafts')).toEqual(drafts);
    expect(filesIn(site, '_posts')).toEqual([...posts, '2030-01-01-f.md'].sort());
    site.remove('_posts/2030-01-01-f.md');
    // A disk without second names.
    const hardLink = (): never => {
      throw Object.assign(new Error('no links'), { code: 'EXDEV' });
    };
    expect(await publish({ ...effects, io: { ...effects.io, hardLink } })).toBe('done');
    expect(textOf(site, '_posts/b c.jpg')).toBe('b');
    expect(filesIn(site, '_drafts')).toEqual(['shots', 'shots/a.png']);
  });
});

it('rename tells which stories name the file', async () => {
  const site = createSite({
    '_posts/2022-05-16-甲.md': post('title: 甲\ncategories: [x]', '[自己](2022-05-16-甲.md)'),
    '_posts/2022/2022-05-17-b.md': post('title: 乙', '[甲](../2022-05-16-甲.md)'),
    '_drafts/c.md': post('title: 丙', '[甲](/_posts/2022-05-16-%E7%94%B2.md)'),
    '_posts/2022-05-18-d.md': post('title: 丁', '[甲](/x/2022/05/16/甲.html)'),
  });
  const { data, notes } = await renameStory('_posts/2022-05-16-甲.md', '新', at(site), effects);
  const all = ['_drafts/c.md', '_posts/2022-05-16-新.md', '_posts/2022/2022-05-17-b.md'];
  expect(data['namedIn']).toEqual(all);
  expect(notes?.at(-1)).toMatch(
    /^Links to 2022-05-16-甲\.md .* write 2022-05-16-新\.md in .*c\.md, /,
  );
  const next = await renameStory('_posts/2022-05-18-d.md', '戊', at(site), effects);
  expect(next.data['namedIn']).toEqual([]);
});

it('rename back to a former name leaves no address that leads to itself', async () => {
  const site = createSite({ ...PLAIN, '_posts/2022-05-16-a.md': post('title: 甲\nlang: zh') });
  for (const [from, title] of [
    ['a', 'b'],
    ['b', 'a'],
  ]) {
    await renameStory(`_posts/2022-05-16-${from}.md`, title ?? '', at(site), effects);
  }
  expect(textOf(site, '_posts/2022-05-16-a.md')).toBe(
    post('title: a\nlang: zh\nredirect_from:\n  - /2022/05/16/b.html'),
  );
  expect((await site.build()).problems).toEqual([]);
});

it('list says what becomes of each story', async () => {
  const site = createSite({
    '_posts/2022-05-16-a.md': post('title: 甲\ncategories: [要闻]'),
    '_posts/2022-05-17-b.md': post('title: 乙\npublished: false'),
    '_posts/2040-05-17-c.md': post('title: 丙'),
    '_posts/2022-05-18-d.md': post('title: 丁\ndraft: true'),
    '_posts/e.md': post('title: 戊'),
    '_drafts/f.md': post('title: 己'),
    '_posts/2022-05-16-A.md': post('title: 同\ncategories: [要闻]\ntags: 甲'),
    '_posts/2022-05-11-g.md': post('title: 庚\nexpires: 2022-06-01'),
    '_posts/2022-05-12-h.md': post('title: 辛\nexpires: 2022-06-01\nexpired: gone'),
    '_posts/2022-05-13-i.md': post('title: 壬\nguid: x'),
    '_data/takedowns.yml': '- guid: x\n',
  });
  const found = async (flags: object = {}): Promise<readonly string[]> => {
    const { data } = await listStories({ ...at(site), ...flags }, effects);
    const { stories } = data as { stories: readonly { path: string; fate: string }[] };
    return stories.map(({ path: file, fate }) => `${fate} ${file}`);
  };
  const all = await found();
  expect(all).toContain('published _posts/2022-05-16-A.md');
  expect(all).toContain('set-aside _posts/e.md');
  expect([...all].sort()).toEqual([
    ...['draft _drafts/f.md', 'draft _posts/2022-05-18-d.md', 'due _posts/2040-05-17-c.md'],
    ...['expired _posts/2022-05-11-g.md', 'expired _posts/2022-05-12-h.md'],
    'published _posts/2022-05-16-A.md',
    'set-aside _posts/2022-05-16-a.md',
    'set-aside _posts/e.md',
    'taken-down _posts/2022-05-13-i.md',
    'unpublished _posts/2022-05-17-b.md',
  ]);
  expect(await found({ category: '要闻', fate: 'published' })).toHaveLength(1);
  expect(await found({ since: '2022-05-17', until: '2022-05-18' })).toEqual([
    'unpublished _posts/2022-05-17-b.md',
  ]);
  const { data, lines } = await listStories({ ...at(site), tag: '甲' }, effects);
  expect(data['stories']).toMatchObject([{ url: '/%E8%A6%81%E9%97%BB/2022/05/16/A.html' }]);
  expect(lines.join()).toContain('/要闻/2022/05/16/A.html');
  expect(await found({ limit: 1 })).toEqual(['due _posts/2040-05-17-c.md']);
  const notesOf = async (flags: ListFlags): Promise<readonly string[]> =>
    (await listStories({ ...at(site), ...flags }, effects)).notes ?? [];
  expect(await notesOf({ limit: 1 })).toEqual(['1 of 10 stories']);
  expect(await notesOf({ limit: 10 })).toEqual(['10 stories']);
  expect(await notesOf({ tag: '甲' })).toEqual(['1 story']);
  await expect(found({ until: 'soon' })).rejects.toThrow('--until soon is not a time');
  expect(fs.existsSync(path.join(site.root, 'public'))).toBe(false);
});

describe('init', () => {
  it('makes a site that builds and checks without a word, and writes over nothing', async () => {
    const site = createSite({ '.gitignore': 'mine\n' });
    site.remove('_config.yml', '_posts');
    const flags = { title: '示例: 新闻', lang: 'zh_CN', yes: true };
    const first = await initSite(site.root, flags, effects, null);
    expect(first.data).toMatchObject({ left: ['.gitignore'] });
    expect(textOf(site, '.gitignore')).toBe('mine\n');
    expect(textOf(site, '_config.yml')).toContain("title: '示例: 新闻'\nlang: zh-CN\n");
    const { told, checked } = await checkOf(site, { strict: true, now: '2040-01-01T00:00:00Z' });
    expect(told).toEqual([]);
    expect(checked.site.posts).toHaveLength(1);
    expect(site.has('frontmatter.json')).toBe(false);
    const clone = path.relative(site.root, path.resolve()).split(path.sep).join('/');
    expect(JSON.parse(textOf(site, 'package.json'))).toMatchObject({
      devDependencies: { finews: `file:${clone}` },
    });
    const pack = `npm pack --ignore-scripts ${clone} && npm install ./finews-`;
    expect(textOf(site, '.github/workflows/site.yml')).toContain(pack);
    expect(first.notes?.join('\n')).toContain(pack);
    expect(first.notes?.at(-1)).toContain('npm install && npx finews serve');
    const second = await initSite(site.root, flags, effects, null);
    expect(second.data).toMatchObject({ written: [] });
  });

  it('asks two things of a person, and adds no story to a site that has some', async () => {
    const site = createSite({ '_posts/2022-05-16-a.md': post('title: 甲') });
    site.remove('_config.yml');
    const asked: string[] = [];
    const ask = async (question: string): Promise<string> => {
      asked.push(question);
      return await Promise.resolve(question.startsWith('Title') ? '问' : 'en');
    };
    const { data } = await initSite(site.root, { ci: 'gitlab' }, effects, ask);
    expect(asked).toHaveLength(2);
    expect(textOf(site, '_config.yml')).toContain('title: 问\nlang: en\n');
    expect(data['written']).toContain('.gitlab-ci.yml');
    expect(data['written']).not.toContain('about.md');
  });
});
