import { describe, expect, it } from 'vitest';
import { StoryText } from '../../../src/theme/escape/story-text.js';
import { liquidRules, parseExpression } from '../../../src/theme/filters/expression.js';
import type { Filter } from '../../../src/theme/filters/filter.js';
import { mapOf } from '../../../src/theme/runtime/template-values.js';

const filters = new Map<string, Filter>([
  ['plus', (input, by) => Number(input) + Number(by)],
  ['size', (input) => JSON.stringify(input).length],
]);
const scope = { seed: '', variable: () => undefined };
const item = { a: 1, b: 'x', list: ['x', 'y'], map: { 'k-1': 2 }, none: null, name: '新闻' };

function value(source: string): unknown {
  const names: Readonly<Record<string, unknown>> = { item, other: 2, 标题: '题' };
  return parseExpression(source, filters)(scope, (name) => names[name]);
}

describe('parseExpression', () => {
  it.each([
    ['item.a == 1', true],
    ['item.a != 1', false],
    ['item.a <> 2', true],
    ['item.a < other', true],
    ['item.a >= other', false],
    ['item.missing > 0', false],
    ['item.missing == nil', true],
    ['item.none == empty', true],
    ['item.b == "x" and item.a == 1', true],
    ["item.b == 'y' or item.a == 1", true],
    ['not item.missing', true],
    ['not (item.a == 1 and item.b == "x")', false],
    ['item.list contains "x"', true],
    ['item.b contains "z"', false],
    ['"y" in item.list', true],
    ['item.list.size', 2],
    ['item.list.first', 'x'],
    ['item.list[1]', 'y'],
    ['item.map["k-1"]', 2],
    ['item.name.size == 2', true],
    ['item.a | plus: 2', 3],
    ['item.a | plus(other) | plus: -1.5', 1.5],
    ['标题 == "题"', true],
    ['item.constructor', undefined],
    ['item.b == true', false],
    ['"and"', 'and'],
    ['item.list == blank', false],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  it.each([
    '',
    'item.a ==',
    'item.a = 1',
    '(item',
    'item.a b',
    'a | nope',
    'a | plus(1',
    'a &',
    '"a',
    'a[1',
  ])('refuses %j', (source) => {
    expect(() => value(source)).toThrow(/can't be read|no filter named/);
  });
});

describe('in a Liquid template', () => {
  const names: Readonly<Record<string, unknown>> = { item: mapOf(Object.entries(item)), yes: true };
  const of = (source: string): unknown =>
    parseExpression(source, filters, liquidRules)(scope, (name) => names[name]);

  it.each([
    // From the right, as Jekyll has it.
    ['nothing and yes or yes', false],
    ['yes or nothing and nothing', true],
    ['item.a == "1"', false],
    ['item.a == 1.0', true],
    ['item.a < "2"', false],
    ['item.list contains "x"', true],
    ['item.list.last', 'y'],
    ['item.list[-1]', 'y'],
    ['item.none == blank', true],
    ['item.none == empty', false],
    ['item.name.size', 2],
    ['item.a | plus: 2', 3],
  ])('%s', (source, expected) => {
    expect(of(source)).toEqual(expected);
  });

  it('what a filter gives of a story’s text is a story’s', () => {
    const story = new StoryText('<b>');
    const twice = new Map<string, Filter>([['twice', (input) => `${String(input)}!`]]);
    const expression = parseExpression('item | twice', twice, liquidRules);
    expect(expression(scope, () => story)).toEqual(new StoryText('<b>!'));
  });
});
