/** What a story wrote stays a story's, whatever filter it is given to, and in whatever it comes in. */
import { expect, it, onTestFinished, vi } from 'vitest';
import { createTheme } from '../../../src/theme/engine.js';
import { keepMarks } from '../../../src/theme/escape/keep-marks.js';
import { Mixed, ORIGIN, StoryHtml, StoryText } from '../../../src/theme/escape/story-text.js';
import { tracedFilters } from '../../../src/theme/filters/site-filters.js';
import { SHOWN } from '../../../src/theme/runtime/template-values.js';
import { lazyList } from '../../../src/theme/views/lazy-list.js';
import { theme as nunjucksTheme, settings, UNTRACED } from '../theme.js';
import { liquidTheme } from './liquid-theme.js';

const EVIL = '<img src=x onerror=alert(1)>';

/** As a story's view is: its own keys, and a class of its own. */
class Story {
  readonly title: string = EVIL;
  readonly tags: readonly string[] = [EVIL, 'b'];
  readonly meta: object = { of: EVIL };
  readonly when: object = { title: EVIL };
  [ORIGIN](): boolean {
    return true;
  }
  [SHOWN](): object {
    return { title: this.title };
  }
}

/** As a list's page is, and a term. */
function term(): object {
  return { name: EVIL, [ORIGIN]: () => true };
}

function rendered(text: string): string {
  const theme = liquidTheme({ 'page.html': text });
  expect(theme.problems).toEqual([]);
  const context = { page: new Story(), posts: [new Story(), new Story()], term: term() };
  return theme.render('page.html', context);
}

const TEXT_FILTERS = [
  'append: "x"',
  'prepend: "x"',
  'replace: "src", "alt"',
  'replace_first: "src", "alt"',
  'replace_last: "src", "alt"',
  'remove: "src"',
  'remove_first: "src"',
  'remove_last: "src"',
  'strip',
  'lstrip',
  'rstrip',
  'truncate: 60',
  'truncatewords: 4',
  'strip_newlines',
  'newline_to_br',
  'normalize_whitespace',
  'upcase',
  'downcase',
  'capitalize',
  'slice: 0, 60',
  'split: "z"',
  'split: ", "',
  'escape',
  'xml_escape',
  'inspect',
  'strip_html',
  'smartify',
  'default: "x"',
  'join: "-"',
  'array_to_sentence_string',
  'group_by: "tags" | map: "name"',
  'group_by: "meta" | map: "name"',
  'where: "img", "img"',
  'sort: "x"',
  'sort',
  'uniq',
  'compact',
  'concat: page.tags',
  'push: page.title',
  'reverse',
  'first',
  'last',
  'date: "%Y"',
  'relative_url',
  'absolute_url',
  'url_decode',
  'jsonify',
];
const VALUES = ['page', 'page.title', 'page.tags', 'page.meta', 'posts', 'posts[0]', 'term'];

it.each(TEXT_FILTERS)('lets no tag of a story through `%s`', (filter) => {
  for (const value of VALUES) {
    expect(rendered(`{{ ${value} | ${filter} }}`), value).not.toMatch(/<img/i);
    expect(rendered(`{% assign x = ${value} | ${filter} %}{{ x }}`), value).not.toMatch(/<img/i);
    expect(rendered(`{{ ${value} | ${filter} | append: "</a>" }}`), value).not.toMatch(/<img/i);
  }
});

const GIVEN = ['page', 'page.title', 'page.tags', 'page.meta', 'posts', 'term'];
const WITH_ARGUMENT = [
  '"a b c" | append: IT',
  '"a b c" | prepend: IT',
  '"a b c" | replace: "b", IT',
  '"a b c" | replace_first: "b", IT',
  '"a b c" | replace_last: "b", IT',
  '"a b c" | truncate: 4, IT',
  '"a b c" | truncatewords: 1, IT',
  '"a b c" | split: " " | join: IT',
  '"a b c" | split: " " | array_to_sentence_string: IT',
  'page.tags | array_to_sentence_string: IT',
  'page.tags | join: IT',
  'nothing | default: IT',
  '"a b c" | split: " " | push: IT',
  '"a b c" | split: " " | concat: IT',
];

it.each(WITH_ARGUMENT)('lets no tag of an argument through `%s`', (call) => {
  for (const value of GIVEN) {
    const filled = call.replace('IT', value);
    expect(rendered(`{% assign x = ${filled} %}{{ x }}`), value).not.toMatch(/<img/i);
  }
});

it('sanitises what a view says where its text is taken for Markdown', () => {
  for (const value of VALUES) {
    expect(rendered(`{{ ${value} | markdownify }}`), value).not.toContain('onerror');
  }
});

