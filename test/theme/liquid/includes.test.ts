/** Jekyll's `include` and its like: parameters end with it, what it assigns does not. */
import { describe, expect, it } from 'vitest';
import { createTheme } from '../../../src/theme/engine.js';
import { failure, settings } from '../theme.js';
import { liquidTheme, renderLiquid, told } from './liquid-theme.js';

describe('include', () => {
  it('names a file with or without a slash before it, as Ruby joins paths', () => {
    const layout =
      '{% assign n = "/a.html" %}{% include /a.html %}{% include {{ n }} %}{% include a.html %}';
    expect(renderLiquid(layout, {}, { 'a.html': 'A' })).toBe('AAA');
  });

  it('has its parameters as `include.…`, whatever they are called', () => {
    const layout = '{% capture x %}X{% endcapture %}{% include c.html content=x %}|{{ content }}';
    const includes = { 'c.html': '<b>{{ include.content }}</b>' };
    expect(renderLiquid(layout, { content: 'BODY' }, includes)).toBe('<b>X</b>|BODY');
  });

  it('forgets the parameters of another include', () => {
    const layout = '{% include p.html a="1" b="2" %}{% include p.html a="3" %}[{{ include.a }}]';
    const includes = { 'p.html': 'P[{{ include.a }}|{{ include.b }}]' };
    expect(renderLiquid(layout, {}, includes)).toBe('P[1|2]P[3|][]');
  });

  it('has no parameters but those that it is given', () => {
    const layout = '{% include p.html a="1" __proto__="x" %}';
    const includes = {
      'p.html':
        '{{ include.constructor }}{{ include.toString }}{% if include.valueOf %}v{% endif %}[{{ include.__proto__ }}{{ include.size }}]{{ include | jsonify }}',
    };
    expect(renderLiquid(layout, {}, includes)).toBe('[x2]{"a":"1","__proto__":"x"}');
  });

  it('has its parameters however a template calls a variable of its own', () => {
    const layout = '{% include p.html a="1" %}{% for include in list %}{{ include.a }}{% endfor %}';
    const includes = { 'p.html': '{{ include.a }}{% assign include = 2 %}{{ include.a }}' };
    expect(renderLiquid(layout, { list: [{ a: 3 }] }, includes)).toBe('113');
  });

  it('assigns for what includes it', () => {
    const layout = '{% include lang.html %}[{{ lang }}{{ other }}]';
    const includes = {
      'lang.html': '{% assign lang = "zh" %}{% include more.html %}',
      'more.html': '{% capture other %}!{% endcapture %}',
    };
    expect(renderLiquid(layout, {}, includes)).toBe('[zh!]');
  });

  it('sees the variables of loops and of the page, and the parameters around it', () => {
    const layout =
      '{% for x in list %}{% include a.html n=x %}{% endfor %}{{ x }}{% include b.html %}';
    const includes = {
      'a.html':
        '{{ x }}{{ forloop.index }}{{ page.t }}{% include b.html %}{% include c.html m=1 %} ',
      'b.html': '({{ include.n }})',
      'c.html': '({{ include.n }}{{ include.m }})',
    };
    const data = { list: ['x', 'y'], page: { t: 'T' } };
    expect(renderLiquid(layout, data, includes)).toBe('x1T(x)(1) y2T(y)(1) ()');
  });

  it('takes texts, numbers, words and paths as parameters', () => {
    const layout = `{% include p.html a="say \\"x\\"" b='it' c=2 d=true e=page.t f-g=nothing %}`;
    const includes = {
      'p.html':
        '{{ include.a }}|{{ include.b }}|{{ include.c | plus: 1 }}|{{ include.d }}|{{ include.e }}|{{ include.f-g }}',
    };
    expect(renderLiquid(layout, { page: { t: 'T' } }, includes)).toBe('say "x"|it|3|true|T|');
  });

  it('has names that are put together', () => {
    const layout = '{% include {{ page.file }} a=1 %}{% include parts/{{ page.name }}.html %}';
    const includes = { 'x.html': 'X{{ include.a }}', 'parts/y.html': 'Y' };
    const data = { page: { file: 'x.html', name: 'y' } };
    expect(renderLiquid(layout, data, includes)).toBe('X1Y');
  });

  it('ends the loop around it with its `break`', () => {
    const layout = '{% for x in list %}{{ x }}{% include stop.html %}-{% endfor %}|';
    const includes = {
      'stop.html': '{% if x == 2 %}{% break %}{% endif %}{% if x == 1 %}{% continue %}{% endif %}',
    };
    expect(renderLiquid(layout, { list: [0, 1, 2, 3] }, includes)).toBe('0-12|');
  });

  it('goes on with counters and cycles', () => {
    const layout = '{% include n.html %}{% increment n %}{% include n.html %}{{ n }}';
    const includes = { 'n.html': '{% increment n %}{% cycle "a", "b" %}' };
    expect(renderLiquid(layout, {}, includes)).toBe('0a12b3');
  });

  it('is the same when it is cached', () => {
    const layout = '{% include_cached p.html a=1 %}{% include_cached p.html a=2 %}';
    expect(renderLiquid(layout, {}, { 'p.html': '{{ include.a }}' })).toBe('12');
  });

  it('names a file that isn’t there where it runs, and only there', () => {
    const layout = '{% if page.x %}{% include no.html %}{% endif %}.\n {% include card.htm %}';
    expect(told(layout, { 'card.html': '' })).toEqual([]);
    expect(renderLiquid('{% if page.x %}{% include no.html %}{% endif %}.')).toBe('.');
    const problem = failure(() => renderLiquid(layout, {}, { 'card.html': '' }));
    expect(problem).toMatchObject({ file: '_layouts/page.html', line: 2, column: 2 });
    expect(problem.message).toBe('There is no include named `card.htm`');
    expect(problem.hint).toBe('Did you mean `card.html`?');
    expect(problem.frame).toContain('{% include card.htm %}');
  });

  it('names no template that it can’t have', () => {
    const problem = failure(() => renderLiquid('{% include pgae.html %}', {}, { 'x.md': '' }));
    expect(problem.hint).toBe('Write that file into `_includes`, or remove the tag.');
  });

  it('tells a fault in the file it is in', () => {
    const problem = failure(() =>
      renderLiquid('{% include a.html %}', {}, { 'a.html': '\n{% if %}' }),
    );
    expect(problem).toMatchObject({ file: '_includes/a.html', line: 2 });
  });

  it('has an end', () => {
    const includes = { 'a.html': '{% include b.html %}', 'b.html': '{% include a.html %}' };
    const problem = failure(() => renderLiquid('{% include a.html %}', {}, includes));
    expect(problem.message).toContain('without end');
  });
});

