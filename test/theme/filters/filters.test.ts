import { describe, expect, it } from 'vitest';
import { SiteDate } from '../../../src/formats/dates/site-date.js';
import { createZone } from '../../../src/formats/dates/zone.js';
import type { Filter } from '../../../src/theme/filters/filter.js';
import { createFilters } from '../../../src/theme/filters/filters.js';
import { safe } from '../../../src/theme/runtime/safe.js';
import { isSafe, text } from '../../../src/theme/runtime/template-values.js';
import { lazyList } from '../../../src/theme/views/lazy-list.js';
import { render, settings, UNTRACED } from '../theme.js';

const zone = createZone('Asia/Shanghai');
const date = new SiteDate(Date.UTC(2022, 4, 16, 7, 4, 20), zone);

const posts = [
  { title: 'a', n: 2, tags: ['x', 'y'], author: { name: '王' }, date: new SiteDate(2000, zone) },
  { title: 'b', n: 10, tags: [], draft: true, date: new SiteDate(1000, zone) },
  { title: 'c', n: null, tags: ['x'], author: { name: '李' }, date: new SiteDate(3000, zone) },
];

const context = {
  date,
  posts,
  html: safe('<p>一<b>二</b></p><script>三</script>'),
  site: { time: date },
  limit: 5,
};

/** A template's expression and what it prints; Liquid's documentation where it has an example. */
type Case = readonly [string, string];

function prints(name: string, cases: readonly Case[]): void {
  // oxlint-disable-next-line vitest/valid-title
  describe(name, () => {
    it.each(cases)('%s', (expression, expected) => {
      expect(render(`{{ ${expression} }}`, context)).toBe(expected);
    });
  });
}

prints('text', [
  ['"Parker" | upcase', 'PARKER'],
  ['"my GREAT title" | capitalize', 'My great title'],
  ['"  a " | strip ~ "|"', 'a|'],
  ['"  a " | lstrip ~ "|"', 'a |'],
  ['"  a " | rstrip ~ "|"', '  a|'],
  ['"/my/url" | append(".html")', '/my/url.html'],
  ['"url" | prepend("/")', '/url'],
  ['"my my" | replace("my", "your")', 'your your'],
  ['"a.b.c" | replace(".", "$&", 1)', 'a$&amp;b.c'],
  ['"my my" | replace_first("my", "$1")', '$1 my'],
  ['"a-a" | replace_last("a", "b")', 'a-b'],
  ['"rain rain" | remove("rain") | size', '1'],
  ['"aa" | remove_first("a")', 'a'],
  ['"Liquid" | slice(2)', 'q'],
  ['"Liquid" | slice(-3, 2)', 'ui'],
  ['"👨‍👩‍👧é中" | slice(0, 2)', '👨‍👩‍👧é'],
  ['[1, 2, 3] | slice(1, 5)', '2,3'],
  ['"a,b,,c,," | split(",") | size', '4'],
  ['" a  b " | split(" ") | join("|")', 'a|b'],
  ['"中文" | split("") | join("-")', '中-文'],
  ['"Ground control to Major Tom." | truncate(20)', 'Ground control to M…'],
  ['"Ground control" | truncate(10, "...")', 'Ground...'],
  ['"央行宣布降准" | truncate(4)', '央行宣…'],
  ['"👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧" | truncate(2)', '👨‍👩‍👧…'],
  ['"a b c" | truncatewords(2)', 'a b…'],
  ['"a b c" | truncatewords(2, "--")', 'a b--'],
  ['"hello 世界" | number_of_words', '2'],
  ['"hello 世界" | number_of_words("cjk")', '3'],
  ['"hello 世界" | number_of_words("auto")', '3'],
  ['"see index.html, C++ 世界。" | number_of_words("auto")', '6'],
  ['"see index.html, C++" | number_of_words("auto")', '3'],
  ['"hello 世界" | wordcount', '3'],
  ['"a😀" | replace("", "-")', '-a-😀-'],
  ['html | strip_html', '一二'],
  ['html | striptags', '一二'],
  ['"a<b>&amp;lt;" | strip_html', 'a&amp;lt;'],
  ['"a\nb" | strip_newlines', 'ab'],
  ['" a \n b " | normalize_whitespace', 'a b'],
  ['"\'a\' -- \\"b\\"..." | smartify', '‘a’ – “b”…'],
  ['"foo bar" | title', 'Foo Bar'],
  ['"a\nb" | indent(2)', 'a\n  b'],
  ['"a" | center(3) ~ "|"', ' a |'],
]);

