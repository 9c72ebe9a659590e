/** The index of the site's own search: which files it has, how large they are, and which of them change. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createZone } from '../../src/formats/dates/zone.js';
import { SegmentBuilder } from '../../src/formats/search/segment.js';
import type { PostHead } from '../../src/model/post.js';
import {
  isSearched,
  type SearchGroup,
  searchDirectories,
  searchGroups,
} from '../../src/outputs/search/search-segments.js';
import { randomOf } from '../support/random-of.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const SHANGHAI = createZone('Asia/Shanghai');
const SETTINGS = { bodies: true };
const DAY = 86_400_000;
const NOON = Date.UTC(2022, 4, 16, 4);

/** As many stories as given, one a minute, of so much text. */
function stories(count: number, from: number, bulk = 1500): readonly PostHead[] {
  const story = (at: number): Partial<PostHead> => ({ date: from + at * 60_000, bulk, facts: {} });
  return Array.from({ length: count }, (_, at) => story(at) as PostHead);
}

/** Each file of the terms with what it is made of, and each list of stories. */
function filesOf(groups: readonly SearchGroup[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [at, { name, segments }] of groups.entries()) {
    let number = 0;
    for (const { ranks, shards } of segments) {
      const of = `${ranks[0]}-${ranks.at(-1)} ${shards}`;
      // What a day's says is in the manifest.
      if (shards > 1 && at < groups.length - 1) files.set(`${name}/head`, of);
      for (let shard = 0; shard < shards; shard++)
        files.set(`${name}/${number++}`, `${of} ${shard}`);
    }
    const all = segments.flatMap(({ ranks }) => ranks);
    for (let list = 0; list * 64 < all.length; list++)
      files.set(`${name}/stories-${list}`, all.slice(list * 64, list * 64 + 64).join());
  }
  return files;
}

function changed(before: readonly SearchGroup[], after: readonly SearchGroup[]): number {
  const [was, is] = [filesOf(before), filesOf(after)];
  const names = new Set([...was.keys(), ...is.keys()]);
  // And the manifest.
  return 1 + [...names].filter((name) => was.get(name) !== is.get(name)).length;
}

describe('a new story', () => {
  const at = (count: number): readonly SearchGroup[] =>
    searchGroups(
      [...stories(2000, NOON - 3 * DAY), ...stories(count, NOON - 12 * 3_600_000)],
      SHANGHAI,
      SETTINGS,
    );

  it('changes at most 5 files of a day of 64', () => {
    const counts = Array.from({ length: 63 }, (_, count) => changed(at(count + 1), at(count + 2)));
    expect(Math.max(...counts)).toBeLessThanOrEqual(5);
  });

  it('changes at most 25 files of a day of 1,200', () => {
    const some = [64, 128, 320, 512, 700, 1023, 1024, 1100, 1199];
    const counts = some.map((count) => changed(at(count), at(count + 1)));
    expect(Math.max(...counts)).toBeLessThanOrEqual(25);
  });

  it('seldom changes more of a day of 1,200 than of one of 64', () => {
    // Each 64th story makes blocks one; all others change the last block alone.
    const counts = [1153, 1160, 1180, 1199].map((count) => changed(at(count), at(count + 1)));
    expect(Math.max(...counts)).toBeLessThanOrEqual(5);
  });

  it('of a later day folds the day into its month, and changes no other month', () => {
    const months = [...stories(500, NOON - 60 * DAY), ...stories(500, NOON - 31 * DAY)];
    const before = searchGroups([...months, ...stories(100, NOON)], SHANGHAI, SETTINGS);
    const after = searchGroups(
      [...months, ...stories(100, NOON), ...stories(1, NOON + DAY)],
      SHANGHAI,
      SETTINGS,
    );
    expect(before.map(({ name }) => name)).toEqual(['2022-03', '2022-04', '2022-05-16']);
    expect(after.map(({ name }) => name)).toEqual(['2022-03', '2022-04', '2022-05', '2022-05-17']);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  });
});

