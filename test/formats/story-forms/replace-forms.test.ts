import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightTag } from '../../../src/formats/code/highlight-tag.js';
import { endTagsAt, openTags } from '../../../src/formats/story-forms/form-blocks.js';
import type { FormSettings } from '../../../src/formats/story-forms/form-values.js';
import { inOneLine } from '../../../src/formats/story-forms/one-line.js';
import { type FormLinks, replaceForms } from '../../../src/formats/story-forms/replace-forms.js';
import { effort } from '../../support/effort.js';

const SETTINGS: FormSettings = {
  url: 'https://t.example',
  baseurl: '/base',
  values: new Map([
    ['url', 'https://t.example'],
    ['baseurl', '/base'],
    ['repository', 'a/b'],
    ['phone', '12{{ site.url }}'],
    ['a.b', 'deep'],
  ]),
  highlight(markup, code) {
    const figure = highlightTag(markup, code, null);
    return figure === null ? null : inOneLine(figure);
  },
};
/** What has `gone` in its name is published nowhere. */
const LINKS: FormLinks = (form, name) =>
  name.includes('gone') ? null : `/base/${form === 'link' ? 'l' : 'p'}-${name}`;

function replaced(text: string): string {
  return replaceForms(text, SETTINGS, LINKS)?.text ?? text;
}

describe('forms are replaced', () => {
  it.each([
    ['{{ site.url }}/a {{site.baseurl}}/b', 'https://t.example/a /base/b'],
    ['{{ site.repository }} {{ site.a.b }}', 'a/b deep'],
    ['{{ "/a b" | relative_url }}', '/base/a%20b'],
    ["{{ 'x.png'|absolute_url }}", 'https://t.example/base/x.png'],
    ['{{ "https://o.example/a" | absolute_url }}', 'https://o.example/a'],
    ['[a]({% link a.md %})', '[a](/base/l-a.md)'],
    ['{% post_url 2020-01-02-b %}', '/base/p-2020-01-02-b'],
    ['{{ site.url }}{% post_url 2020-01-02-b %}', 'https://t.example/base/p-2020-01-02-b'],
    ['a {% raw %}{{ x }} {% y %}{% endraw %} b', 'a {{ x }} {% y %} b'],
    ['{% raw %}{{ a {% endraw %}b', '{{ a b'],
    ['A {% comment %} no {% endcomment %} B', 'A  B'],
    ['A{% # no %}B', 'AB'],
    ['{% comment %}{% include x %}{{ site.url }}{% endcomment %}', ''],
    ['{% comment %}a{% comment %}b{% endcomment %}c{% endcomment %}d', 'd'],
    ['{% comment %}{% raw %}{% endcomment %}{% endraw %}y{% endcomment %}b', 'b'],
    ['`{{ site.url }}`\n\n    {{ site.url }}', '`https://t.example`\n\n    https://t.example'],
    ['{% if x %}{{ site.url }}{% endif %}', '{% if x %}https://t.example{% endif %}'],
  ])('%s', (text, expected) => {
    expect(replaced(text)).toBe(expected);
  });
});

it('the baseurl that Jekyll 3 had written before a link is there once', () => {
  expect(replaced('{{ site.baseurl }}{% link a.md %}')).toBe('/base/l-a.md');
  expect(replaced('{{site.url}}{{site.baseurl}}{% post_url 2020-01-02-b %}')).toBe(
    'https://t.example/base/p-2020-01-02-b',
  );
  expect(replaced('{{ site.baseurl }} {% link a.md %}')).toBe('/base /base/l-a.md');
});