prints('HTML', [
  ['"<a>" | escape', '&lt;a&gt;'],
  ['html | escape | size', '34'],
  ['html | xml_escape | size', '70'],
  ['"it\'s" | xml_escape', 'it&apos;s'],
  ['"1 < 2 &amp; 3" | escape_once', '1 &lt; 2 &amp; 3'],
  ['"<a>\nb" | newline_to_br', '&lt;a&gt;<br />\nb'],
  ['"*a*" | markdownify', '<p>*a*</p>'],
  ['"<b>" | safe', '<b>'],
  ['"见 https://a.cn/x?a=1&b=2。<b>" | urlize', '见 <a href="https://a.cn/x?a=1&amp;b=2">https://a.cn/x?a=1&amp;b=2</a>。&lt;b&gt;'],
  ['{a: ["</script>", "&\u2028"]} | jsonify', '{"a":["\\u003c/script\\u003e","\\u0026\\u2028"]}'],
  ['"it\'s" | jsonify | escape', '&quot;it&#39;s&quot;'],
  ['[date, html, none, nothing] | jsonify', '["2022-05-16T15:04:20+08:00","\\u003cp\\u003e一\\u003cb\\u003e二\\u003c/b\\u003e\\u003c/p\\u003e\\u003cscript\\u003e三\\u003c/script\\u003e",null,null]'],
  ['nothing | jsonify', 'null'],
  ['{a: 1} | dump(1)', '{\n "a": 1\n}'],
  ['{a: 1} | inspect', '{&quot;a&quot;:1}'],
]); // biome-ignore format: one case a line

prints('numbers', [
  ['4 | plus(2)', '6'],
  ['"3.5" | plus(1)', '4.5'],
  ['0.1 | plus(0.2)', '0.3'],
  ['4 | minus("2")', '2'],
  ['3 | times(2.5)', '7.5'],
  ['16 | divided_by(4)', '4'],
  ['5 | divided_by(3)', '1'],
  ['-5 | divided_by(3)', '-2'],
  ['20 | divided_by(8.0)', '2'],
  ['20 | divided_by(2.5)', '8'],
  ['-3 | modulo(2)', '1'],
  ['183.357 | round(2)', '183.36'],
  ['2.5 | round', '3'],
  ['(0 - 2.5) | round', '-3'],
  ['1.255 | round(2, "floor")', '1.25'],
  ['1.2 | ceil', '2'],
  ['1.2 | floor', '1'],
  ['(0 - 17) | abs', '17'],
  ['4 | at_least(5)', '5'],
  ['4 | at_most(3)', '3'],
  ['"12.7px" | to_integer', '12'],
  ['true | to_integer', '1'],
  ['"x" | int(7)', '7'],
  ['"1.5" | float', '1.5'],
]);

prints('dates', [
  ['date', '2022-05-16 15:04:20 +0800'],
  ['date | date("%Y/%m/%d %H:%M")', '2022/05/16 15:04'],
  ['date | date', '2022-05-16 15:04:20 +0800'],
  ['"2022-05-16 15:04" | date("%-d.%-m. %H:%M")', '16.5. 15:04'],
  ['"2022-05-16T07:04:20Z" | date("%H")', '15'],
  ['1652684660000 | date("%F")', '2022-05-16'],
  ['1652684660 | date("%F")', '2022-05-16'],
  ['"1652684660" | date("%F")', '2022-05-16'],
  ['"20220516" | date("%F")', '2022-05-16'],
  ['"no date" | date("%F")', 'no date'],
  ['"now" | date("%Y")', '2022'],
  ['date | date_to_xmlschema', '2022-05-16T15:04:20+08:00'],
  ['date | date_to_rfc822', 'Mon, 16 May 2022 15:04:20 +0800'],
  ['date | date_to_string', '16 May 2022'],
  ['date | date_to_string("ordinal")', '16th May 2022'],
  ['date | date_to_long_string("ordinal", "US")', 'May 16th, 2022'],
  ['"2022-05-22" | date_to_string("ordinal")', '22nd May 2022'],
  ['"2022-05-11" | date_to_string("ordinal")', '11th May 2022'],
]);

prints('addresses', [
  ['"/a/b.html" | relative_url', '/base/a/b.html'],
  ['"a" | relative_url', '/base/a'],
  ['"" | relative_url', '/base'],
  ['"/" | relative_url', '/base/'],
  ['"/新闻/a b.html?q=中#片" | relative_url', '/base/%E6%96%B0%E9%97%BB/a%20b.html?q=%E4%B8%AD#%E7%89%87'],
  ['"/%E6%96%B0/100%" | relative_url', '/base/%E6%96%B0/100%25'],
  ['"https://x.cn/新" | relative_url', 'https://x.cn/%E6%96%B0'],
  ['"//cdn.cn/a" | relative_url', '//cdn.cn/a'],
  ['"javascript:alert(1)" | relative_url', '#'],
  ['"/a" | absolute_url', 'https://news.example/base/a'],
  ['"mailto:a@b.cn" | absolute_url', 'mailto:a@b.cn'],
  ['"/a/index.html" | strip_index', '/a/'],
  ['"央行 降准!" | slugify', '央行-降准'],
  ['"A b" | slugify("raw")', 'a-b'],
  ['"foo, bar; baz?" | cgi_escape', 'foo%2C+bar%3B+baz%3F'],
  ['"foo, bar ü" | uri_escape', 'foo,%20bar%20%C3%BC'],
  ['"a b&c" | url_encode', 'a+b%26c'],
  ['"a+b%26%E4%B8%AD%FF" | url_decode', 'a b&amp;中\ufffd'],
  ['"~*!" | url_encode', '~%2A%21'],
  ['"a b" | urlencode', 'a%20b'],
]); // biome-ignore format: one case a line

