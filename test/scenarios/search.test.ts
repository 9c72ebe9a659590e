/** The site's own search: what readers find, and what they don't. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lazy } from '../../src/platform/lazy.js';
import { randomOf } from '../support/random-of.js';
import { addresses, type Searching, searchIn } from '../support/searching.js';
import { createSite, type Files, post } from '../support/site.js';

const CONFIG =
  'title: T\nurl: https://news.example\ntimezone: Asia/Shanghai\nlang: zh-CN\npermalink: /:title.html\n';

function stories(list: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(
    Object.entries(list).map(([name, text]) => [`_posts/2022-05-${name}.md`, text]),
  );
}

describe('a story is found', () => {
  const searched = lazy(async () => {
    const site = createSite({
      '_config.yml': CONFIG,
      ...stories({
        '16-a': post(
          'title: 央行降准',
          '中国人民银行今日<b>宣布</b>下调存款准备\n金率零点五个百分点，释放<br>长期资金3.9亿元。Ａ股000001.SZ\n\nBanks refinance the loan. ニュース 뉴스 𠮷野家\n\n| 表 | 头 |\n|---|---|\n| 单元格 | x |',
        ),
        '17-b': post('title: 别的', '完全不同的内容，没有什么相同 refi the loan 13.9亿 1000001'),
      }),
    });
    await site.build();
    return searchIn(path.join(site.root, 'public'));
  });

  it.each([
    ['by two Han characters', '降准'],
    ['by a part of its text', '银行今日宣布'],
    ['across tags', '宣布下调存款'],
    ['across a line that was broken', '准备金率零点五'],
    ['across a typed break', '释放长期'],
    ['by what is written in the traditional way', '準備金率'],
    ['by a word', 'refinance'],
    ['by the beginning of a word', 'refin'],
    ['in any case', 'REFINANCE'],
    ['by a number', '000001'],
    ['by a number and its unit', '3.9亿'],
    ['by its wide forms', 'Ａ股'],
    ['by a letter and a character', 'A股'],
    ['by kana', 'ニュース'],
    ['by narrow kana', 'ﾆｭｰｽ'],
    ['by Hangul', '뉴스'],
    ['by Hangul in parts', '뉴스'.normalize('NFD')],
    ['by a character beyond the first plane', '𠮷野'],
    ['by several words', '央行 refin 降准'],
    ['by a sentence in quotes', '"refinance the loan"'],
    ['by one Han character of its title', '央'],
    ['by what is in a table', '单元格'],
  ])('%s', async (_how, query) => {
    const search = await searched();
    expect(addresses(await search(query))).toEqual(['/a.html']);
  });
});

/** Built, and what is found in it. */
async function searchedSite(files: Files, config = '', baseurl = ''): Promise<Searching> {
  const site = createSite({ '_config.yml': CONFIG + config, ...files });
  await site.build();
  return searchIn(path.join(site.root, 'public'), baseurl);
}

const MANY: Files = stories(
  Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `${10 + (at % 15)}-s${at}`,
      post(
        `title: 第${at}条\ncategories: [${at % 2 === 0 ? '要闻' : '财经'}]\nsource: ${at % 3 === 0 ? '新华社' : '路透'}`,
        `共同的词句${at}，各有不同。`,
      ),
    ]),
  ),
);