describe('segments', () => {
  it('have at most 16,384 stories, and are counted from the oldest', () => {
    const groups = searchGroups(
      [...stories(40_000, NOON, 10), ...stories(1, NOON + 40 * DAY)],
      SHANGHAI,
      SETTINGS,
    );
    const may = groups.filter(({ name }) => name.startsWith('2022-05'));
    expect(may.map(({ name }) => name)).toEqual(['2022-05', '2022-05.2']);
    expect(may[0]?.segments[0]?.ranks.length).toBe(16_384);
  });

  it('have less stories where those are long, so that they fit into memory', () => {
    const long = searchGroups(
      [...stories(100, NOON, 1 << 20), ...stories(1, NOON + DAY)],
      SHANGHAI,
      SETTINGS,
    );
    expect(long.map(({ name }) => name)).toEqual([
      '2022-05',
      '2022-05.2',
      '2022-05.3',
      '2022-05.4',
      '2022-05-17',
    ]);
  });

  it('of months that are over are listed by year', () => {
    const all = Array.from({ length: 20 }, (_, month) =>
      stories(3, NOON - (19 - month) * 30 * DAY),
    ).flat();
    const groups = searchGroups(all, SHANGHAI, SETTINGS);
    const listed = searchDirectories(groups);
    const names = listed.flatMap((one) => one.groups.map(({ name }) => name));
    expect(listed.map(({ name }) => name)).toEqual(['2020', '2021', '2022']);
    expect(names).toEqual(
      groups.map(({ name }) => name).filter((name) => !name.startsWith('2022-05')),
    );
  });

  it('leave out what is not to be found', () => {
    const facts = [{ noindex: true }, { sitemap: false }, { search: false }, { redirect_to: '/x' }];
    expect(facts.map((one) => isSearched({ facts: one }))).toEqual([false, false, false, false]);
    expect(isSearched({ facts: { noindex: false } })).toBe(true);
  });
});

describe('files', () => {
  it('are of at most 48 KB, whatever the texts are', () => {
    const random = randomOf(7);
    // As in a language: few phrases are frequent, and each is of a few words.
    const some = (count: number, make: () => string): readonly string[] =>
      Array.from({ length: count }, make);
    const one = (list: readonly string[]): string =>
      list[Math.floor(random() ** 3 * list.length)] ?? '';
    const units = some(3000, () => String.fromCharCode(0x4e00 + Math.floor(random() * 6000)));
    const words = some(8000, () => one(units) + one(units));
    const phrases = some(4000, () => one(words) + one(words) + one(words));
    const han = (): string => one(phrases);
    // One word in ten is nowhere else.
    const latin = (): string =>
      Math.floor(random() < 0.1 ? random() * 1e9 : 1e5 + random() * 5000).toString(36);
    const of = (make: () => string, count: number): string =>
      Array.from({ length: count }, make).join('');
    const kinds: readonly (() => [text: string, bulk: number])[] = [
      () => [of(han, 100).repeat(2), 1200],
      () => [of(() => ` ${latin()}`, 500), 2000],
    ];
    for (const kind of kinds)
      for (const count of [1, 64, 512]) {
        const made = Array.from({ length: count }, kind);
        const all = made.map(
          ([, bulk], at) => ({ date: NOON - 43_000_000 + at * 1000, bulk, facts: {} }) as PostHead,
        );
        const builder = new SegmentBuilder();
        for (const [text] of made) builder.add('', text, []);
        const [day] = searchGroups(all, SHANGHAI, SETTINGS);
        expect(day?.segments.length).toBe(1);
        const { shards } = builder.files(day?.segments[0]?.shards ?? 1);
        expect(Math.max(...shards.map(({ length }) => length)), `${count}`).toBeLessThan(48_000);
      }
  });
});

const CONFIG =
  'title: T\nurl: https://news.example\ntimezone: Asia/Shanghai\npermalink: /:title.html\n';

function index(site: TestSite): ReadonlyMap<string, string> {
  const folder = path.join(site.root, 'public/search');
  const names = fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
    : [];
  const files = names.filter((name) => /\.\w+$/.test(name)).sort();
  return new Map(
    files.map((name) => [name, fs.readFileSync(path.join(folder, name)).toString('hex')]),
  );
}