describe('highlighted code', () => {
  it('is a figure, in which nothing is a mark of Markdown', () => {
    expect(replaced('{% highlight c++ %}\n a_b * <T>\n{% endhighlight %}')).toBe(
      '<figure class="highlight"><pre><code class="language-c--" data-lang="c++"> a&#95;b &#42; &lt;T&gt;</code></pre></figure>',
    );
  });

  it('has forms in it', () => {
    expect(
      replaced('{% highlight x %}{% raw %}{{ a }}{% endraw %}{% comment %}n{% endcomment %}'),
    ).toBe('{% highlight x %}{{ a }}');
    expect(
      replaced('{% highlight x %}{{ site.a.b }}{% comment %}n{% endcomment %}{% endhighlight %}'),
    ).toContain('>deep</code>');
  });

  it('is trimmed by its tags', () => {
    expect(replaced('{% highlight x -%}  a {%- endhighlight %}')).toContain('>a</code>');
  });

  it('is text where the language is none that Jekyll takes', () => {
    const text = '{% highlight %}a{% endhighlight %}{% highlight a b="c" %}a{% endhighlight %}';
    expect(replaced(text)).toBe(text);
  });
});

describe('stays text', () => {
  it.each([
    '{% comment %} never closed',
    '{% raw %} never closed',
    '{% highlight x %} never closed',
    '{% endcomment %}{% endraw %}{% endhighlight %}',
    '{% raw x %}a{% endraw %}',
    '{{ site.title }} {{ page.url }} {{ "a" | upcase }} {{ "a" }} {{ site.url | upcase }}',
    '{{ x | relative_url }} {{ "a" | relative_url | upcase }}',
    '{% include a.html b="{{ site.url }}" %} {% assign x = site.url %}',
    '[x]({% link gone.md %}) {% post_url 2020-01-01-gone %}',
    '{% post_url no-date %} {% link {{ x }} %} {% link %}',
    '50{% 涨幅 %} {{ {% {{{ }}',
  ])('%s', (text) => {
    expect(replaced(text)).toBe(text);
  });
});

it('an outer comment without its end hides nothing but the inner one', () => {
  expect(replaced('{% comment %}a{% comment %}b{% endcomment %}c')).toBe('{% comment %}ac');
});

it('what a form brings in is not looked at again', () => {
  expect(replaced('{{ site.phone }}')).toBe('12{{ site.url }}');
  expect(replaced('{% raw %}{% raw %}{% endraw %}{{ site.a.b }}')).toBe('{% raw %}deep');
});

/** As Liquid does it: of text beside a tag, not of what is between `raw` and its end. */
it.each([
  ['a {{- site.a.b -}} b', 'adeepb'],
  ['a \n {%- comment -%} x {%- endcomment -%} \n b', 'ab'],
  ['a {%- raw -%}  x  {% endraw %}  b', 'a  x  b'],
  ['a {%- raw %}  x  {% endraw -%}  b', 'a  x    b'],
  ['a　{{- site.a.b }}', 'a　deep'],
  ['a {%- include x -%} b {{- site.a.b }}', 'a {%- include x -%} bdeep'],
])('white space beside %s', (text, expected) => {
  expect(replaced(text)).toBe(expected);
});

it('links are named once each, where they stand first', () => {
  const text =
    '一{% link a.md %}{% link a.md %} {% post_url 2020-01-01-gone %}{% comment %}{% link b.md %}{% endcomment %}';
  expect(replaceForms(text, SETTINGS, LINKS)?.links).toEqual([
    { form: 'link', name: 'a.md', at: 1 },
    { form: 'post_url', name: '2020-01-01-gone', at: 32 },
  ]);
});

it('the rest is in its place', () => {
  const text = 'a {% raw %}{{ x }}\n{% endraw %} {% include b %}{{ site.url }}';
  const rest = replaceForms(text, SETTINGS, LINKS)?.rest() ?? '';
  expect(rest).toHaveLength(text.length);
  expect(rest).toBe(`a ${'x'.repeat(16)}\n${'x'.repeat(12)} {% include b %}${'x'.repeat(14)}`);
});

it('a line is that of the text as it is written', () => {
  const text =
    'a\n{% comment %}\n\n{% endcomment %}\nb\n{% raw %}c\nd{% endraw %}\ne {{ site.url }}\nf';
  const made = replaceForms(text, SETTINGS, LINKS);
  expect(made?.text).toBe('a\n\nb\nc\nd\ne https://t.example\nf');
  const lines = [1, 2, 3, 4, 5, 6, 7].map((line) => made?.lineOf(line));
  expect(lines).toEqual([1, 2, 5, 6, 6, 8, 9]);
});

