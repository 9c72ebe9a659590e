import { describe, expect, it } from 'vitest';
import { ORIGIN } from '../../../src/theme/escape/story-text.js';
import { theme } from '../theme.js';
import { liquidTheme } from './liquid-theme.js';

/** What the build says about a layout: codes with their lines. */
function toldOf(text: string): readonly string[] {
  const { problems } = liquidTheme({ 'layouts/page.html': text });
  return problems.map(({ code, line, severity }) => `${severity} ${code} ${line}`);
}

describe('the build names', () => {
  it.each([
    ['<p onclick="f({{ page.title }})">', 'handler'],
    ['<a href="javascript:f(\'{{ page.title }}\')">', 'handler'],
    ['<p title={{ page.title }}>', 'unquoted'],
    ['<a href=/x/{{ page.title }}>', 'unquoted'],
    ['<p {{ page.title }}>', 'tag'],
    ['<{{ page.title }}>', 'tag'],
    ['<p {% if page.a %}title="a"{% else %}title="a{% endif %}>{{ page.title }}', 'unknown'],
    ['{% if page.a %}<script>{% endif %}{{ page.title }}', 'unknown'],
    ['{% for x in page.list %}<p title="{% endfor %}{{ page.title }}', 'unknown'],
    ['{% case page.a %}{% when 1 %}<script>{% endcase %}{{ page.title }}', 'unknown'],
    ['{% assign x = page.title %}<p onclick="{{ x }}">', 'handler'],
    ['<p onclick="{{ site.posts }}">', 'handler'],
  ])('%s', (text, trouble) => {
    expect(toldOf(`\n\n${text}`)).toEqual([`warning template-place-${trouble} 3`]);
  });

  it('nothing where all is well', () => {
    const quiet = [
      '<p title="{{ page.title }}">{{ page.title }}</p><a href="{{ page.url }}">x</a>',
      '<script>var a = {{ page.title | jsonify }};</script><style>a { color: {{ page.c }} }</style>',
      '<p {% if page.a %}class="a"{% else %}title="b"{% endif %}>{{ page.title }}</p>',
      '<p{% if page.a %} class="a"{% endif %} title="{{ page.title }}">{{ page.title }}</p>',
      '{% if page.a %}<p title="a">{% endif %}{{ page.title }}',
      '{% if page.a %}<p title="{% else %}<b title="{% endif %}{{ page.title }}">',
      '<a {% for x in page.list %}data-a="{{ x }}" {% endfor %}href="{{ page.title }}">',
    ];
    for (const text of quiet) expect(toldOf(text), text).toEqual([]);
  });

  it("nothing of the site's own", () => {
    const own = [
      '<p onclick="f({{ site.title }}, {{ forloop.index }}, {{ layout.x }}, {{ "a" }})">',
      '<body class={{ site.skin | default: "x" }} {{ site.attributes }}>',
      '{% assign x = site.a | append: "b" %}<p id={{ x }}>',
      '{% if page.a %}{% assign x = "c" %}{% endif %}<p id={{ x }}>',
      '<p id={{ page.list | size }}>',
    ];
    for (const text of own) expect(toldOf(text), text).toEqual([]);
  });
});

it('Nunjucks templates are told of as well', () => {
  const { problems } = theme({ 'page.njk': '<p onclick="{{ page.title }}">' });
  expect(problems).toMatchObject([
    { code: 'template-place-handler', severity: 'warning', line: 1 },
  ]);
});

it('a block is escaped for the place where its parent has it', () => {
  const made = theme({
    'base.njk':
      '<script>var a = {% block code %}1{% endblock %};</script>{% block text %}{% endblock %}',
    'page.njk':
      '{% extends "base.njk" %}{% block code %}{{ super() }} + {{ page.title }}{% endblock %}' +
      '{% block text %}{{ page.title }}{% endblock %}',
  });
  expect(made.render('page.njk', { page: { title: '"<' } })).toBe(
    '<script>var a = 1 + "\\u0022\\u003c";</script>&quot;&lt;',
  );
});

it('what Nunjucks captures keeps its parts', () => {
  const made = theme({
    'page.njk':
      '{% set a %}<b>{{ page.title }}</b>{% endset %}{{ a }}<script>x = "{{ a }}"</script>' +
      '{% set b %}y = "{{ page.title }}"{% endset %}<script>{{ b | safe }}</script>',
  });
  const title = "'</script>";
  const html = made.render('page.njk', { page: { title } });
  expect(html).toContain(
    '<b>&#39;&lt;/script&gt;</b><script>x = "<b>\\u0027\\u003c/script\\u003e</b>"',
  );
});

it('a page that is a script or JSON of its own begins as one', () => {
  const made = liquidTheme({});
  const page = { title: '"</b>', [ORIGIN]: () => true };
  const shown = (path: string): string =>
    made.renderText(
      '{"a": "{{ page.title }}", "b": {{ page.title | jsonify }}}',
      { path, line: 0, syntax: 'liquid' },
      { page },
    );
  expect(JSON.parse(shown('search.json'))).toEqual({ a: page.title, b: page.title });
  expect(shown('search.html')).toContain('{"a": "&quot;&lt;/b&gt;"');
});
