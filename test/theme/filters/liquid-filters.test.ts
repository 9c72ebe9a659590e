/** Filters as Liquid templates have them; `test/parity/liquid-filters.test.ts` asks Ruby. */
import { describe, expect, it } from 'vitest';
import { SiteDate } from '../../../src/formats/dates/site-date.js';
import { createZone } from '../../../src/formats/dates/zone.js';
import { StoryText } from '../../../src/theme/escape/story-text.js';
import { createFilters } from '../../../src/theme/filters/filters.js';
import { liquidFilters } from '../../../src/theme/filters/liquid/liquid-filters.js';
import { makeKeywordArgs } from '../../../src/theme/runtime/macros.js';
import { operations as op } from '../../../src/theme/runtime/operations.js';
import { safe } from '../../../src/theme/runtime/safe.js';
import { mapOf } from '../../../src/theme/runtime/template-values.js';
import { tests } from '../../../src/theme/runtime/tests.js';
import { lazyList } from '../../../src/theme/views/lazy-list.js';
import { ODD_VALUES } from '../../support/odd-values.js';
import { settings, UNTRACED } from '../theme.js';

const shared = createFilters(settings.filters, tests);
const filters = liquidFilters(shared, settings.filters.zone);
const zone = createZone('Asia/Shanghai');

function run(input: unknown, name: string, ...args: unknown[]): unknown {
  const filter = filters.get(name);
  if (filter === undefined) throw new Error(`There is no filter ${name}`);
  return filter.call({ seed: 'x', variable: () => undefined }, input, ...args);
}

const shown = (input: unknown, name: string, ...args: unknown[]): string =>
  String(op.liquidShown(run(input, name, ...args)));
const float = op.liquidFloat;
const map = (values: Readonly<Record<string, unknown>>): object => mapOf(Object.entries(values));

describe('numbers', () => {
  it.each<[string, unknown, string, ...unknown[]]>([
    ['3', 7, 'divided_by', 2],
    ['-4', -7, 'divided_by', 2],
    ['3.5', float(7), 'divided_by', 2],
    ['5.0', 10, 'divided_by', float(2)],
    ['2.857142857142857', 20, 'divided_by', float(7)],
    ['3.0', 0.3, 'divided_by', 0.1],
    ['0.3', 0.1, 'plus', 0.2],
    ['8.0', 10, 'minus', float(2)],
    ['12.3', '10.1', 'plus', '2.2'],
    ['3', '3x', 'plus', null],
    ['3.1', 10.1, 'modulo', float(7)],
    ['-0.5', 7.5, 'modulo', -2],
    ['2.68', 2.675, 'round', 2],
    ['3', 2.5, 'round'],
    ['-3', -2.5, 'round'],
    ['1300', 1250, 'round', -2],
    ['5.4', -5.4, 'abs'],
    ['7.0', float(7), 'at_least', 2],
    ['8', '8', 'at_most', 9],
    ['-5', -5.4, 'ceil'],
    ['6.0', [1, [2, float(3)]], 'sum'],
    ['1', true, 'to_integer'],
  ])('%s is %j | %s: %j', (expected, input, name, ...args) => {
    expect(shown(input, name, ...args)).toBe(expected);
  });

  it('tell of a division of a whole number by zero', () => {
    expect(() => run(1, 'divided_by', 0)).toThrow('divided by 0');
    expect(() => run(1, 'modulo', 'x')).toThrow('divided by 0');
    expect(shown(float(1), 'divided_by', 0)).toBe('Infinity');
  });
});

describe('texts', () => {
  it.each<[string, unknown, string, ...unknown[]]>([
    ['ab...', 'abcdefgh', 'truncate', 5],
    ['abcde', 'abcdefgh', 'truncate', 5, ''],
    ['a b...', 'a b c', 'truncatewords', 2],
    ['a b c', 'a b c', 'truncatewords', 3],
    ['abc', ['a', 'b', 'c'], 'join', ''],
    ['["a", "b"]!', ['a', 'b'], 'append', '!'],
    ['2.0', float(2), 'append', ''],
    ['{"A"=>NIL}', map({ a: null }), 'upcase'],
    ['a-b', 'a b', 'replace', ' ', '-'],
    ['&lt;b&gt; &#39;\\', "<b> '\\", 'escape'],
    ['&lt; &amp; &lt;', '&lt; & <', 'escape_once'],
    ['a &amp; b', '<p x="y">a &amp; <b>b</b><!-- <i> --><script>c</script>', 'strip_html'],
    ['a < b', 'a < b', 'strip_html'],
    ['<b><br />\n', '<b>\n', 'newline_to_br'],
    ['\u3000a', ' \u3000a\n', 'strip'],
    ['涨', '涨了', 'slice', 0],
    ['了', '涨了', 'slice', -1],
    ['{&quot;a&quot;=&gt;1}', map({ a: 1 }), 'inspect'],
    ['5rao', '涨', 'base64_encode'],
    ['March 14, 2016', 'March 14, 2016', 'date', null],
  ])('%j is %j | %s: %j', (expected, input, name, ...args) => {
    expect(shown(input, name, ...args)).toBe(expected);
  });

  it('are dates and addresses where Ruby finds such in them', () => {
    expect(shown('7', 'date', '%s')).toBe('7');
    expect(shown(new SiteDate(7000, zone), 'date', '%s')).toBe('7');
    expect(run([1], 'date', '%s')).toEqual([1]);
    expect(shown(map({ url: '/a.html' }), 'relative_url')).toBe('/base/a.html');
    expect(shown(undefined, 'relative_url')).toBe('');
  });

  it('in finished HTML take what a template puts in for what it is', () => {
    expect(run(safe('<table>'), 'replace', '<table', '<div><table')).toBe('<div><table>');
  });

  it('without tags are found in one look at each character', () => {
    const open = '<script'.repeat(200_000);
    expect(run(open, 'strip_html')).toBe(open);
  });
});