describe('the index', () => {
  const files: Files = {
    '_config.yml': CONFIG,
    '_posts/2022-03-01-a.md': post('title: 甲', '三月的消息'),
    '_posts/2022-04-01-b.md': post('title: 乙', '四月的消息'),
    '_posts/2022-04-02-c.md': post('title: 丙', '四月的另一条消息'),
    '_posts/2022-05-16-d.md': post('title: 丁', '五月的消息'),
  };

  it('is the same after any edits as a clean build makes it, and a month changes with its stories', async () => {
    const site = createSite(files);
    await site.build();
    const before = index(site);
    site.write({ '_posts/2022-04-02-c.md': post('title: 丙', '四月的另一条更正') });
    site.remove('_posts/2022-03-01-a.md');
    site.write({ '_posts/2022-05-17-e.md': post('title: 戊', '第二天的消息') });
    await site.build();
    const after = index(site);
    await site.build({ cache: false });
    expect(index(site)).toEqual(after);
    const clean = createSite({
      ...files,
      '_posts/2022-04-02-c.md': post('title: 丙', '四月的另一条更正'),
      '_posts/2022-05-17-e.md': post('title: 戊', '第二天的消息'),
    });
    clean.remove('_posts/2022-03-01-a.md');
    await clean.build();
    expect(index(clean)).toEqual(after);
    expect([...before.keys()]).toContain('2022-03/0.bin');
    expect([...after.keys()]).not.toContain('2022-03/0.bin');
    expect([...after.keys()]).toEqual(
      expect.arrayContaining(['2022-05/0.bin', '2022-05-17/0.bin']),
    );
  });

  it('changes few files with a new story, and those of its month with a correction', async () => {
    const random = randomOf(11);
    const text = (): string =>
      Array.from({ length: 1300 }, () => String.fromCharCode(0x4e00 + random() ** 3 * 4000)).join(
        '',
      );
    const day = Object.fromEntries(
      Array.from({ length: 63 }, (_, at) => [
        `_posts/2022-05-16-n${at}.md`,
        post('title: 日', text()),
      ]),
    );
    const site = createSite({ ...files, ...day });
    await site.build();
    let before = index(site);
    const edited = async (
      edit: Files,
      gone: readonly string[] = [],
    ): Promise<readonly string[]> => {
      site.write(edit);
      for (const name of gone) site.remove(name);
      await site.build();
      const after = index(site);
      const names = [...new Set([...before.keys(), ...after.keys()])];
      const others = names.filter((name) => before.get(name) !== after.get(name));
      before = after;
      return others.sort();
    };
    const added = await edited({ '_posts/2022-05-16-z.md': post('title: 新', text()) });
    expect(added).toContain('manifest.json');
    expect(added.length).toBeLessThanOrEqual(5);
    const april = ['2022-04/0.bin', '2022/0.bin'];
    expect(await edited({ '_posts/2022-04-02-c.md': post('title: 丙', '另一条更正') })).toEqual(
      april,
    );
    expect(await edited({}, ['_posts/2022-04-02-c.md'])).toEqual(
      [...april, '2022-04/stories-0.json', 'manifest.json'].sort(),
    );
    // A day that is over becomes its month, and no other month changes.
    const later = await edited({ '_posts/2022-05-17-e.md': post('title: 戊', '第二天的消息') });
    expect(later.filter((name) => /^2022(?:-0[34])?\//.test(name))).toEqual([]);
    expect(later).toEqual(expect.arrayContaining(['2022-05-16/0.bin', '2022-05/0.bin']));
  });

  it.each<[string, Files, string[]]>([
    ['no text has changed', { 'about.md': '---\ntitle: A\n---\nx\n' }, []],
    [
      'the site has another address',
      { '_config.yml': CONFIG.replace('news.example', 'other.example') },
      ['opensearch.xml', 'search.html'],
    ],
  ])('is not made anew where %s', async (_why, edit, beside) => {
    /** How many outputs the edit makes anew. */
    const madeBy = async (more: string): Promise<number> => {
      const config = (of: Files): string => String(of['_config.yml'] ?? CONFIG) + more;
      const site = createSite({ ...files, '_config.yml': config(files) });
      await site.build();
      site.write({ ...edit, '_config.yml': config(edit) });
      const { made } = (await site.build()).outputs;
      const before = index(site);
      await site.build({ cache: false });
      expect(index(site)).toEqual(before);
      return made;
    };
    expect((await madeBy('')) - (await madeBy('search: false\n'))).toBe(beside.length);
  });

  it('is not there where it is not wanted', async () => {
    const site = createSite({ ...files, '_config.yml': `${CONFIG}search: false\n` });
    await site.build();
    expect([...index(site).keys(), site.has('search.html'), site.has('opensearch.xml')]).toEqual([
      false,
      false,
    ]);
    expect(site.read('index.html')).not.toContain('type="search"');
  });

  it('is not there beside layouts of Jekyll’s, unless a map or a layout asks for it', async () => {
    const jekyll = { ...files, '_layouts/post.html': '<article>{{ content }}</article>' };
    for (const [more, isThere] of [
      ['', false],
      ['search: true\n', false],
      ['search: { bodies: true }\n', true],
    ] as const) {
      const site = createSite({ ...jekyll, '_config.yml': CONFIG + more });
      await site.build();
      expect([index(site).size > 0, site.has('search.html')], more).toEqual([isThere, isThere]);
    }
  });

  it('tells browsers and machines of itself', async () => {
    const site = createSite(files);
    await site.build();
    expect(site.read('opensearch.xml')).toContain(
      'template="https://news.example/search.html?q={searchTerms}"',
    );
    expect(site.read('index.html')).toContain(
      '"urlTemplate":"https://news.example/search.html?q={search_term_string}"',
    );
    expect(site.read('index.html')).toContain('rel="search"');
    expect(site.read('a.html')).toContain('<search>');
  });
});
