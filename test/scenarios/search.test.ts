/** The site's own search: what readers find, and what they don't. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lazy } from '../../src/platform/lazy.js';
import { addresses, searchIn } from '../support/searching.js';
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
