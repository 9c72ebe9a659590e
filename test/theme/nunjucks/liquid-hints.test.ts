import { describe, expect, it } from 'vitest';
import { liquidHints } from '../../../src/theme/nunjucks/liquid-hints.js';
import { failure, theme } from '../theme.js';

/** Liquid as Jekyll's users write it, and the same in Nunjucks. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['{% assign x = y %}', '{% set x = y %}'],
  ['{%- assign x = y | default: "z" -%}', '{%- set x = y | default("z") -%}'],
  ['{% assign p = site.posts | where: "a", "b" | first %}', '{% set p = site.posts | where("a", "b") | first %}'],
  ['{% capture x %}', '{% set x %}'],
  ['{% endcapture %}', '{% endset %}'],
  ['{% unless a or b %}', '{% if not (a or b) %}'],
  ['{% endunless %}', '{% endif %}'],
  ['{% elsif a == nil %}', '{% elif a == none %}'],
  ['{% when "a", "b" %}', '{% case "a" %}{% case "b" %}'],
  ['{% when "a" or "b" %}', '{% case "a" %}{% case "b" %}'],
  ['{% endcase %}', '{% endswitch %}'],
  ['{% include card.html %}', '{% include "card.html" %}'],
  ['{% include a/b.html post=p n=3 %}', '{% set post = p %}{% set n = 3 %}{% include "a/b.html" %}'],
  ['{% include "card.njk" title="x y" %}', '{% set title = "x y" %}{% include "card.njk" %}'],
  ['{% render "card", title: page.title %}', '{% set title = page.title %}{% include "card" %}'],
  ['{% include {{ name }} %}', '{% include name %}'],
  ['{% include_relative a.md %}', '{% include "a.md" %}'],
  ['{% for p in site.posts limit:5 %}', '{% for p in site.posts | limit(5) %}'],
  ['{% for p in site.posts limit: n offset:2 reversed %}', '{% for p in site.posts | offset(2) | limit(n) | reverse %}'],
  ['{% for i in (1..5) %}', '{% for i in range(1, 6) %}'],
  ['{% for i in (1..n) %}', '{% for i in range(1, n + 1) %}'],
  ['{% tablerow x in y cols:2 %}', '{% for x in y %}'],
  ['{{ x | default: "y" }}', '{{ x | default("y") }}'],
  ['{{ page.date | date: "%Y-%m-%d" }}', '{{ page.date | date("%Y-%m-%d") }}'],
  ['{{ x | truncate: 50 | upcase }}', '{{ x | truncate(50) | upcase }}'],
  ['{{ x | replace: "a:b", "c|d" }}', '{{ x | replace("a:b", "c|d") }}'],
  ['{{- x | slice: 0, n -}}', '{{- x | slice(0, n) -}}'],
  ['{{ x | default: y, allow_false: true }}', '{{ x | default(y, allow_false=true) }}'],
  ['{{ forloop.index }}', '{{ loop.index }}'],
  ['{% if forloop.first %}', '{% if loop.first %}'],
  ['{{ forloop.rindex0 }}', '{{ loop.revindex0 }}'],
  ['{% if page.tags contains "x" %}', '{% if "x" in page.tags %}'],
  ['{% if a <> b %}', '{% if a != b %}'],
  ['{% if a != blank %}', '{% if a | length %}'],
  ['{% if a == empty %}', '{% if not (a | length) %}'],
  ['{% if site.tags.size > 0 %}', '{% if (site.tags | length) > 0 %}'],
  ['{{ include.title }}', '{{ title }}'],
  ['{% comment %}', '{#'],
  ['{% endcomment %}', '#}'],
  ['{% # a note %}', '{# a note #}'],
  ['{% highlight ruby linenos %}', '<pre><code class="language-ruby">'],
  ['{% endhighlight %}', '</code></pre>'],
  ['{% link about.md %}', '{{ (site.pages | find("path", "about.md")).url | relative_url }}'],
  ['{% link /news/_posts/2022-05-16-a.md %}', '{{ (site.posts | find("path", "news/_posts/2022-05-16-a.md")).url | relative_url }}'],
  ['{% link files/a.pdf %}', '{{ "/files/a.pdf" | relative_url }}'],
  ['{% post_url 2022-05-16-a %}', `{{ (site.posts | find_exp("post", "post.path contains '2022-05-16-a'")).url | relative_url }}`],
  ['{% cycle "a", "b" %}', '{{ ["a", "b"][loop.index0 % 2] }}'],
  ['{% increment n %}', '{{ n }}{% set n = n + 1 %}'],
  ['{% echo x | date: "%Y" %}', '{{ x | date("%Y") }}'],
]; // biome-ignore format: one spelling a line

describe('liquidHints', () => {
  it.each(SPELLINGS)('%s', (found, write) => {
    expect(liquidHints(found)).toEqual([{ line: 1, column: 1, found, write }]);
  });

  it('writes what Nunjucks can read', () => {
    const outputs = SPELLINGS.map(([, write]) => write).filter((write) => write.startsWith('{{'));
    expect(outputs.length).toBeGreaterThan(10);
    expect(theme({ 'page.njk': outputs.join('') }).problems).toEqual([]);
  });

  it('writes the include that has what jekyll-seo-tag writes', () => {
    const [hint] = liquidHints('{% seo %}');
    expect(hint?.write).toContain('{% include "parts/meta.njk" %}');
    expect(theme({ 'page.njk': hint?.write ?? '', 'parts/meta.njk': '' }).problems).toEqual([]);
  });

  it('writes no second title where jekyll-seo-tag writes none', () => {
    const writes = (tag: string): string => liquidHints(tag)[0]?.write ?? '';
    expect(writes('{% seo %}')).toContain('<title>');
    expect(writes('{% seo title=false %}')).not.toContain('<title>');
    expect(writes('{% seo title=false %}')).toContain('parts/meta.njk');
  });

  it.each(['{% feed_meta %}', '{% break %}', '{% continue %}'])('%s', (tag) => {
    expect(liquidHints(tag)).toHaveLength(1);
  });

  it('knows a case from a switch', () => {
    expect(liquidHints('{% switch x %}{% case "a" %}a{% default %}{% endswitch %}')).toEqual([]);
    const hints = liquidHints('{% case x %}\n {% when "a" %}a{% endcase %}');
    expect(hints.map(({ line, column, write }) => [line, column, write])).toEqual([
      [1, 1, '{% switch x %}'],
      [2, 2, '{% case "a" %}'],
      [2, 17, '{% endswitch %}'],
    ]);
  });

  it.each([
    '{% set x = y | default("a: b") %}',
    '{% for k, v in m %}{{ loop.index }}{% endfor %}',
    '{% for x in a | limit(5) %}',
    '{% for  x  in  reversed %}',
    '{% include "a.njk" %}{% include name %}{% include page.sidebar %}{% include "a" ~ b %}',
    '{{ {a: 1, b: "x | y: z"} | jsonify }}',
    '{{ "forloop.index" }} {{ x.nil }} {{ nilo }}',
    '{% if "a" in b and not c %}{% elif d == none %}{% endif %}',
    '{% raw %}{% assign x = y %}{{ x | date: "%Y" }}{% endraw %}',
    '{%- raw -%}{% assign x = y %}{%- endraw -%}',
    '{# {% assign x = y %} #}',
    '{% if site.posts.size > 0 %}{{ site.posts.first.url }} {{ page.tags.size }} {{ tag[1].size }}{% endif %}',
    '{{ site.data.images.size }} {{ image.size }} {{ page.size }} {{ author.first }} {{ groups[0].size }}',
    'assign x = y, {x | date: y}, contains nil',
    '{{ a if b else c }}{{ d[1:2] }}',
  ])('has nothing to say about %s', (text) => {
    expect(liquidHints(text)).toEqual([]);
  });

  it('tells places in a long text', () => {
    const text = 'a\n中文 {{ x }}\n\n  {{ y | date: "%Y" }}{% assign z = 1 %}\n';
    expect(liquidHints(text).map(({ line, column }) => [line, column])).toEqual([
      [4, 3],
      [4, 23],
    ]);
  });
});

describe('a template written in Liquid', () => {
  it('is told so at every place, with the Nunjucks way', () => {
    const text =
      '{% assign a = 1 %}\n{% for p in site.posts limit:5 %}\n{{ forloop.index }}{% endfor %}';
    const site = theme({ 'page.njk': text });
    expect(
      site.problems.map(({ code, severity, line, hint }) => [code, severity, line, hint]),
    ).toEqual([
      ['template-liquid', 'error', 1, 'Write `{% set a = 1 %}`.'],
      ['template-liquid', 'error', 2, 'Write `{% for p in site.posts | limit(5) %}`.'],
      ['template-liquid', 'error', 3, 'Write `{{ loop.index }}`.'],
    ]);
    expect(failure(() => site.render('page.njk', {})).code).toBe('template-liquid');
  });

  it('is told of other mistakes as well', () => {
    const site = theme({ 'page.njk': '{{ forloop.index }}\n{{ x | nope }}' });
    expect(site.problems.map(({ code, line }) => [code, line])).toEqual([
      ['template-liquid', 1],
      ['template-unknown-filter', 2],
    ]);
  });

  it('is warned of what Nunjucks would read as something else', () => {
    const site = theme({ 'page.njk': '{% for x in y %}{{ forloop.index }}{% endfor %}' });
    expect(site.problems).toMatchObject([
      { code: 'template-liquid', severity: 'warning', line: 1, column: 17 },
    ]);
    expect(site.render('page.njk', { y: [1] })).toBe('');
  });
});
