import { describe, expect, it } from 'vitest';
import { failure, theme } from './theme.js';

/** A broken template, then line, column and (part of) the message that it must be told with. */
type Broken = readonly [string, number, number, string];

function told(text: string): readonly [number | undefined, number | undefined, string][] {
  const { problems } = theme({ 'page.njk': text, 'base.njk': '', 'parts/card.njk': '' });
  return problems.map(({ line, column, message }) => [line, column, message]);
}

describe('found when a template is loaded', () => {
  const broken: readonly Broken[] = [
    // Never closed: told at the opening, not at the end of the file.
    ['a\n{% if x %}\nb\n', 2, 1, '`{% if %}` is never closed'],
    ['\n\n  {% for x in y %}\n{{ x }}\n', 3, 3, '`{% for %}` is never closed'],
    ['{% block a %}\n{% if x %}\n{% endif %}\n', 1, 1, '`{% block %}` is never closed'],
    ['{% if a %}\n {% for x in y %}\n{% endfor %}\n', 1, 1, '`{% if %}` is never closed'],
    ['{% macro m() %}\nx', 1, 1, '`{% macro %}` is never closed'],
    ['x\n{% set a %}\nx', 2, 1, '`{% set %}` is never closed'],
    ['x\n{% switch a %}{% case 1 %}\nx', 2, 1, '`{% switch %}` is never closed'],
    ['x\n{% raw %}\n{{ x }}\n', 2, 1, '`{% raw %}` is never closed'],
    ['{% filter upper %}\nx', 1, 1, '`{% filter %}` is never closed'],
    ['a\n{# b\nc\n{{ d }}', 2, 1, '`{#` is never closed'],
    ['a\n {{ b\n', 2, 2, '`{{` is never closed'],
    ['a\n{{ b\n<p>{{ c }}</p>', 2, 1, '`{{` is never closed'],
    ['{% if a\n<p>{% endif %}', 1, 1, '`{%` is never closed'],
    ['a\n{{ "b }}\n', 2, 1, '`{{` is never closed'],
    ['a\n{% if b', 2, 1, '`{%` is never closed'],
    // Closed without being open, or by the wrong tag.
    ['a\n{% endif %}', 2, 4, '`{% endif %}` has no opening tag'],
    ['a\n{% else %}', 2, 4, '`{% else %}` has no opening tag'],
    ['{% for x in y %}\n{% endif %}\n{% endfor %}', 2, 4, '`{% endif %}` doesn’t fit'],
    ['{% switch x %}{% case 1 %}\n{% else %}{% endswitch %}', 2, 4, 'is written `{% default %}`'],
    ['a\n#} b', 2, 1, '`#}` ends a comment that was never opened'],
    // Not understood.
    ['a\n\n{% foo bar %}', 3, 4, 'There is no tag named `foo`'],
    ['{{ a }}\n{{ b c }}', 2, 6, '`}}` is expected here'],
    ['{{ f(\n  a,\n  b c\n) }}', 3, 5, 'Expected comma'],
    ['\n{% if a b %}{% endif %}', 2, 9, '`%}` is expected here, to end `{% if'],
    ['\n{% if %}{% endif %}', 2, 7, 'Unexpected token'],
    ['\n{% for x of y %}{% endfor %}', 2, 4, 'Expected "in" keyword'],
    ['{{ a.1 }}', 1, 6, 'Expected name as lookup value'],
    ['\n{{ a ? b : c }}', 2, 6, '`}}` is expected here'],
    ['\n{{ a && b }}', 2, 6, '`}}` is expected here'],
    ['\n{{ a! }}', 2, 5, ''],
    ['\n{{ a& }}', 2, 4, '`a&` is not a name'],
    ['{% import "base.njk" %}', 1, 4, 'Expected "as" keyword'],
    ['\n{% call foo %}{% endcall %}', 2, 1, '`{% call %}` can’t be understood'],
    ['\n{% from "base.njk" import none %}', 2, 1, '`{% from %}` can’t be understood'],
    ['\n{% if a %}{% else b %}{% endif %}', 2, 19, '`%}` is expected here, to end `{% else'],
    ['{% if a\n\n b %}{% endif %}', 3, 2, '`%}` is expected here'],
    ['{{ {1: 2} }}', 1, 5, ''],
    ['\n{% asyncEach x in y %}{% endeach %}', 2, 4, '`{% asyncEach %}` is not available'],
    [
      '{% block a %}{% endblock %}\n{% block a %}{% endblock %}',
      2,
      4,
      'Block `a` is defined twice',
    ],
    [
      '{% block a %}\n{% extends "base.njk" %}{% endblock %}',
      2,
      4,
      '`{% extends %}` stands inside',
    ],
    // Names that don't exist, wherever they hide.
    ['a\n{{ b\n  | nope }}', 3, 5, 'There is no filter named `nope`'],
    ['{% if a > (b | nope) %}{% endif %}', 1, 16, 'There is no filter named `nope`'],
    ['{% set a %}\n{{ b | nope }}{% endset %}', 2, 8, 'There is no filter named `nope`'],
    ['{% switch a %}\n{% case 1 %}{{ b | nope }}{% endswitch %}', 2, 20, 'There is no filter'],
    ['{{ f(x=(a | nope)) }}', 1, 13, 'There is no filter named `nope`'],
    ['\n{% filter nope %}x{% endfilter %}', 2, 11, 'There is no filter named `nope`'],
    ['\n{% if a is nope %}{% endif %}', 2, 7, 'There is no test named `nope`'],
    ['{{ a is odd == b }}', 1, 4, 'After `is` stands no test'],
    ['\n{% include "none.njk" %}', 2, 4, 'There is no template named `none.njk`'],
    ['{% extends "../../etc/passwd" %}', 1, 4, 'There is no template named `../../etc/passwd`'],
    ['\n\n{% import "m.njk" as m %}', 3, 4, 'There is no template named `m.njk`'],
    ['{% from "m.njk" import a %}', 1, 4, 'There is no template named `m.njk`'],
  ];

  it.each(broken)('%j', (text, line, column, message) => {
    const [first] = told(text);
    expect(first?.slice(0, 2)).toEqual([line, column]);
    expect(first?.[2]).toContain(message.replace('’', "'"));
  });

  it('tells all of them, in order', () => {
    const text = '{{ a | x1 }}\n{% include "none" %}{{ b | x2 }}\n{% if a is x3 %}{% endif %}';
    expect(told(text).map(([line, column]) => [line, column])).toEqual([
      [1, 8],
      [2, 4],
      [2, 28],
      [3, 7],
    ]);
  });

  it('has a frame and the nearest names', () => {
    const site = theme({ 'a.njk': 'one\ntwo {{ 标题 | upcse }}\nthree', 'parts/card.njk': '' });
    expect(site.problems).toEqual([
      {
        code: 'template-unknown-filter',
        severity: 'error',
        message: 'There is no filter named `upcse`',
        hint: 'Did you mean `upcase`?',
        file: 'templates/a.njk',
        line: 2,
        column: 13,
        frame: [
          '  1 | one',
          '> 2 | two {{ 标题 | upcse }}',
          '    |               ^',
          '  3 | three',
        ].join('\n'),
      },
    ]);
    const hint = theme({ 'a.njk': '{% include "card.html" %}', 'parts/card.njk': '' }).problems[0]
      ?.hint;
    expect(hint).toBe('Did you mean `parts/card.njk`?');
  });

  it('takes no short name for another that has half of its letters', () => {
    const hintOf = (text: string): string | undefined =>
      theme({ 'a.njk': text, 'parts/head.njk': '', '404.njk': '' }).problems[0]?.hint;
    expect(hintOf('{% include "parts/nix.njk" %}')).toMatch(/^Templates are files in templates\//);
    expect(hintOf('{% include "parts/hed.njk" %}')).toBe('Did you mean `parts/head.njk`?');
    expect(hintOf('{{ x | loud }}')).toMatch(/your own are modules in templates\/filters\/\.$/);
    expect(hintOf('{{ x | rond }}')).toBe('Did you mean `round`?');
  });

  it('knows the id of a heading', () => {
    const hint = theme({ 'page.njk': '## A {#b}\n' }).problems[0]?.hint;
    expect(hint).toBe('Close it with `#}`. An id for a heading is `{: #b}` in the next line.');
  });

  it('leaves a missing template that may be missing alone', () => {
    expect(told('{% include "none.njk" ignore missing %}')).toEqual([]);
  });
});

describe('found when a template runs', () => {
  const context = { page: { title: 'T' } };
  const runs: readonly Broken[] = [
    ['a\n{{ page.go() }}', 2, 11, '`page.go` is not a function'],
    ['{{ page.title }}\n\n  {{ nope(1) }}', 3, 10, '`nope` is not a function'],
    ['a\n{{ 1\n | divided_by(0) }}', 3, 4, 'Filter `divided_by`: division by zero'],
    ['{{ (1 | divided_by(0)) | plus(\n2) }}', 1, 9, 'Filter `divided_by`'],
    ['{{ 1 | divided_by(\n 1 | minus(1)) }}', 1, 8, 'Filter `divided_by`'],
    ['{% if true %}\n{% for x in [1] %}\n{{ x.y.z() }}{% endfor %}{% endif %}', 3, 9, '`x.y.z`'],
    ['{% set a = 1 %}\n{% set b = 1 | modulo(0) %}', 2, 16, 'Filter `modulo`'],
    ['{% block a %}\nx{% endblock %}\n{{ nope() }}', 3, 8, '`nope` is not a function'],
    ['{% block a %}\n{{ nope() }}{% endblock %}', 2, 8, '`nope` is not a function'],
    ['{% block a %}\n{{ super() }}{% endblock %}', 2, 9, 'no parent for `super()`'],
    ['\n{% include page.title %}', 2, 4, 'There is no template named `T`'],
    ['{% macro m(x) %}\n{{ x.y() }}{% endmacro %}\n{{ m(1) }}', 2, 7, '`x.y` is not a function'],
    ['\n{% for x in [1] | where_exp("x", "x =") %}{% endfor %}', 2, 19, 'Filter `where_exp`'],
    ['\n\n{% from "macros.njk" import ho %}', 3, 4, 'The template has no `ho`'],
    ['\n{% for i in range(1000000000) %}x{% endfor %}', 2, 18, 'at most 1,000,000 entries'],
    ['{{ range(5, -5000000, -1) }}', 1, 9, 'at most 1,000,000 entries'],
    ['{{ range(9007199254740992, 9007199254740994) }}', 1, 9, 'at most 1,000,000 entries'],
    ['{{ range(9007199254740990, 9007199254740991, 0.1) }}', 1, 9, 'at most 1,000,000 entries'],
    ['{{ range(9007199254740989, 9007199254740991, 0.5) }}', 1, 9, 'at most 1,000,000 entries'],
    ['{{ [1] | select("nope") }}', 1, 10, 'There is no test named `nope`'],
    ['{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}', 1, 20, 'without end'],
  ];

  it.each(runs)('%j', (text, line, column, message) => {
    const site = theme({
      'page.njk': text,
      'macros.njk': '{% macro hi(x) %}\n{{ x.y() }}{% endmacro %}',
    });
    expect(site.problems).toEqual([]);
    const problem = failure(() => site.render('page.njk', context));
    expect([problem.line, problem.column]).toEqual([line, column]);
    expect(problem.message).toContain(message);
    expect(problem.file).toBe('templates/page.njk');
  });

  it('names the template where it happened, not the one that called it', () => {
    const site = theme({
      'base.njk': '\n{% block main %}{% endblock %}',
      'page.njk': '{% extends "base.njk" %}{% block main %}{% include "part.njk" %}{% endblock %}',
      'part.njk': '{% import "macros.njk" as m %}\n{{ m.hi(1) }}',
      'macros.njk': '{% macro hi(x) %}\n\n{{ x.y() }}{% endmacro %}',
    });
    const problem = failure(() => site.render('page.njk', {}));
    expect(problem).toMatchObject({ file: 'templates/macros.njk', line: 3, column: 7 });
    expect(problem.frame).toContain('> 3 | {{ x.y() }}');
  });

  it('names an unknown template that is asked for', () => {
    const problem = failure(() => theme({ 'post.njk': '' }).render('pots.njk', {}));
    expect(problem).toMatchObject({
      code: 'template-unknown-template',
      hint: 'Did you mean `post.njk`?',
    });
  });

  it('says where names stand when none is near', () => {
    const code = '{{ x | zzzzzzzz }}{{ x is qqqqqqqq }}{% include "wwwwwwww.njk" %}';
    const hints = theme({ 'page.njk': code }).problems.map(({ hint }) => hint);
    expect(hints).toEqual([
      'docs/filters.md lists those of finews; your own are modules in templates/filters/.',
      'Tests are those of Nunjucks; there are no others.',
      'Templates are files in templates/, and are named by their path below it.',
    ]);
  });

  it('fails with what was found when loading', () => {
    const site = theme({ 'page.njk': '{% include "bad.njk" %}', 'bad.njk': 'x\n{{ y | nope }}' });
    expect(failure(() => site.render('page.njk', {}))).toEqual(site.problems[0]);
  });
});

describe('templates that use each other', () => {
  it('names the chain of includes', () => {
    const site = theme({
      'page.njk': '{% include "a.njk" %}',
      'a.njk': 'a\n{% include "b.njk" %}',
      'b.njk': '{% include "a.njk" %}',
    });
    const { message, line } = failure(() => site.render('page.njk', {}));
    expect(message).toMatch(
      /include each other without end: (a.njk → b.njk → a|b.njk → a.njk → b)/,
    );
    expect(line).toBeGreaterThan(0);
  });

  it('lets a template include itself as long as it ends', () => {
    const text = '{{ n }}{% if n > 0 %}{% set n = n - 1 %}{% include "page.njk" %}{% endif %}';
    expect(theme({ 'page.njk': text }).render('page.njk', { n: 40 })).toMatch(/^4039.*10$/);
  });

  it('names the chain of extends', () => {
    const site = theme({ 'a.njk': '{% extends "b.njk" %}', 'b.njk': '\n{% extends "a.njk" %}' });
    const problem = failure(() => site.render('a.njk', {}));
    expect(problem.message).toBe('Templates extend each other: a.njk → b.njk → a.njk');
    expect(problem).toMatchObject({ file: 'templates/b.njk', line: 2 });
  });

  it('ends for imports of each other', () => {
    const site = theme({
      'a.njk': '{% import "b.njk" as b %}',
      'b.njk': '{% import "a.njk" as a %}',
    });
    expect(failure(() => site.render('a.njk', {})).message).toContain('without end');
  });
});
