/** Stories that Jekyll and finews must publish alike, whatever the site's style and zone. */
import { type Files, post } from '../../support/site.js';

/** File names: what becomes of the slug, the title and the date. */
const NAMES: readonly string[] = [
  '_posts/2022-05-16-plain-words.md',
  '_posts/2022-05-16-Upper-CASE-Words.md',
  '_posts/2022-05-16-dotted.name.v1.2.md',
  '_posts/2022-05-16-under_scores_and+plus,comma;semi=eq@at!bang.md',
  "_posts/2022-05-16-(brackets)-$dollar&amp~tilde'quote.md",
  '_posts/2022-05-16-two--hyphens---three.md',
  '_posts/2022-05-16-ends-with-hyphen-.md',
  '_posts/2022-05-16-with blanks in it.md',
  '_posts/2022-05-16-央行：“稳健”的货币政策 A股(测试).md',
  '_posts/2022-05-16-火🔥了.md',
  '_posts/2022-05-16-été-Àßøœ.md',
  '_posts/2022-05-16-100% sure.md',
  '_posts/2022-05-16-a%20b.md',
  '_posts/2022-05-16-hash-in#side.md',
  '_posts/2022-05-16-2022-05-17-twice.md',
  '_posts/2022-05-16-trailing-dots....md',
  '_posts/2022-05-16-sub-folder.md',
  '_posts/deep/er/2022-05-16-nested.md',
  '_posts/2022-12/2022-12-31-last-day.md',
  '_posts/22-5-6-two-digit-year.md',
  '_posts/22-05-07-two-digits-more.md',
  '_posts/2022-5-8-one-digit-month.md',
  '_posts/69-1-2-last-century.md',
  '_posts/68-1-2-future-century-is-held.md',
  '_posts/2024-02-29-leap-day.md',
  '_posts/2021-01-01-iso-week-of-2020.md',
  '_posts/2024-12-30-iso-week-of-2025.md',
  '_posts/1999-12-31-before.md',
  '_posts/2022-05-16-ext.markdown',
  '_posts/2022-05-16-ext-mkdown.mkdown',
  '_posts/2022-05-16-ext-mkdn.mkdn',
  '_posts/2022-05-16-ext-mkd.mkd',
  '_posts/2022-05-16-a-page.html',
  '_posts/2022-05-16-a-loud-page.HTML',
  '_posts/2022-05-16-loud-words.MD',
  'news/_posts/2022-05-16-in-a-folder.md',
  'news/a股/_posts/2022-05-16-in-two-folders.md',
  'News/A股 B股/_posts/2022-05-16-blank-in-folder.md',
  'news/a股/_posts/sub/2022-05-16-below-posts.md',
  // Neither publishes these.
  '_posts/_2022-05-16-underscore.md',
  '_posts/.2022-05-16-hidden.md',
  '_posts/#2022-05-16-hash.md',
  '_posts/~2022-05-16-tilde.md',
  '_posts/2022-05-16-backup.md~',
  '_posts/_hidden/2022-05-16-in-hidden-folder.md',
  '_posts/.hidden/2022-05-16-in-dot-folder.md',
  '_private/_posts/2022-05-16-in-private-folder.md',
];

/** Front matter, a story a line: file name without date, then keys. */
const KEYS: readonly (readonly [name: string, frontMatter: string])[] = [
  ['NW202205162380456220', 'title: 一篇'],
  ['一家-👨‍👩‍👧', 'title: 一家'],
  ['titled', 'title: 快讯：央行降准 [Breaking] x'],
  ['title-null', 'title:'],
  ['title-quoted', 'title: "“引号” & <b>标签</b> \'单\'"'],
  ['slug-own', 'slug: My Own SLUG 中文'],
  ['slug-dotted', 'slug: v1.2.3'],
  ['cat-string', 'categories: Finance 要闻  快讯'],
  ['cat-tab', 'categories: "one\\ttwo"'],
  ['cat-ideographic', 'categories: 财经　要闻'],
  ['cat-list', 'categories: [Finance, "two words", 快讯]'],
  ['cat-nested-case', 'categories: [News, news, NEWS]'],
  ['cat-single', 'category: two words'],
  ['cat-both', 'category: single\ncategories: plural more'],
  ['cat-both-lists', 'category: [single, other]\ncategories: [plural]'],
  ['cat-empty', 'categories: ""'],
  ['cat-empty-list', 'categories: []'],
  ['cat-null', 'categories:'],
  ['cat-symbols', 'categories: [C, C++, "C#", "a/b"]'],
  ['cat-dots', 'categories: ["v1.2", "a&b", "été"]'],
  ['tag-string', 'tags: 一 二  三'],
  ['tag-list', 'tags: [快讯, "two words", A]'],
  ['tag-single', 'tag: two words'],
  ['tag-both', 'tag: wins\ntags: [loses]'],
  ['tag-null', 'tags:'],
  ['tag-empty', 'tags: []'],
  ['custom', 'custom: {list: [1, two, null, true], text: 值}'],
  ['quoted-date', 'date: "2022-05-26 23:30:00"'],
  ['layout-nil', 'layout: nil'],
  ['layout-false', 'layout: false'],
  ['published-true', 'published: true'],
  ['published-false', 'published: false'],
  ['published-no', 'published: no'],
  ['published-off', 'published: off'],
  ['published-No', 'published: No'],
  ['published-null', 'published:'],
  ['dated-future', 'date: 2099-01-01 00:00:00 +0800'],
];