prints('lists', [
  ['posts | where("title", "b") | map("n")', '10'],
  ['posts | where("n", "2") | map("title")', 'a'],
  ['posts | where("tags", "x") | map("title")', 'a,c'],
  ['posts | where("n", none) | map("title")', 'c'],
  ['posts | where("draft") | map("title")', 'b'],
  ['posts | where("author.name", "李") | map("title")', 'c'],
  ['posts | where_exp("p", "p.n > limit") | map("title")', 'b'],
  ['posts | where_exp("p", "p.tags contains \'y\' or p.draft") | map("title")', 'a,b'],
  ['posts | where_exp("p", "p.date < site.time and p.tags.size == 1") | map("title")', 'c'],
  ['(posts | find("title", "c")).author.name', '李'],
  ['(posts | find_exp("p", "p.n == 10")).title', 'b'],
  ['posts | group_by("author.name") | map("name") | join("|")', '王||李'],
  ['(posts | group_by_exp("p", "p.date | date: \'%S\'") | last).name', '03'],
  ['([9, 10] | group_by_exp("n", "n | plus: 1") | sort("name") | map("name")) | join', '10 11'],
  ['([1] | group_by_exp("n", "n.none") | first).name === null', 'true'],
  ['(posts | group_by("draft") | first).size', '2'],
  ['posts | sort("n") | map("title")', 'c,a,b'],
  ['posts | sort("n", "last") | map("title")', 'a,b,c'],
  ['posts | sort("date") | map("title")', 'b,a,c'],
  ['posts | sort(attribute="title", reverse=true) | map("title")', 'c,b,a'],
  ['[3, "b", 1, "a", "😀", "￥"] | sort', '1,3,a,b,￥,😀'],
  ['[1, 2, 3] | limit(2)', '1,2'],
  ['[1, 2, 3] | offset(1)', '2,3'],
  ['[1, 2] | first', '1'],
  ['[1, 2] | last', '2'],
  ['[1] | push(2) | unshift(0)', '0,1,2'],
  ['[1, 2, 3] | pop', '1,2'],
  ['[1, 2, 3] | shift(2)', '3'],
  ['[1] | concat([2], 3)', '1,2'],
  ['[[1, 2], 3] | concat([[4]]) | size', '4'],
  ['[1, 1, "1"] | uniq | size', '2'],
  ['[["b", "a"], ["a", ["c"]]] | uniq | sort | join("-")', 'a-b-c'],
  ['[[1, 2], [3]] | sum', '6'],
  ['[[{ n: 1 }], { n: 2 }] | map("n") | join', '1 2'],
  ['{ b: 1, a: 2 } | sort | join(":")', 'a:2:b:1'],
  ['({ b: 1, a: 2 } | sort | first)[0]', 'a'],
  ['[1, none, nothing] | compact | size', '1'],
  ['[0.1, 0.2, "3"] | sum', '3.3'],
  ['posts | sum("n")', '12'],
  ['[1, 2] | reverse', '2,1'],
  ['"ab" | reverse', 'ab'],
  ['[1, 2] | join', '1 2'],
  ['[1, 2] | join(", ")', '1, 2'],
  ['["a", "b", "c"] | array_to_sentence_string', 'a, b, and c'],
  ['["a", "b"] | array_to_sentence_string("or")', 'a or b'],
  ['[["a", "b"], "c"] | array_to_sentence_string', 'a, b, and c'],
  ['"中文" | size', '2'],
  ['{a: 1, b: 2} | length', '2'],
  ['{b: 1, a: 2} | dictsort | first', 'a,2'],
  ['([1, 2, 3] | batch(2, 0) | last) | join("-")', '3-0'],
  ['[1, 2, 3] | select("odd")', '1,3'],
  ['[1, 2, 3] | reject("odd")', '2'],
  ['posts | rejectattr("draft") | map("title")', 'a,c'],
  ['"" | default("x")', 'x'],
  ['false | default("x")', 'x'],
  ['false | default("x", allow_false=true)', 'false'],
  ['0 | default("x")', '0'],
  ['0 | default("x", true)', 'x'],
  ['[] | default("x")', 'x'],
  ['date | default("x") | date("%Y")', '2022'],
]); // biome-ignore format: one case a line