describe('what is found', () => {
  it('is the newest first, with its date and the words marked as text', async () => {
    const search = await searchedSite(MANY);
    const found = await search('共同的词句');
    const dates = found.map(({ date }) => date);
    expect(found).toHaveLength(30);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(found[0]?.snippet.filter(({ marked }) => marked).map(({ text }) => text)).toEqual([
      '共同的词句',
    ]);
  });

  it('is shown by its prose, and by code only where that alone has the words', async () => {
    const text =
      '> [!NOTE]\n> 盒中。\n\n```js\nlet wordA = "甲乙丙丁";\n```\n\n- x\n\n正文里有甲乙丙丁。\n\n```\nwordB\n```\n';
    const search = await searchedSite(stories({ '16-a': post('title: 子', text) }));
    const shown = async (words: string): Promise<string | undefined> =>
      (await search(words))[0]?.snippet
        .map((part) => part.text)
        .join('')
        .replace(/\s+/g, ' ')
        .trim();
    expect(await shown('甲乙丙丁')).toMatch(/^…?.*正文里有甲乙丙丁。/);
    expect(await shown('盒中')).toMatch(/^盒中。 x 正文/);
    expect(await shown('wordB')).toContain('wordB');
    expect(await shown('注意')).toContain('注意');
  });

  it('is shown with the words early in its snippet, as narrow screens cut it', async () => {
    const text = `${'前面的句子。'.repeat(40)}找的词句${'后面的句子。'.repeat(40)}`;
    const search = await searchedSite(stories({ '16-a': post('title: 甲', text) }));
    const [found] = await search('找的词句');
    const [cut, before, word] = found?.snippet.map((part) => part.text) ?? [];
    expect([cut, word]).toEqual(['…', '找的词句']);
    expect(before?.length).toBeLessThan(20);
  });

  it('is narrowed by category, source and dates, however their names are written', async () => {
    const search = await searchedSite(MANY, '', '');
    const count = async (options: object): Promise<number> =>
      (await search('共同', options)).length;
    expect(await count({ category: '要闻' })).toBe(15);
    expect(await count({ category: '要聞' })).toBe(15);
    expect(await count({ source: '新华社' })).toBe(10);
    expect(await count({ category: '财经', source: '路透' })).toBe(10);
    expect(await count({ category: '没有' })).toBe(0);
    expect(await count({ from: '2022-05-24' })).toBe(2);
    expect(await count({ from: '2022-05-10', to: '2022-05-11' })).toBe(4);
    expect(await count({ to: '2022-04' })).toBe(0);
    expect(await count({ from: '2022' })).toBe(30);
  });

  it('is told of the title, and one character is looked for there', async () => {
    const search = await searchedSite(MANY);
    const [found] = await search('第7条');
    expect([found?.inTitle, found?.titleParts.filter(({ marked }) => marked)]).toEqual([
      true,
      [{ text: '第7条', marked: true }],
    ]);
    expect(await search('条')).toHaveLength(30);
    expect(await search('词')).toEqual([]);
    expect(await search('a')).toEqual([]);
    expect(await search('，')).toEqual([]);
  });

  it('is at the addresses of a site with a baseurl', async () => {
    const search = await searchedSite(MANY, 'baseurl: /news\n', '/news');
    expect(addresses(await search('词句29'))).toEqual(['/news/s29.html']);
  });

  it('is titles and summaries where bodies are not indexed', async () => {
    const long = '开头的句子。'.repeat(60);
    const files = stories({
      '16-a': post('title: 标题\ndescription: 写下的摘要', `${long}结尾的句子`),
      '17-b': post('title: 另一个', `${long}结尾的句子`),
    });
    const search = await searchedSite(files, 'search: { bodies: false }\n');
    expect(addresses(await search('写下的摘要'))).toEqual(['/a.html']);
    expect(addresses(await search('开头的句子'))).toEqual(['/b.html']);
    expect(await search('结尾的句子')).toEqual([]);
  });

  it('is not what front matter or the index leaves out', async () => {
    const search = await searchedSite(
      stories({
        '16-a': post('title: 甲\nsearch: false', '同样的词'),
        '17-b': post('title: 乙\nnoindex: true', '同样的词'),
        '18-c': post('title: 丙\nsitemap: false', '同样的词'),
        '19-d': post('title: 丁', '同样的词'),
      }),
    );
    expect(addresses(await search('同样的词'))).toEqual(['/d.html']);
  });

  it('is in main or article where a layout of one’s own marks nothing', async () => {
    for (const element of ['main', 'article', 'section']) {
      const search = await searchedSite({
        ...stories({ '16-a': post('title: 甲', '自己的版式') }),
        'templates/post.njk': `<!doctype html><body><${element}>{{ content }}</${element}></body>`,
      });
      expect(addresses(await search('自己的版式')), element).toEqual(['/a.html']);
    }
  });
});

