/** Expressions over values of every type: whatever a story says, its page is made. */
import { describe, expect, it } from 'vitest';
import { SiteDate } from '../../src/formats/dates/site-date.js';
import { createZone } from '../../src/formats/dates/zone.js';
import { createFilters } from '../../src/theme/filters/filters.js';
import { safe } from '../../src/theme/runtime/safe.js';
import { tests } from '../../src/theme/runtime/tests.js';
import { ODD_VALUES } from '../support/odd-values.js';
import { IS_FULL } from '../support/runs.js';
import { settings, theme } from './theme.js';

const VALUES: readonly unknown[] = [
  ...ODD_VALUES.values(),
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  new SiteDate(0, createZone('Asia/Shanghai')),
  safe('<b>x</b>'),
];

let turn = 0;

/** A template makes a page of every second pair of values, the next of the others; in the soak of all. */
function expectPages(text: string): void {
  const site = theme({
    'page.njk': `{% import "macros.njk" as m %}${text}`,
    'macros.njk': '{% macro hi(x, y, z=1) %}{{ x }}{{ y }}{{ z }}{{ caller }}{% endmacro %}',
  });
  expect(site.problems).toEqual([]);
  turn += 1;
  for (const [at, a] of VALUES.entries()) {
    for (const [other, b] of VALUES.entries()) {
      if (!IS_FULL && (at + other + turn) % 2 === 1) continue;
      try {
        site.render('page.njk', { page: { a, b }, site: { time: 1 }, a, b });
      } catch (error) {
        throw new Error(`${text} of values ${at} and ${other}`, { cause: error });
      }
    }
  }
}

const OPERATORS = '== != === !== < > <= >= + - * / // % ** ~ and or in'.split(' ');

describe('of any two values', () => {
  it.each(OPERATORS)('%s gives something', (operator) => {
    expectPages(`{{ a ${operator} b }}{{ 1 ${operator} b }}{{ a ${operator} "x" }}`);
    expectPages(`{% if page.a ${operator} page.b %}x{% endif %}`);
  });

  it.each([
    '{{ -a }}{{ +a }}{{ not a }}{{ - -a }}{{ a if a else b }}{{ a < b < a == b }}',
    '{{ a[b] }}{{ a[b][a] }}{{ a.b.c }}{{ page[a] }}{{ a.first }}{{ a.last }}{{ a.size }}',
    '{% for x in a %}{{ x }}{{ x.b }}{{ loop.index }}{% else %}-{% endfor %}',
    '{% for k, v in a %}{{ k }}={{ v }}{{ v == k }}{% endfor %}',
    '{% switch a %}{% case b %}1{% case "x" %}2{% default %}3{% endswitch %}',
    '{% set c = [a, b] %}{{ c }}{{ c == a }}{% set d = {x: a, "2": b, "1": a} %}{{ d }}{{ d == d }}',
    '{{ page.a.slice(b) }}{{ page.a.toUpperCase() }}{{ page.a.includes(b) }}{{ page.a.join(b) }}',
    '{{ page.a.repeat(page.b) }}{{ page.a.toFixed(b) }}{{ "x".padEnd(b) }}{{ page.a.b.trim() }}',
    '{% for x in a %}{{ x.trim() }}{% endfor %}{{ range(a, b) | size }}{{ range(a) | first }}',
    '{{ m.hi(a) }}{{ m.hi(a, b) }}{{ m.hi(y=a, z=b) }}{{ m.hi(a, b, a, b) }}{{ m.hi(a, z=b) }}',
    '{% call m.hi(a) %}{{ b }}{% endcall %}{% include a ignore missing %}{% include [a] %}{% set j = joiner(a) %}{{ j() }}{{ j() }}',
    '{% set c = cycler(a, b) %}{{ c.next() }}{{ c.next() }}{{ a in [b] }}{{ a in {x: b} }}',
  ])('%s', (text) => expectPages(text));

  it.each([...tests.keys()])('is %s answers', (name) => {
    expectPages(`{{ a is ${name} }}{{ a is ${name}(b) }}{{ [a] | select("${name}", b) }}`);
  });

  /** What these need is the author's to give: without it, or with a wrong one, they fail. */
  const strict = new Set(
    'divided_by modulo select reject where_exp find_exp group_by_exp'.split(' '),
  );
  const filters = createFilters(settings.filters, tests).keys();
  it.each([...filters])('| %s gives something', (name) => {
    expectPages(`{{ a | ${name}(b) }}{{ a | ${name}(b, a) }}{{ page.a | ${name}(b, b, true) }}`);
    if (!strict.has(name)) expectPages(`{{ a | ${name} }}{{ [a] | ${name}("x") }}`);
  });
});

describe('what is given', () => {
  const page = Object.fromEntries(ODD_VALUES);
  const show = (text: string): string =>
    theme({ 'page.njk': text }).render('page.njk', { page, odd: page['odd map'] });

  it.each([
    ['{{ page.map == "x" }} {{ page.map == page.map }} {{ page.map != "x" }}', 'false true true'],
    ['{{ page.map < 1 }} {{ page.map >= 1 }} {{ 1 < page.map }}', 'false false false'],
    ['{{ page.map + 1 }} {{ "x" ~ page.map }}', '{&quot;a&quot;:1}1 x{&quot;a&quot;:1}'],
    ['{{ page.map - 1 }} {{ page.text * 2 }}', 'NaN NaN'],
    ['{{ 1 == "1" }} {{ page.digits == 42 }} {{ page.digits + 1 }}', 'true true 421'],
    ['{{ 1 < 2 }} {{ "a" < "b" }} {{ 2 > 10 }} {{ "2" > "10" }}', 'true true false true'],
    ['{{ not 1 == 2 }} {{ 1 - -1 }} {{ 2 ** 3 }} {{ 7 // 2 }}', 'true 2 8 3'],
    ['{{ odd.constructor }}{{ odd.toString }}{{ odd.valueOf }}{{ odd.__proto__ }}', 'acdb'],
    ['{{ page.constructor }}{{ page.toString }}{% if page.valueOf %}x{% endif %}', ''],
    ['{% for k, v in {b: 1, "10": 2, a: 3, "9": 4} %}{{ k }} {% endfor %}', 'b 10 a 9 '],
    ['{{ {"__proto__": 1, constructor: 2} | jsonify | safe }}', '{"__proto__":1,"constructor":2}'],
    ['{% macro m(x, y=2) %}{{ x | size }}{{ y }}{% endmacro %}{{ m(odd) }}', '162'],
    ['{{ page.float | divided_by(page.zero) }}|{{ page.float.trim() }}', '|'],
  ])('%s is %s', (text, expected) => expect(show(text)).toBe(expected));

  it('is an error still where no story can be the reason', () => {
    for (const text of [
      '{{ 1 | divided_by(0) }}',
      '{{ nope(page.map) }}',
      '{{ nope.x(1) }}',
      '{{ page.map.nope() }}',
    ]) {
      expect(() => show(text)).toThrow(/division|not a function/);
    }
  });
});
