import { describe, expect, it } from 'vitest';
import { createTheme, TemplateError } from '../../src/theme/engine.js';
import { safe } from '../../src/theme/runtime/safe.js';
import { failure, render, settings, theme } from './theme.js';

describe('printing', () => {
  it('escapes everything but content', () => {
    const context = { content: '<b>x</b>', page: { title: `<script>"'&` } };
    expect(render('{{ content }}|{{ page.title }}', context)).toBe(
      '<b>x</b>|&lt;script&gt;&quot;&#39;&amp;',
    );
  });

  it('prints nothing for undefined and null, and never fails for data', () => {
    const data = Object.assign(Object.create(null), { a: 1, list: [Object.create(null)] });
    expect(render('[{{ nothing }}{{ no.such.thing }}{{ none }}]')).toBe('[]');
    expect(render('{{ data }}', { data })).toBe('{&quot;a&quot;:1,&quot;list&quot;:[{}]}');
    expect(render('{{ data.list }}', { data })).toBe('{}');
    expect(render('{{ [1, "a"] }} {{ 0 }} {{ false }}')).toBe('1,a 0 false');
  });

  it('trims nothing unless asked to', () => {
    expect(render('a\n{% if true %}\nb\n{% endif %}\nc')).toBe('a\n\nb\n\nc');
    expect(render('a\n{%- if true -%}\nb\n{%- endif -%}\nc')).toBe('abc');
  });

  it('has Liquid’s members of lists and texts, where data have no key of the name', () => {
    const page =
      '{{ a.b.size }}{{ a.b.first }}{{ a.b.last }}{{ t.size }}|{{ m.size }}{{ n.size }}{{ x.size }}';
    const macro = '{% macro f(l) %}{{ l.size }}{{ l["last"] }}{% endmacro %}{{ f(a.b) }}';
    const data = { a: { b: ['甲', '乙', '丙'] }, t: '中文😀', m: { size: 5 }, n: { o: 1 } };
    const site = theme({ 'page.njk': page + macro });
    expect(site.render('page.njk', data)).toBe('3甲丙3|53丙');
  });

  it('has no special names', () => {
    const text = '[{{ constructor }}{{ __proto__ }}{{ toString }}{{ hasOwnProperty }}]';
    expect(render(text)).toBe('[]');
  });

  it('does not escape what was captured twice', () => {
    expect(render('{% set x %}<b>{{ "<" }}</b>{% endset %}{{ x }}')).toBe('<b>&lt;</b>');
    expect(render('{% set x %}{% endset %}{% if x %}full{% else %}empty{% endif %}')).toBe('empty');
  });

  it('escapes in a filter block what the filter is given', () => {
    expect(render('{% filter escape %}<b>{% endfilter %}')).toBe('&lt;b&gt;');
  });
});

describe('loops', () => {
  it('runs over lists, maps, texts, iterables and nothing', () => {
    const context = { list: [1, 2], map: { a: 1, b: 2 }, set: new Set([3, 4]), no: null };
    const text =
      '{% for x in list %}{{ x }}{% endfor %} {% for k, v in map %}{{ k }}{{ v }}{% endfor %} ' +
      '{% for p in map %}{{ p[0] }}{{ p | last }}{% endfor %} {% for x in set %}{{ x }}{% endfor %} ' +
      '{% for x in "a😀" %}{{ x }}.{% endfor %} {% for x in no %}x{% else %}none{% endfor %}';
    expect(render(text, context)).toBe('12 a1b2 a1b2 34 a.😀. none');
  });

  it('treats a map with a key named length as a map', () => {
    expect(
      render('{% for k, v in m %}{{ k }}={{ v }};{% endfor %}', { m: { length: 3, a: 1 } }),
    ).toBe('length=3;a=1;');
  });

  it('counts', () => {
    const text =
      '{% for x in "abc" %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}' +
      '{{ loop.length }}{% if loop.first %}F{% endif %}{% if loop.last %}L{% endif %} {% endfor %}';
    expect(render(text)).toBe('10323F 21213 32103L ');
  });

  it('shows its variables to what it includes', () => {
    const site = theme({
      'page.njk': '{% for k, v in m %}{% include "part.njk" %}{% endfor %}',
      'part.njk': '{{ k }}{{ v }}{{ loop.index }} ',
    });
    expect(site.render('page.njk', { m: { a: 1, b: 2 } })).toBe('a11 b22 ');
  });

  it('keeps what is set outside', () => {
    expect(
      render('{% set n = 0 %}{% for x in "abc" %}{% set n = n + 1 %}{% endfor %}{{ n }}'),
    ).toBe('3');
  });
});