describe('render', () => {
  const includes = {
    'card.html': '[{{ x }}{{ card }}{{ page.t }}{{ forloop.index }}]{% assign y = 1 %}',
  };

  it('sees nothing but its parameters, and sets nothing outside', () => {
    const layout =
      '{% assign x = "out" %}{% render "card.html", x: page.t %}{% render "card" %}{{ y }}';
    expect(renderLiquid(layout, { page: { t: 'T' } }, includes)).toBe('[T][]');
  });

  it('takes a value, or each entry of a list', () => {
    const layout =
      '{% render "card.html" with page.t %}{% render "card" for list as x %}{% render "card.html" with page.t as x %}';
    expect(renderLiquid(layout, { page: { t: 'T' }, list: ['a', 'b'] }, includes)).toBe(
      '[T][a1][b2][T]',
    );
  });
});

describe('layouts', () => {
  it('have parents of either language', () => {
    const files = [
      [
        'layouts/a.html',
        'liquid',
        '---\nlayout: b\nx: inner\n---\n<i>{{ content }}</i>{{ layout.x }}',
      ],
      ['b.njk', 'nunjucks', '---\nlayout: c\n---\n<b>{{ content }}{{ "<" }}</b>'],
      ['layouts/c.html', 'liquid', '<main>{{ content }}</main>{{ layout.x }}{% assign z = 1 %}'],
    ] as const;
    const theme = createTheme(
      files.map(([name, syntax, text]) => ({ name, syntax, path: name, text })),
      settings,
    );
    expect(theme.problems).toEqual([]);
    const page = theme.render('layouts/a.html', { content: '<p>x</p>' });
    expect(page).toBe('<main><b><i><p>x</p></i>inner&lt;</b></main>inner');
  });
});

describe('tags that finews does not have', () => {
  it('are told once each, with their count, and print nothing', () => {
    const layout =
      'a{% figure x.png %}{% figure y.png %}b{% box %}in{% box %}{% endbox %}{% endbox %}c';
    const theme = liquidTheme(`${layout}{% include p.html %}`, { 'p.html': '{% figure %}' });
    expect(theme.render('layouts/page.html', {})).toBe('abc');
    expect(theme.problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      [
        'template-unknown-tag',
        'warning',
        'The tag `figure` is not known, and prints nothing: 3 places',
      ],
      [
        'template-unknown-tag',
        'warning',
        'The tag `box` is not known, and prints nothing: 1 place',
      ],
    ]);
  });

  it('may be slips', () => {
    expect(told('{% asign x = 1 %}')[0]?.hint).toContain('`assign`');
  });
});