describe('an excerpt’s cut', () => {
  const cut = (text: string): string => endTagsAt(text.replace('|', ''), text.indexOf('|'));
  it.each([
    ['a {% comment %}b|c{% endcomment %}', '{% endcomment %}'],
    ['{% highlight x %}a|{% endhighlight %}', '{% endhighlight %}'],
    [
      '{% highlight x %}{% raw %}a|{% endraw %}{% endhighlight %}',
      '{% endraw %}{% endhighlight %}',
    ],
    ['{% comment %}never closed|', ''],
    ['{% comment %}a{% endcomment %}|b{% raw %}{% endraw %}', ''],
  ])('%s', (text, expected) => {
    expect(cut(text)).toBe(expected);
  });

  it('closes the blocks of a story that runs', () => {
    expect(openTags('{% if a %}{% for b in c %}x{% endfor %}{% capture d %}|', 52)).toBe(
      '\n{% endcapture %}\n{% endif %}',
    );
  });
});

describe('growth', () => {
  it('is counted: forms beyond it are text', () => {
    const long: FormSettings = { ...SETTINGS, values: new Map([['url', 'x'.repeat(5000)]]) };
    const text = '{{ site.url }} '.repeat(40);
    const made = replaceForms(text, long, LINKS);
    expect(made?.text.length).toBeLessThan(17_000);
    expect(made?.text.endsWith('{{ site.url }} ')).toBe(true);
    expect(made?.tooMuchAt).toBe(15 * 2);
  });

  it('targets are as many as a story may have', () => {
    const text = Array.from({ length: 1200 }, (_, at) => `{% link ${at}.md %}`).join('');
    expect(replaceForms(text, SETTINGS, LINKS)?.links).toHaveLength(1000);
  });
});

const PARTS = [
  ...['{% raw %}', '{% endraw %}', '{% comment %}', '{%- endcomment -%}', '{% highlight c %}'],
  ...['{% endhighlight %}', '{% link a %}', '{% post_url 2020-01-01-a %}', '{{ site.url }}'],
  ...['{{- "a" | relative_url -}}', '{%', '%}', '{{', '}}', '{', '}', 'a', ' ', '\n', '一', '-'],
];

describe('any text', () => {
  const anyText = array(constantFrom(...PARTS), { maxLength: 40 }).map((all) => all.join(''));

  it('is read without harm, and only comments lose words', () => {
    const words = array(constantFrom(...PARTS.filter((part) => !/comment/.test(part))), {
      maxLength: 40,
    });
    assert(
      property(words, (all) => {
        const text = all.join('');
        const count = (of: string): number => of.split('一').length;
        expect(count(replaced(text))).toBe(count(text));
      }),
    );
  });

  it('keeps its length of rest, and its lines', () => {
    assert(
      property(anyText, (text) => {
        const made = replaceForms(text, SETTINGS, LINKS);
        if (made === null) return;
        expect(made.rest()).toHaveLength(text.length);
        const lines = text.split('\n').length;
        for (const [at] of made.text.split('\n').entries()) {
          expect(made.lineOf(at + 1)).toBeGreaterThan(0);
          expect(made.lineOf(at + 1)).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });

  it('is the same replaced twice as once, where nothing is raw', () => {
    const plain = PARTS.filter(
      (part) => !/raw|comment|highlight|[{%}]$|^[{%}]$|^.?[%}]$/.test(part),
    );
    const forms = [
      '{% link a %}',
      '{{ site.url }}',
      '{% include b %}',
      '{{ page.c }}',
      '{{',
      '{% x',
    ];
    const texts = array(constantFrom(...plain, ...forms), { maxLength: 30 });
    assert(
      property(texts, (all) => {
        const once = replaced(all.join(' '));
        expect(replaced(once)).toBe(once);
      }),
    );
  });
});

it.each([
  '{% comment %}',
  '{% raw %}',
  '{{',
  '{%',
  '{% endraw',
  '{%-',
  '{% highlight c %}',
  '{{ site.url }}',
  '{% link',
])('a long text of %s costs what its length does', (part) => {
  const text = part.repeat(400_000 / part.length);
  expect(effort(() => void replaced(text))).toBeLessThan(60);
});