prints('text on finished HTML', [
  ['html | remove("<script>三</script>") | strip', '<p>一<b>二</b></p>'],
  ['html | remove("<script>三</script>") | indent(2) | append("<i>") | replace("二", "&")', '<p>一<b>&amp;</b></p>&lt;i&gt;'],
  ['html | replace("<script>三</script>", "<i>三</i>" | safe)', '<p>一<b>二</b></p><i>三</i>'],
  ['html | replace_first("二", "x") | truncate(6)', '&lt;p&gt;一&lt;…'],
  [`'<a title="x onclick=y">' | safe | remove('"')`, '&lt;a title=x onclick=y&gt;'],
  [`'<a href="/x">' | safe | replace('"', "'")`, '&lt;a href=&amp;#39;/x&amp;#39;&gt;'],
  [`'<a href="/x">' | safe | replace('="/', '="/y/' | safe)`, '<a href="/y/x">'],
  [`'<a title="onclick=y">' | safe | remove('title=')`, '&lt;a &quot;onclick=y&quot;&gt;'],
  ["'<a b>c<d>' | safe | replace(r/<[^>]*/g, '')", '&gt;c&gt;'],
  [`'<a href="/x">' | safe | upcase`, '&lt;A HREF=&quot;/X&quot;&gt;'],
  ['{ a: "<" } | jsonify | strip', '{&quot;a&quot;:&quot;&#92;u003c&quot;}'],
]); // biome-ignore format: one case a line

describe('every filter', () => {
  const filters = createFilters(settings.filters, new Map());
  const scope = {
    seed: '',
    variable: (name: string) => (name === 'site' ? context.site : undefined),
  };

  /** Some need an argument to mean anything. */
  const run = ([name, filter]: readonly [string, Filter], input: unknown): unknown => {
    const args = /_by|modulo/.test(name) ? ['1', '1'] : /_exp/.test(name) ? ['x', 'x'] : [];
    return filter.call(scope, input, ...args);
  };

  it.each([...filters])('%s takes anything; nothing in, empty out', (...filter) => {
    const inputs = ['', 0, false, Object.create(null), [], [null], safe(''), date, posts];
    for (const input of inputs) expect(() => run(filter, input)).not.toThrow();
    for (const input of [undefined, null]) {
      expect(['', '0', 'false', 'null', '{}', '<p></p>']).toContain(text(run(filter, input)).trim());
    }
  });

  it('gives plain text unless its result is HTML by nature', () => {
    const names = [...filters].filter((entry) => isSafe(run(entry, 'x'))).map(([name]) => name);
    expect(names.sort().join(' ')).toBe(
      'dump e escape escape_once forceescape h jsonify markdownify newline_to_br nl2br safe urlize ' +
        'xml_escape',
    );
  });
});

describe('special keys', () => {
  it('are keys like others', () => {
    const items = ['__proto__', 'constructor', '__proto__'].map((k) => ({ k }));
    const groups = '{% for g in items | group_by("k") %}{{ g.name }}{{ g.size }} {% endfor %}';
    expect(render(groups, { items })).toBe('__proto__2 constructor1 ');
    const map = '{% for k, v in items | groupby("k") %}{{ k }}{{ v | size }} {% endfor %}';
    expect(render(map, { items })).toBe('__proto__2 constructor1 ');
    expect(render('{{ items | map("constructor") | compact | size }}', { items })).toBe('0');
  });
});

describe('lazy lists', () => {
  it.each([
    ['first', 1],
    ['last', 1],
    ['limit(2)', 2],
    ['offset(97) | limit(1)', 3],
    ['slice(1, 2)', 2],
    ['sample', 1],
    ['size', 0],
  ])('are read by %s no further than needed', (filter, reads) => {
    let count = 0;
    const at = (index: number): number => {
      count += 1;
      return index;
    };
    const items = lazyList({ name: null, length: 100, at }, UNTRACED);
    render(`{{ items | ${filter} }}`, { items });
    expect(count).toBe(reads);
  });
});

describe('random choices', () => {
  const choices = '{{ range(100) | sample(5) }} {{ range(100) | random }}';

  it('are the same for the same page, and others for another', () => {
    const of = (path: string): string => render(choices, { page: { path } });
    expect(of('a.md')).toBe(of('a.md'));
    expect(of('a.md')).not.toBe(of('b.md'));
  });

  it('have no entry twice', () => {
    const all = render('{{ range(20) | sample(50) | sort | join(",") }}', { page: { path: 'x' } });
    expect(all).toBe(Array.from({ length: 20 }, (_, index) => index).join(','));
  });
});
