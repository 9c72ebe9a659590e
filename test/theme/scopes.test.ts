/**
 * Which variable a name means. A section looks the page's own up once, so these hold that down where
 * a template, another one or a page's own text gives the name a second meaning.
 */
import { describe, expect, it } from 'vitest';
import { theme } from './theme.js';

const page = { title: 'A', list: ['x', 'y'] };

function rendered(templates: Readonly<Record<string, string>>): string {
  const made = theme(templates);
  expect(made.problems).toEqual([]);
  return made.render('page.njk', { page, site: { title: 'S' }, content: 'C' });
}

describe('a name of the page', () => {
  it('means another thing from where a template sets it', () => {
    const text = '{{ page.title }}{% set page = {title: "B"} %}{{ page.title }}';
    expect(rendered({ 'page.njk': text })).toBe('AB');
  });

  it('means another thing in an included template that was set around it', () => {
    const outer = '{% include "part.njk" %}{% set page = {title: "B"} %}{% include "part.njk" %}';
    expect(rendered({ 'page.njk': outer, 'part.njk': '{{ page.title }}' })).toBe('AB');
  });

  it('means a loop’s entry inside of the loop, in what it includes as well', () => {
    const text =
      '{% for page in page.list %}{{ page }}{% include "part.njk" %}{% endfor %}{{ page.title }}';
    expect(rendered({ 'page.njk': text, 'part.njk': '({{ page }})' })).toBe('x(x)y(y)A');
  });

  it('changes between two rounds of a loop', () => {
    const text = '{% for x in [1, 2] %}{{ content }}{% set content = x %}{% endfor %}{{ content }}';
    expect(rendered({ 'page.njk': text })).toBe('C1C');
  });

  it('changes while a template runs, where one that it includes sets it from a loop', () => {
    const templates = {
      'page.njk': '{% set site = {title: "1"} %}{% include "middle.njk" %}',
      'middle.njk': '{{ site.title }}{% include "setter.njk" %}{{ site.title }}',
      'setter.njk': '{% for x in [1] %}{% set site = {title: "2"} %}{% endfor %}',
    };
    expect(rendered(templates)).toBe('12');
  });

  it('is a macro’s parameter in the macro, and what an import calls so', () => {
    const text =
      '{% macro one(page, site={title: "D"}) %}{{ page }}{{ site.title }}{{ content }}{% endmacro %}' +
      '{% import "lib.njk" as content %}{{ one("p") }}{{ page.title }}{{ site.title }}{{ content.x }}';
    expect(rendered({ 'page.njk': text, 'lib.njk': '{% set x = 7 %}' })).toBe(
      'pD{&quot;x&quot;:7}AS7',
    );
  });

  it('is nothing in a template that is imported without it', () => {
    const text =
      '{% from "lib.njk" import x %}{{ x }}{% from "lib.njk" import x as y with context %}{{ y }}';
    expect(
      rendered({
        'page.njk': text,
        'lib.njk': '{% set x = [page.title, site.title] | join("-") %}',
      }),
    ).toBe('-A-S');
  });

  it('is set anew by a page’s own text, which is read after the templates', () => {
    const made = theme({ 'part.njk': '{{ page.title }}' });
    const origin = { syntax: 'nunjucks' as const, path: 'about.md', line: 0 };
    const text = '{% set page = {title: "B"} %}{% include "part.njk" %}';
    expect(made.renderText('{% include "part.njk" %}', origin, { page })).toBe('A');
    expect(made.renderText(text, origin, { page })).toBe('B');
    expect(made.renderText('{% include "part.njk" %}', origin, { page })).toBe('A');
  });

  it('is another one for the next page', () => {
    const made = theme({ 'page.njk': '{{ page.title }}{{ paginator.page }}' });
    expect(made.render('page.njk', { page, paginator: { page: 2 } })).toBe('A2');
    expect(made.render('page.njk', { page: { title: 'B' } })).toBe('B');
  });
});

describe('a set variable', () => {
  it('stays in the block, the included template or the macro that sets it', () => {
    const templates = {
      'page.njk':
        '{% set x = 1 %}{% block one %}{% set x = 2 %}{{ x }}{% endblock %}{{ x }}' +
        '{% include "part.njk" %}{{ x }}{% macro m() %}{% set x = 4 %}{{ x }}{% endmacro %}{{ m() }}{{ x }}',
      'part.njk': '{{ x }}{% set x = 3 %}{{ x }}',
    };
    expect(rendered(templates)).toBe('2113141');
  });

  it('falls back to what is around it where it is undefined', () => {
    const text =
      '{% set x = 1 %}{% for i in [1] %}{% set y = nothing %}[{{ y }}]{% endfor %}{{ x }}';
    expect(rendered({ 'page.njk': text })).toBe('[]1');
  });

  it('is seen by a filter that reads the scope', () => {
    const text =
      '{% set limit = 1 %}{% for x in [1] %}{% set limit = 2 %}' +
      '{{ [1, 2, 3] | where_exp("n", "n > limit") | join }}{% endfor %}' +
      '{{ [page] | where_exp("p", "p.title == page.title") | map("title") | join }}';
    expect(rendered({ 'page.njk': text })).toBe('3A');
  });

  it('takes several names and a rendered text', () => {
    const text =
      '{% set a, b = 5 %}{{ a }}{{ b }}{% set c %}<b>{{ page.title }}</b>{% endset %}{{ c }}';
    expect(rendered({ 'page.njk': text })).toBe('55<b>A</b>');
  });
});

describe('a member', () => {
  it('that is a method stays with its object, at once and as a value', () => {
    const text =
      '{{ page.title.toLowerCase() }}{% set low = page.title.toLowerCase %}{{ low() }}' +
      '{% macro m(x) %}{{ x.toLowerCase() }}{% endmacro %}{{ m("M") }}{{ page["title"]["toLowerCase"]() }}';
    expect(rendered({ 'page.njk': text })).toBe('aama');
  });

  it('of nothing is nothing', () => {
    expect(rendered({ 'page.njk': '[{{ none.a.b }}{{ page.no.such }}{{ page[none] }}]' })).toBe(
      '[]',
    );
  });
});