describe('lists', () => {
  const rows = [map({ a: 1, b: 'x' }), map({ a: '2', b: 'y' }), map({ b: 'x' })];

  it('are searched by texts in Jekyll’s form, by truth in Liquid’s', () => {
    expect(run(rows, 'where', 'a', '1')).toEqual([rows[0]]);
    expect(run(rows, 'where', 'a', 2)).toEqual([rows[1]]);
    expect(run(rows, 'where', 'a', null)).toEqual([rows[2]]);
    expect(run(rows, 'where', 'a')).toEqual([rows[0], rows[1]]);
    expect(run(rows, 'reject', 'a')).toEqual([rows[2]]);
    expect(run(rows, 'find', 'b', 'y')).toBe(rows[1]);
    expect(run(rows, 'find_index', 'b', 'y')).toBe(1);
    expect(run(rows, 'has', 'b', 'z')).toBe(false);
    expect(run('text', 'where', 'a', 'b')).toBe('text');
  });

  it('are sorted by numbers in texts, and by letters whatever their case', () => {
    const numbers = ['10', '9', '1'].map((a) => map({ a }));
    expect(run(numbers, 'sort', 'a')).toEqual([...numbers].reverse());
    expect(run(['b', 'C', null, 'A'], 'sort_natural')).toEqual(['A', 'b', 'C', null]);
    expect(run(rows, 'sort', 'a', 'last')).toEqual(rows);
  });

  it('have each value of a kind once', () => {
    expect(run([1, '1', float(1), 1, [1], [1]], 'uniq')).toEqual([1, '1', float(1)]);
    expect(run([map({ a: 1 }), map({ a: 1 })], 'uniq')).toHaveLength(1);
  });

  it('take a single value for a list of one', () => {
    expect(run('a,b', 'join', '#')).toBe('a,b');
    expect(run(undefined, 'join', '#')).toBe('');
    expect(run(map({ a: 1 }), 'map', 'a')).toEqual([1]);
    expect(run(5, 'size')).toBe(8);
    expect(run('a', 'push', 'b')).toBe('a');
  });

  it('are read no further than asked', () => {
    const reads: string[] = [];
    const source = { name: 'posts', length: 9, at: (index: number) => index };
    const posts = lazyList(source, {
      ...UNTRACED,
      record: (name) => void reads.push(name),
      prefix: (name, end) => void reads.push(`${name} ${end}`),
    });
    expect(run(posts, 'first')).toBe(0);
    expect(run(posts, 'slice', 1, 2)).toEqual([1, 2]);
    expect(reads).toEqual(['posts 1', 'posts 3']);
  });

  it('give what a story wrote with its mark', () => {
    const story = new StoryText('<b>');
    expect(run([map({ a: story })], 'map', 'a')).toEqual([story]);
    expect(run([map({ a: story })], 'group_by', 'a')).toMatchObject([{ name: story, size: 1 }]);
    expect(String(run([story, 'x'], 'join', '-'))).toBe('<b>-x');
  });
});

it('groups by expressions have a story’s names with their marks', () => {
  const stories = ['<b>', 'x', '<b>'].map((title) => map({ title: new StoryText(title) }));
  const groups = run(stories, 'group_by_exp', 'item', 'item.title | upcase');
  expect(groups).toMatchObject([
    { name: new StoryText('<B>'), size: 2 },
    { name: new StoryText('X'), size: 1 },
  ]);
});

describe('default', () => {
  it('is for nothing, false and what is empty', () => {
    for (const value of [undefined, null, false, '', [], map({}), new StoryText('')]) {
      expect(run(value, 'default', 'd')).toBe('d');
    }
    for (const value of [0, float(0), ' ', [null], true]) {
      expect(run(value, 'default', 'd')).toBe(value);
    }
  });

  it('keeps false where that is asked for', () => {
    expect(run(false, 'default', 'd', makeKeywordArgs({ allow_false: true }))).toBe(false);
    expect(run(false, 'default', makeKeywordArgs({ allow_false: true }))).toBe(false);
    expect(run(null, 'default', makeKeywordArgs({ allow_false: true }))).toBe('');
  });
});

it('are those of Nunjucks by name', () => {
  expect([...filters.keys()].sort()).toEqual([...shared.keys()].sort());
});

it('give something for any values, or say what an author did', () => {
  const values: unknown[] = [
    ...ODD_VALUES.values(),
    undefined,
    float(7),
    op.liquidRange(1, 3),
    op.liquidBlank(),
    new SiteDate(0, zone),
    safe('<b>x</b>'),
    new StoryText('x'),
    10n,
  ];
  const failures = new Set<string>();
  const args = [null, -1, 1.5, Number.MAX_SAFE_INTEGER, 'x', [1], map({ a: 1 }), float(2)];
  const own = [...filters.keys()].filter(
    (name) => filters.get(name) !== shared.get(name) && !name.endsWith('_exp'),
  );
  for (const name of own) {
    for (const a of values) {
      for (const b of args) {
        try {
          shown(a, name, b, b);
        } catch (error) {
          failures.add(`${name}: ${(error as Error).message.replace(/".*"/s, '…')}`);
        }
      }
    }
  }
  expect([...failures].sort()).toEqual(['divided_by: divided by 0', 'modulo: divided by 0']);
});
