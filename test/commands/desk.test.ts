/** The commands of writing, on the disk: what they write, what they leave, and what they refuse. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { initSite } from '../../src/commands/desk/init-command.js';
import { listStories } from '../../src/commands/desk/list-command.js';
import { publishStory, unpublishStory } from '../../src/commands/desk/move-command.js';
import { newStory } from '../../src/commands/desk/new-command.js';
import { renameStory } from '../../src/commands/desk/rename-command.js';
import type { BuildOptions } from '../../src/index.js';
import { SiteError } from '../../src/model/problem.js';
import { silent } from '../../src/platform/console.js';
import { systemEffects } from '../../src/platform/system.js';
import { checkOf } from '../check/checked.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

const effects = systemEffects(silent);

function at(site: TestSite): BuildOptions & { readonly now: string } {
  return { source: site.root, now: NOW };
}

function textOf(site: TestSite, file: string): string {
  return fs.readFileSync(path.join(site.root, file), 'utf8');
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof SiteError) return error.problems.map(({ code }) => code).join();
    throw error;
  }
  return 'done';
}

describe('new', () => {
  it('writes a story in the site’s zone, and never over another', () => {
    const site = createSite({});
    const asked = { ...at(site), category: ['要闻'], tag: ['央行', 'a, b'] };
    expect(newStory('降准: 五问', asked, effects).data).toEqual({
      path: '_posts/2030-01-01-降准-五问.md',
    });
    expect(textOf(site, '_posts/2030-01-01-降准-五问.md')).toBe(
      "---\ntitle: '降准: 五问'\ndate: 2030-01-01 08:00:00 +0800\ncategories: [要闻]\ntags: [央行, 'a, b']\n---\n\n",
    );
    expect(refusal(() => newStory('降准: 五问', at(site), effects))).toBe('desk-taken');
    expect(refusal(() => newStory('？！', at(site), effects))).toBe('desk-option');
    expect(refusal(() => newStory('x', { ...at(site), date: 'tomorrow' }, effects))).toBe(
      'desk-date',
    );
    expect(fs.readdirSync(path.join(site.root, '_posts'))).toHaveLength(1);
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

  it('begins with an archetype', () => {
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
    expect(refusal(() => newStory('丙', { ...asked, from: '../_config' }, effects))).toBe(
      'desk-missing',
    );
  });
});

describe('publish and unpublish', () => {
  it('move a story between the folders, with its date in both places', () => {
    const draft = '---\n# mine\ntitle: "甲"   # t\ndraft: true\ntags: [x]\n---\n文\n';
    const site = createSite({ '_drafts/sub/a.md': draft });
    const asked = { ...at(site), date: '2022-05-16 15:04' };
    const moved = publishStory('_drafts/sub/a.md', asked, effects);
    expect(moved.data).toMatchObject({ path: '_posts/2022-05-16-a.md' });
    expect(textOf(site, '_posts/2022-05-16-a.md')).toBe(
      '---\n# mine\ntitle: "甲"   # t\ntags: [x]\ndate: 2022-05-16 15:04:00 +0800\n---\n文\n',
    );
    expect(fs.existsSync(path.join(site.root, '_drafts/sub/a.md'))).toBe(false);
    unpublishStory('_posts/2022-05-16-a.md', at(site), effects);
    expect(textOf(site, '_drafts/a.md')).toBe(draft.replace('draft: true\n', ''));
  });

  it('take out what holds a story in its place, and refuse what is not theirs', () => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: 甲\npublished: false'),
      '_posts/2022-05-16-b.md': Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xb9, 0x0a]),
      '_drafts/a.md': post('title: 甲'),
      'page.md': post('title: p'),
    });
    publishStory('_posts/2022-05-16-a.md', at(site), effects);
    expect(textOf(site, '_posts/2022-05-16-a.md')).toBe(post('title: 甲'));
    const refusals = [
      () => publishStory('_posts/2022-05-16-a.md', at(site), effects),
      () => publishStory('_posts/2022-05-16-b.md', at(site), effects),
      () => publishStory('page.md', at(site), effects),
      () => publishStory('../x.md', at(site), effects),
      () => unpublishStory('_drafts/a.md', at(site), effects),
      () => unpublishStory('_posts/2022-05-16-a.md', at(site), effects),
    ];
    expect(refusals.map(refusal)).toEqual([
      ...['desk-place', 'desk-text', 'desk-place', 'desk-missing', 'desk-place', 'desk-taken'],
    ]);
  });
});

it('rename keeps the old address, from the first name on', async () => {
  const site = createSite({
    ...PLAIN,
    '_posts/2022-05-16-a.md': post('title: 甲 # t\ncategories: [要闻]'),
    '_posts/2022-05-17-p.md': post('title: 乙\npermalink: /fixed.html'),
  });
  renameStory('_posts/2022-05-16-a.md', '新标题', at(site), effects);
  renameStory('_posts/2022-05-16-新标题.md', '再改', { ...at(site), slug: 'b' }, effects);
  expect(textOf(site, '_posts/2022-05-16-b.md')).toBe(
    post(
      'title: 再改 # t\ncategories: [要闻]\nredirect_from:\n  - /要闻/2022/05/16/a.html\n  - /要闻/2022/05/16/新标题.html',
    ),
  );
  const fixed = renameStory('_posts/2022-05-17-p.md', '丙', at(site), effects);
  expect(fixed.data).toMatchObject({ path: '_posts/2022-05-17-丙.md', redirectFrom: null });
  await site.build();
  expect(site.read('要闻/2022/05/16/a.html')).toContain('/2022/05/16/b.html');
});

it('list says what becomes of each story', async () => {
  const site = createSite({
    '_posts/2022-05-16-a.md': post('title: 甲\ncategories: [要闻]'),
    '_posts/2022-05-17-b.md': post('title: 乙\npublished: false'),
    '_posts/2040-05-17-c.md': post('title: 丙'),
    '_posts/2022-05-18-d.md': post('title: 丁\ndraft: true'),
    '_posts/e.md': post('title: 戊'),
    '_drafts/f.md': post('title: 己'),
    '_posts/2022-05-16-A.md': post('title: 同\ncategories: [要闻]'),
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
    'published _posts/2022-05-16-A.md',
    'set-aside _posts/2022-05-16-a.md',
    'set-aside _posts/e.md',
    'unpublished _posts/2022-05-17-b.md',
  ]);
  expect(await found({ category: '要闻', fate: 'published' })).toHaveLength(1);
  expect(await found({ since: '2022-05-17', until: '2022-05-18' })).toEqual([
    'unpublished _posts/2022-05-17-b.md',
  ]);
  expect(await found({ limit: 1 })).toEqual(['due _posts/2040-05-17-c.md']);
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
