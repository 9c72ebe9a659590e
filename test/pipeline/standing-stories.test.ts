/** A fresh process mixes keys only of pages that a story may reach, and says nothing of a page that one did reach. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { KeyMixer } from '../../src/incremental/key-mixer.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const STORIES = 84;

function story(n: number, more = '', text = '字'): string {
  const day = String(1 + (n % 28)).padStart(2, '0');
  const month = String(1 + Math.floor(n / 28)).padStart(2, '0');
  const date = `date: 2022-${month}-${day} 08:00:00`;
  return post(`title: 题 ${n}\n${date}\ncategories: [c${n % 3}]\ntags: [t${n % 5}]\n${more}`, text);
}

const at = (n: number): string => `_posts/2022-01-01-s${String(n).padStart(3, '0')}.md`;

/** Older than all others. */
function backfilled(tags: string): string {
  return post(`title: 旧\ndate: 2021-01-01 08:00:00\ntags: ${tags}`);
}

function newsroom(more: Files = {}, settings = ''): TestSite {
  const stories = Array.from({ length: STORIES }, (_, n) => [at(n), story(n)] as const);
  const config = `title: 新闻\nurl: https://news.example\npaginate: 5\n${settings}\n`;
  return createSite({ '_config.yml': config, ...Object.fromEntries(stories), ...more });
}

/** How often a key was begun in a build of its own. */
async function begun(site: TestSite): Promise<number> {
  const begin = vi.spyOn(KeyMixer.prototype, 'begin');
  try {
    await site.build();
    return begin.mock.calls.length;
  } finally {
    begin.mockRestore();
  }
}

/** The same site, made with nothing remembered. */
async function anew(
  site: TestSite,
): Promise<TestSite['tree'] extends () => infer Tree ? Tree : never> {
  fs.rmSync(path.join(site.root, '.finews'), { recursive: true });
  fs.rmSync(path.join(site.root, 'public'), { recursive: true });
  await site.build();
  return site.tree();
}

const [FEW, ALL] = [420, 600];

describe('after a build that left all as it is', () => {
  it.each<[string, Files, 'few' | 'all']>([
    ['a story that comes', { [at(STORIES)]: story(STORIES) }, 'few'],
    ['a story that reads otherwise', { [at(STORIES - 2)]: story(STORIES - 2, '', '别') }, 'few'],
    ['a story of old that reads otherwise', { [at(1)]: story(1, '', '别') }, 'few'],
    ['a story with other terms', { [at(STORIES - 2)]: story(7) }, 'all'],
    [
      'another title of the site',
      { '_config.yml': 'title: 报\nurl: https://news.example\npaginate: 5\n' },
      'all',
    ],
    ['terms of another name', { '_data/categories.yml': 'c1: {name: 一}' }, 'all'],
  ])('%s has keys mixed of as many pages as it may reach', async (_, files, which) => {
    const site = newsroom();
    await site.build();
    site.write(files);
    const count = await begun(site);
    expect(count < FEW ? 'few' : count > ALL ? 'all' : count).toBe(which);
    expect(site.tree()).toEqual(await anew(site));
  });

  it('the same holds in build after build', async () => {
    const site = newsroom();
    await site.build();
    for (const n of [STORIES, STORIES + 1, STORIES + 2]) {
      site.write({ [at(n)]: story(n) });
      expect(await begun(site)).toBeLessThan(FEW);
    }
    expect(site.tree()).toEqual(await anew(site));
  });

  it.each<[string, Files, readonly string[]]>([
    ['a story goes', {}, [at(5)]],
    ['one goes while another comes', { [at(STORIES)]: story(STORIES) }, [at(5)]],
    ['one is moved to another file', { '_posts/2022-01-01-other.md': story(5) }, [at(5)]],
    [
      'one is hidden while another comes',
      { [at(5)]: story(5, 'published: false'), [at(STORIES)]: story(STORIES) },
      [],
    ],
    [
      'one gets the address of another',
      { [at(STORIES)]: story(STORIES, 'permalink: /2022/01/06/s005.html') },
      [],
    ],
    [
      'one gets a list’s address',
      { [at(STORIES)]: story(STORIES, 'permalink: /category/c1.html') },
      [],
    ],
    ['one goes on with a series', { [at(STORIES)]: story(STORIES, 'series: 连载') }, []],
    ['one of an older day comes', { [at(STORIES)]: story(30) }, []],
    [
      'one has a term of another spelling',
      { [at(STORIES)]: story(STORIES).replace('[c0]', '[C0]') },
      [],
    ],
  ])('nothing stands that should not where %s', async (_, files, gone) => {
    const site = newsroom({ [at(60)]: story(60, 'series: 连载') });
    await site.build();
    site.remove(...gone);
    site.write(files);
    await site.build();
    expect(site.tree()).toEqual(await anew(site));
  });

  const MOVED = 'redirect_to: https://elsewhere.example/';

  it.each<[string, string, Files, readonly string[]]>([
    ['one goes while one comes that moved', '', { [at(STORIES)]: story(STORIES, MOVED) }, [at(5)]],
    ['there is room for no more', `limit_posts: ${STORIES}`, { [at(STORIES)]: story(STORIES) }, []],
    ['one of old begins a term', '', { [at(STORIES)]: backfilled('[T1]') }, []],
    [
      'the newest but one begins a term of the newest, and one of old comes',
      '',
      {
        [at(STORIES)]: story(STORIES - 1)
          .replace('08:00', '07:00')
          .replace('[t4]', '[NEU]'),
        [at(STORIES + 1)]: story(30),
      },
      [],
    ],
    ['one of old takes a slug', '', { [at(STORIES)]: backfilled('["C"]') }, []],
  ])('nothing stands that should not where %s', async (_, settings, files, gone) => {
    const spelled = {
      [at(40)]: story(40).replace('[t0]', '["C++"]'),
      [at(50)]: story(50).replace('[t0]', '["C"]'),
      [at(STORIES - 1)]: story(STORIES - 1).replace('[t4]', '[neu]'),
    };
    const site = newsroom(spelled, settings);
    await site.build();
    site.remove(...gone);
    site.write(files);
    await site.build();
    expect(site.tree()).toEqual(await anew(site));
  });

  it('nothing stands that should not where redirects come to lead round', async () => {
    const bare = '---\nlayout: null\n---\nX\n';
    const site = newsroom({ 'a.txt': bare, 'z.txt': bare });
    site.write({ [at(20)]: story(20, 'permalink: /a.html\nredirect_to: /b.html') });
    await site.build();
    site.write({ [at(60)]: story(60, 'permalink: /b.html\nredirect_to: /a.html') });
    await site.build();
    expect(site.tree()).toEqual(await anew(site));
  });

  it('nothing stands that should not where one comes back while another goes', async () => {
    const site = newsroom();
    await site.build();
    const [output = ''] = [...site.tree().keys()].filter((name) => name.endsWith('s005.html'));
    site.remove(at(5));
    // Its card is remembered still, and something has its place.
    site.write({ [output]: 'A file.' });
    await site.build();
    site.write({ [at(5)]: story(5) });
    site.remove(at(9), output);
    await site.build();
    expect(site.tree()).toEqual(await anew(site));
  });
});