describe('templates of a theme', () => {
  const base =
    '<title>{% block title %}base{% endblock %}</title>{% block main %}{% endblock %}{{ x }}';

  it('extends, with blocks of blocks and super', () => {
    const site = theme({
      'base.njk': base,
      'middle.njk':
        '{% extends "base.njk" %}{% block title %}middle {{ super() }}{% endblock %}' +
        '{% block main %}<main>{% block inner %}{% endblock %}</main>{% endblock %}',
      'page.njk':
        '{% extends "middle.njk" %}{% set x = 7 %}{% block title %}page {{ super() }}{% endblock %}' +
        '{% block inner %}{{ y }}{% endblock %}ignored',
    });
    expect(site.problems).toEqual([]);
    expect(site.render('page.njk', { y: '<y>' })).toBe(
      '<title>page middle base</title><main>&lt;y&gt;</main>7',
    );
  });

  it('extends, includes and imports by computed names', () => {
    const site = theme({
      'base.njk': base,
      'page.njk':
        '{% extends parent %}{% block main %}{% include "parts/" ~ which ~ ".njk" %}' +
        '{% import macros as m %}{{ m.hi("<") }}{% from macros import hi as hello %}{{ hello("b") }}' +
        '{% include ["no"] | first ignore missing %}{% endblock %}',
      'parts/a.njk': 'A{{ which }}',
      'macros.njk': '{% macro hi(name, end="!") %}<i>{{ name }}{{ end }}</i>{% endmacro %}',
    });
    expect(site.problems).toEqual([]);
    const context = { parent: 'base.njk', which: 'a', macros: 'macros.njk' };
    expect(site.render('page.njk', context)).toBe('<title>base</title>Aa<i>&lt;!</i><i>b!</i>');
  });

  it('calls macros with caller', () => {
    const text =
      '{% macro box(title) %}[{{ title }}:{{ caller() }}]{% endmacro %}' +
      '{% call box("t") %}<b>{{ x }}</b>{% endcall %}';
    expect(render(text, { x: '<' })).toBe('[t:<b>&lt;</b>]');
  });

  it('lets the later of two templates with one name win', () => {
    const file = (path: string, text: string) => ({
      ...{ name: 'a.njk', path, text },
      syntax: 'nunjucks' as const,
    });
    const both = [file('finews:templates/a.njk', 'built in'), file('templates/a.njk', 'own')];
    expect(createTheme(both, settings).render('a.njk', {})).toBe('own');
  });

  it('reaches no file outside', () => {
    const site = theme({ 'page.njk': '{% include name %}' });
    for (const name of ['../package.json', '/etc/passwd', './page.njk', 'constructor']) {
      const problem = failure(() => site.render('page.njk', { name }));
      expect(problem.message).toBe(`There is no template named \`${name}\``);
    }
  });

  it('keeps raw text, with dashes as well', () => {
    expect(render('{% raw %}{{ x }}{% endraw %}')).toBe('{{ x }}');
    expect(render('a {%- raw -%} {{ x }} {%- endraw -%} b')).toBe('a{{ x }}b');
  });

  it('knows tests, in and globals', () => {
    const text =
      '{{ x is defined }} {{ x is divisibleby(3) }} {{ no is undefined }} {{ true is true }} ' +
      '{{ "b" in "abc" }} {{ 2 in [1, 2] }} {{ "k" in m }} {{ 1 in no }} {{ no in "abc" }} {{ range(3) }} ' +
      '{{ range("1", "4") }}';
    expect(render(text, { x: 6, m: { k: 1 } })).toBe(
      'true true true true true true true false false 0,1,2 1,2,3',
    );
  });

  it('compares finished HTML as its text', () => {
    expect(render('{{ "a" in list }}', { list: [safe('a')] })).toBe('true');
  });
});

describe('a page of its own', () => {
  it('is rendered with the theme behind it', () => {
    const site = theme({ 'part.njk': 'part of {{ page.title }}' });
    const context = { page: { title: 'T' } };
    const text = site.renderText(
      '# {% include "part.njk" %}',
      { syntax: 'nunjucks', path: 'a.md', line: 3 },
      context,
    );
    expect(text).toBe('# part of T');
  });

  it('is told with its path and true line', () => {
    const site = theme({});
    const at = { syntax: 'nunjucks' as const, path: 'about.md', line: 4 };
    const problem = failure(() => site.renderText('one\n\n{{ x | nope }}', at, {}));
    expect(problem).toMatchObject({ file: 'about.md', line: 7, column: 8 });
    expect(problem.frame).toContain('> 7 | {{ x | nope }}');
    expect(problem.frame).not.toContain('4 |');
    const late = failure(() => site.renderText('one\n{{ x.y() }}', at, { x: {} }));
    expect(late).toMatchObject({ file: 'about.md', line: 6, message: '`x.y` is not a function' });
  });

  it('tells all that is wrong', () => {
    const run = () =>
      theme({}).renderText(
        '{{ a | x1 }}{{ a | x2 }}',
        { syntax: 'nunjucks', path: 'a', line: 0 },
        {},
      );
    expect(run).toThrow(TemplateError);
    expect(run).toThrow(/x1[\s\S]*x2/);
  });
});