/** Dates near midnight, where a zone moves the day; zone-less ones are Jekyll's with the switch on. */
const DATES: readonly string[] = [
  '2022-05-26 23:30:00 +0800',
  '2022-05-26 00:30:00 +0800',
  '2022-05-26 23:30:00 -0500',
  '2022-05-26 23:30:00 Z',
  '2022-05-26 23:30:00 UTC',
  '2022-05-26T23:30:00+08:00',
  '2022-05-26T23:30:00Z',
  '2022-05-26T23:30:00',
  '2022-05-26 23:30:00',
  '2022-05-26 00:30:00',
  '2022-05-26 23:30',
  '2022-05-26 00:30',
  '2022-05-26 23:30 +0800',
  '2022-05-26',
  '2022/05/26 8:00',
  '2022/05/26 23:59:59',
  '2022-1-2 3:04:05',
  '26/05/2022',
  '20220526',
  'Thu, 26 May 2022 23:30:00 +0800',
  '26 May 2022',
  'May 26, 2022 11:30 pm',
  '2022-12-31 23:59:59 -1000',
  '2022-03-13 02:30',
  '2022-11-06 01:30',
  '2022-07-01 23:30:00 EST',
];

/** Permalinks of a story's own. */
const PERMALINKS: readonly string[] = [
  '/own/with.html',
  '/own/without',
  '/own/folder/',
  'own/no-slash.html',
  '/own/中文/路径.html',
  '/own/中文路径/',
  '/own/%E4%B8%AD%E6%96%87.html',
  '/own/a%20b.html',
  '/own/blank in it.html',
  '/own/double//slash.html',
  '/own/./dot.html',
  '/own/UPPER/Case.HTML',
  'pretty',
  'date',
  '/p1/:year/:month/:day/:title:output_ext',
  '/p2/:short_year/:i_month/:i_day/:slug/',
  '/p3/:short_month/:long_month/:short_day/:long_day/:title',
  '/p4/:y_day/:w_year/:week/:w_day/:title.html',
  '/p5/:hour/:minute/:second/:title/',
  '/p6/:hour_:minute_:second-:title.html',
  '/p7/:collection/:path:output_ext',
  '/p8/:name/',
  '/p9/:categories/:title',
  '/p10/:slugified_categories/:slug:output_ext',
  '/p11/:year-:month-:day-:title',
  '/p12/:year:month:day/:title.html',
  '/p13/:month_:day/:title',
];

function numbered(
  prefix: string,
  values: readonly string[],
  frontMatter: (value: string) => string,
): Files {
  const files = values.map((value, index) => {
    const name = `_posts/2022-05-26-${prefix}-${String(index + 1).padStart(2, '0')}.md`;
    return [name, post(frontMatter(value))];
  });
  return Object.fromEntries(files);
}

/** Posts by their file's name, without a title. */
export const NAMED: Files = Object.fromEntries(NAMES.map((name) => [name, post('custom: x')]));

/** Posts by their front matter. */
export const KEYED: Files = Object.fromEntries(
  KEYS.map(([name, keys]) => [`_posts/2022-05-20-${name}.md`, post(keys)]),
);

export const DATED: Files = numbered('dated', DATES, (date) => `date: ${date}`);

export const OWN: Files = numbered('own', PERMALINKS, (permalink) => {
  const more = 'categories: [Finance, 要闻 快讯]\ndate: 2022-05-26 08:05:09 +0800';
  return `permalink: "${permalink}"\n${more}`;
});

export const ALL: Files = { ...NAMED, ...KEYED, ...DATED, ...OWN };