it("keeps a story's JSON from ending an attribute, however it is changed", () => {
  const quoted = "' onmouseover=alert(1) '";
  const theme = liquidTheme({
    'page.html': `<a data-x='{{ t | jsonify | append: "" }}' data-y='{{ t | jsonify | replace: ",", "" }}'>`,
  });
  const html = theme.render('page.html', { t: [new StoryText(quoted)] });
  expect(html).not.toContain("'  onmouseover");
  expect(html.match(/'/g)).toHaveLength(4);
  expect(theme.render('page.html', { t: ['own'] })).toContain(`data-x='["own"]'`);
});

it("takes a name for the site's only where the template leaves it alone", () => {
  const text = '<script>{% for layout in posts %}x = {{ layout.title }};{% endfor %}</script>';
  const html = nunjucksTheme({ 'page.njk': text }).render('page.njk', {
    posts: [{ title: 'alert(1)' }],
  });
  expect(html).toBe('<script>x = "alert(1)";</script>');
});

it('reads of a list no more than the filter does', () => {
  const read: string[] = [];
  const reads = {
    ...UNTRACED,
    record: (name: string) => void read.push(name),
    prefix: (name: string, end: number) => void read.push(`${name} ${end}`),
  };
  const posts = lazyList({ name: 'posts', length: 9, at: () => new Story() }, reads);
  const reading = (text: string): readonly string[] => {
    read.length = 0;
    liquidTheme({ 'page.html': text }).render('page.html', { posts });
    return [...new Set(read)];
  };
  expect(reading('{{ posts | size }}')).toEqual(['list # posts']);
  expect(reading('{% assign p = posts | default: "x" %}')).toEqual(['list # posts']);
  expect(reading('{% assign p = posts | slice: 0, 2 %}')).toEqual(['posts 2']);
  expect(reading('{% assign p = posts | first %}')).toEqual(['posts 1']);
});

it('cuts a text of very many pieces in one go', () => {
  const theme = liquidTheme({
    'page.html': '{{ t | replace: "<p>", "<p><b>" | replace: "</p>", "</b></p>" }}',
  });
  const html = theme.render('page.html', { t: new StoryHtml('<p>x</p>'.repeat(60_000)) });
  expect(html).toBe('<p><b>x</b></p>'.repeat(60_000));
});

it('gives a list its text as Ruby does, and keeps what is put beside it', () => {
  expect(rendered('{{ page.tags | append: "<hr>" }}')).toBe(
    `[&quot;&lt;img src=x onerror=alert(1)&gt;&quot;, &quot;b&quot;]<hr>`,
  );
});

it("calls a site's own filter of a known name, with what its text is", () => {
  const own = { call: (value: unknown) => `own ${typeof value}`, isVolatile: false };
  const files = [{ name: 'append', path: 'templates/filters/append.js', text: '', digest: '' }];
  const filters = {
    ...settings.filters,
    own: tracedFilters(files as never, new Map([['append', own]]), UNTRACED),
  };
  const template = {
    ...{ name: 'page.html', syntax: 'liquid' as const, path: 'page.html' },
    text: '{{ page.title | append: "x" }} {{ "x" | append: "x" }}',
  };
  const theme = createTheme([template], { ...settings, filters });
  expect(theme.render('page.html', { page: new Story() })).toBe('own string own string');
});

/** A theme with one layout, and a filter of the site's own. */
function withOwnFilter(name: string, text: string): string {
  const own = { call: (value: unknown) => `<i>${String(value)}`, isVolatile: false };
  const files = [{ name, path: `templates/filters/${name}.js`, text: '', digest: '' }];
  const filters = {
    ...settings.filters,
    own: tracedFilters(files as never, new Map([[name, own]]), UNTRACED),
  };
  const page = { name: 'page.html', syntax: 'liquid' as const, path: 'page.html', text };
  return createTheme([page], { ...settings, filters }).render('page.html', { page: new Story() });
}

it('escapes what a story wrote once, and what a filter of that name makes of it', () => {
  const escaped = '&lt;img src=x onerror=alert(1)&gt;';
  expect(rendered('{{ page.title | escape }}<b title="{{ page.title | h }}">')).toBe(
    `${escaped}<b title="${escaped}">`,
  );
  expect(rendered('{% capture c %}{{ page.title | escape }}{% endcapture %}{{ c }}')).toBe(escaped);
  expect(
    rendered(
      '<script>x = "{% capture c %}{{ page.title | escape }}{% endcapture %}{{ c }}";</script>',
    ),
  ).not.toContain('alert(1)&gt;');
  expect(withOwnFilter('escape', '{{ page.title | escape }}')).toBe(
    '&lt;i&gt;&lt;img src=x onerror=alert(1)&gt;',
  );
});

it('marks what is read of a map that a story wrote, whatever its keys', () => {
  const text =
    '{% if page.of.size != "" %}{{ page.of.size }}{{ page.of.first }}{{ page.of["a b"] }}{% endif %}';
  const page = { of: { size: '<a>', first: '<b>', 'a b': '<c>' }, [ORIGIN]: () => true };
  const theme = liquidTheme({ 'page.html': text });
  expect(theme.render('page.html', { page })).toBe('&lt;a&gt;&lt;b&gt;&lt;c&gt;');
});

it('a text that a filter finds nothing in is not taken apart', () => {
  // A theme that squeezes its pages asks a hundred times of each.
  const page = new Mixed(
    Array.from({ length: 50 }, (_, at) => [new StoryHtml(`<p>${at}`), ' ']).flat(),
  );
  const given = (value: unknown): unknown => value;
  const filters = keepMarks(new Map(['replace', 'strip'].map((name) => [name, given])));
  const call = (name: string, ...args: readonly unknown[]): unknown =>
    Reflect.apply(filters.get(name) ?? given, null, args);
  expect(call('replace', page, ' <div', '<div')).toBe(page);
  expect(call('strip', page)).toBe(page);
  const read = vi.spyOn(StoryHtml.prototype, 'toString');
  onTestFinished(() => read.mockRestore());
  for (let time = 0; time < 100; time++) call('replace', page, ` <${time}`, '');
  expect(read).not.toHaveBeenCalled();
});