describe('a search', () => {
  it('reads few files for the first ten of many', async () => {
    const search = await searchedSite(MANY);
    await search('共同的词句');
    const index = search.asked.filter(({ path: name }) => name.includes('/search/'));
    expect(index.length).toBeLessThanOrEqual(12);
  });

  it('tells of a part that is not there, and shows the rest', async () => {
    const site = createSite({
      '_config.yml': CONFIG,
      ...stories({ '16-a': post('title: 甲', '同样的词'), '17-b': post('title: 乙', '同样的词') }),
      '_posts/2022-03-01-c.md': post('title: 丙', '同样的词'),
    });
    await site.build();
    const root = path.join(site.root, 'public');
    site.remove('public/search/2022-05/0.bin');
    const found = await searchIn(root)('同样的词');
    expect(found.map(({ kind, part }) => (kind === 'lost' ? part : kind))).toEqual([
      'hit',
      '2022-05',
      'hit',
    ]);
    // A story that was taken down since.
    site.remove('public/c.html');
    expect(addresses(await searchIn(root)('同样的词'))).toEqual(['/b.html']);
  });

  it.each([
    ['a day in one shard', '', '_posts/2022-05-01-later.md', 'search/2022-05-16/0.bin'],
    ['a day in many', '长'.repeat(9000), '_posts/2022-05-01-later.md', 'search/2022-05-16/1.bin'],
    ['a month', '', '_posts/2022-06-01-later.md', 'search/2022-05/0.bin'],
  ])(
    'finds what is new where the browser has older files of %s',
    async (_of, text, other, file) => {
      const files = Array.from({ length: 5 }, (_, at) => {
        const unit = String.fromCharCode(0x5000 + at);
        return [
          `16-s${at}`,
          post(`title: 第${at}条`, `同样的词${text.replaceAll('长', unit)}`),
        ] as const;
      });
      const site = createSite({
        '_config.yml': CONFIG,
        ...stories(Object.fromEntries(files)),
        [other]: post('title: 别的', '不相干的话'),
      });
      await site.build();
      const root = path.join(site.root, 'public');
      const kept = searchIn(root).files;
      expect([...kept.keys()]).toContain(file);
      site.write(stories({ '16-t': post('title: 新', '同样的词') }));
      await site.build();
      const search = searchIn(root, '', kept);
      expect(addresses(await search('同样的词'))).toHaveLength(6);
      expect(addresses(await search('新'))).toEqual(['/t.html']);
    },
  );

  it('finds a correction where the browser has older files of its day', async () => {
    const site = createSite({ '_config.yml': CONFIG, ...MANY });
    await site.build();
    const root = path.join(site.root, 'public');
    const kept = new Map([...searchIn(root).files].filter(([name]) => /^search\//.test(name)));
    site.write(stories({ '24-s29': post('title: 第29条', '更正过的文字') }));
    await site.build();
    expect(addresses(await searchIn(root, '', kept)('更正过的'))).toEqual(['/s29.html']);
  });

  it('pauses after a megabyte, the pages that it looks at included', async () => {
    // Each has all pairs of the phrase, and none has the phrase.
    const none = post('title: 平常', `甲乙。${'另外的话'.repeat(9000)}。乙丙`);
    const days = Array.from({ length: 30 }, (_, at) => [`${at + 1}`.padStart(2, '0'), none]);
    const search = await searchedSite(
      stories(Object.fromEntries(days.map(([day, text]) => [`${day}-s${day}`, text ?? '']))),
    );
    const found = await search('甲乙丙');
    expect(found.map(({ kind }) => kind)).toEqual(['pause', 'pause']);
    expect(found.map(({ before }) => before)).toEqual(['2022-05-20', '2022-05-10']);
  });

  it('skips months that have not all the words', async () => {
    const months = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `_posts/20${20 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, '0')}-01-m${at}.md`,
        post(`title: 月${at}`, at % 9 === 3 ? '罕见的一个词' : '平常的文字'),
      ]),
    );
    const search = await searchedSite(months);
    expect(addresses(await search('罕见'))).toEqual(['/m12.html', '/m3.html']);
    const read = search.asked
      .map(({ path: name }) => name)
      .filter((name) => /\d{4}-\d\d\/\d/.test(name));
    expect(read.filter((name) => name.includes('2020'))).toEqual(['/search/2020-04/0.bin']);
  });
});

describe('hostile stories', () => {
  it('change nothing but what is found of them', async () => {
    const random = randomOf(3);
    const different = Array.from({ length: 70_000 }, () =>
      Math.floor(random() * 2 ** 40).toString(36),
    );
    const search = await searchedSite(
      stories({
        '15-a': post('title: 平常', '平常的报道 reports'),
        '16-long': post('title: 长', `${'长'.repeat(20)}${'x'.repeat(500_000)} 尾巴`),
        '17-many': post('title: 多', `开始 ${different.join(' ')}`),
        '18-html': post(
          'title: "<img src=x onerror=alert(1)>"',
          '标记 &lt;script&gt;alert(2)&lt;/script&gt;',
        ),
        '19-odd': post('title: "\u0001要闻 \uFFFF"', '\ud800孤 \u0301\u0301 e\u0301 零'),
      }),
    );
    expect(addresses(await search('平常的报道'))).toEqual(['/a.html']);
    expect(addresses(await search('repor'))).toEqual(['/a.html']);
    expect(addresses(await search('尾巴'))).toEqual(['/long.html']);
    expect(addresses(await search('x'.repeat(600)))).toEqual(['/long.html']);
    expect(addresses(await search('开始'))).toEqual(['/many.html']);
    const [html] = await search('标记');
    expect(html?.titleParts.map(({ text }) => text).join('')).toBe('<img src=x onerror=alert(1)>');
    expect(html?.snippet.map(({ text }) => text).join('')).toContain('<script>alert(2)</script>');
  });
});
