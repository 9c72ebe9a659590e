import { describe, expect, it } from 'vitest';
import { findLiquid } from '../../../src/formats/markdown/story-liquid.js';
import { effort } from '../../support/effort.js';

describe('Liquid in a story is found', () => {
  it.each([
    ['甲\n{% highlight ruby linenos %}\nx\n{% endhighlight %}', 2, 1, /```ruby/],
    ['{% include figure.html src="50%.png" %}', 1, 1, /layout/],
    ['{%- include_relative a.md -%}', 1, 1, /layout/],
    ['见[乙]({% post_url 2022-05-16-b %})', 1, 6, /\(\/2022/],
    ['[乙]({% link _posts/2022-05-16-b.md %})', 1, 5, /\(\/2022/],
    ['{% raw %}{{ x }}{% endraw %}', 1, 1, /Leave out/],
    ['一\n\n![图]({{ site.baseurl }}/img/x.png)', 3, 6, /address/],
    ['{{page.title | upcase}}', 1, 1, /layout/],
    ['{{ "/img/x.png" | relative_url }}', 1, 1, /Write what/],
    ['{% assign x = 1 %}{% if x %}y{% endif %}', 1, 1, /page/],
    ['`code` {% gist a/b %}', 1, 8, /link/],
  ])('%s', (text, line, column, hint) => {
    expect(findLiquid(text, true)).toMatchObject({
      line,
      column,
      hint: expect.stringMatching(hint),
    });
  });
});

it('the first is told, and how many there are besides', () => {
  const text = '`{% raw %}`\n{{ site.x }} {% if x %}{{ page.y }}{% endif %}';
  expect(findLiquid(text, true)).toMatchObject({ found: '{{ site.x }}', line: 2, more: 2 });
  expect(findLiquid('{% raw %}', true)).toMatchObject({ more: 0 });
});

it('other kinds have their hints in the same sentence, each once', () => {
  const link = '[乙]({% link a.md %}) [丙]({% post_url 2022-05-16-c %})';
  expect(findLiquid(`${link} {% link b.md %}`, true)?.hint).toBe(
    'Write the address itself: [text](/2022/05/16/name.html).',
  );
  expect(findLiquid(`${link} {% gist a/b %} {{ site.x }} {% gist c %}`, true)?.hint).toBe(
    'Write the address itself: [text](/2022/05/16/name.html); for `{% gist %}`, write a link to ' +
      'the gist; for `{{ site.… }}`, write what it stands for: an address with the baseurl, or the words.',
  );
  const all = '{% raw %}{% gist a %}{% include b %}{% if c %}{{ site.d }}{{ page.e }}';
  expect(findLiquid(all, true)?.hint.match(/; for /g)).toHaveLength(3);
});

describe('nothing is told of', () => {
  it.each([
    ['prose with braces', '涨 {5} 与 {{ 与 {% 涨幅 %} 与 }}'],
    ['other names', '{{ user.name }} {{ content }} {{ siteless }} {{ site }}'],
    ['other tags', '{% block a %} {% iffy %} {% set x %}'],
    ['a span of code', '写 `{{ site.title }}` 与 ``a ` {% raw %}``'],
    ['a block of code', '```liquid\n{% include a.html %}\n```\n\n> ~~~\n> {{ page.url }}\n> ~~~'],
    ['code in a list', '- 甲\n\n  ```\n  {% raw %}\n  ```'],
    ['indented code', '甲\n\n    {% if x %}\n\t{{ site.x }}'],
    ['HTML’s code', '<pre>\n{% raw %}\n</pre> <code>{{ page.x }}</code> <!-- {% if %} -->'],
    ['code that goes on to the end', '```\n{% include a.html %}\n'],
    ['a tag that doesn’t end', '{% include a.html'],
  ])('%s', (_, text) => {
    expect(findLiquid(text, true)).toBeNull();
  });
});

it('indented HTML is no code', () => {
  expect(findLiquid('<div>\n    {{ site.title }}\n</div>', false)).toMatchObject({ line: 2 });
});

it.each([
  '{{',
  '{% if ',
  '{{ a|',
  '`{{ ',
  '```\n',
  '<pre>{{ ',
  '{{ site.',
  '{%',
  '{{     ',
  ' `` ',
  '```',
])('pathological %s', (unit) => {
  const text = `${unit.repeat(100_000)}{% raw %}`;
  expect(effort(() => void findLiquid(text, true))).toBeLessThan(200);
});

it.each(['`', '~'])('a last line of %s alone is looked at once', (mark) => {
  const text = `{% raw %}\n${mark.repeat(300_000)}`;
  expect(effort(() => void findLiquid(text, true))).toBeLessThan(50);
});
