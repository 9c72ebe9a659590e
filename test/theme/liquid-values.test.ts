/** Liquid's values: truth, comparisons, members, cuts, printing, as Ruby's Liquid has them. */
import { describe, expect, it } from 'vitest';
import { SiteDate } from '../../src/formats/dates/site-date.js';
import { createZone } from '../../src/formats/dates/zone.js';
import { Mixed, ORIGIN, StoryText } from '../../src/theme/escape/story-text.js';
import { operations as op } from '../../src/theme/runtime/operations.js';
import { safe } from '../../src/theme/runtime/safe.js';
import { mapOf, SHOWN } from '../../src/theme/runtime/template-values.js';
import type { DependencyRecorder } from '../../src/theme/views/dependencies.js';
import { lazyList } from '../../src/theme/views/lazy-list.js';
import { ODD_VALUES } from '../support/odd-values.js';
import { UNTRACED } from './theme.js';

const zone = createZone('Asia/Shanghai');
const map = (values: Readonly<Record<string, unknown>>): object => mapOf(Object.entries(values));
const shown = (value: unknown): string => String(op.liquidShown(value));

/** A list of the numbers below `length`, and what was read of it. */
function traced(length: number): { list: readonly number[]; reads: string[] } {
  const reads: string[] = [];
  const recorder: DependencyRecorder = {
    ...UNTRACED,
    record: (name: string) => void reads.push(name),
    prefix: (name: string, end: number) => void reads.push(`${name} ${end}`),
  };
  return { list: lazyList({ name: 'posts', length, at: (index) => index }, recorder), reads };
}

class Story {
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
  get title(): string {
    return 'title';
  }
  [SHOWN](): object {
    return { url: this.url };
  }
}

describe('truth', () => {
  it('is of all but nothing and false', () => {
    for (const value of [0, '', [], map({}), safe(''), op.liquidBlank(), op.liquidFloat(0)]) {
      expect(op.liquidTrue(value)).toBe(true);
    }
    for (const value of [undefined, null, false]) expect(op.liquidTrue(value)).toBe(false);
  });
});

describe('equality', () => {
  it('is of values, not of types that look alike', () => {
    expect(op.liquidEqual(1, '1')).toBe(false);
    expect(op.liquidEqual(1, true)).toBe(false);
    expect(op.liquidEqual(1, op.liquidFloat(1))).toBe(true);
    expect(op.liquidEqual(undefined, null)).toBe(true);
    expect(op.liquidEqual(undefined, false)).toBe(false);
    expect(op.liquidEqual(safe('a'), 'a')).toBe(true);
    expect(op.liquidEqual(new SiteDate(1, zone), new SiteDate(1, zone))).toBe(true);
  });

  it('looks into lists and maps, and knows a story by its address', () => {
    expect(op.liquidEqual(['a', [1]], ['a', [op.liquidFloat(1)]])).toBe(true);
    expect(op.liquidEqual(['a'], ['a', 'b'])).toBe(false);
    expect(op.liquidEqual(map({ a: 1 }), map({ a: 1 }))).toBe(true);
    expect(op.liquidEqual(map({ a: 1 }), map({ b: 1 }))).toBe(false);
    expect(op.liquidEqual(new Story('/a'), new Story('/a'))).toBe(true);
    expect(op.liquidEqual(new Story('/a'), new Story('/b'))).toBe(false);
    expect(op.liquidEqual(op.liquidRange(1, 2), op.liquidRange('1', 2))).toBe(true);
  });

  it('asks whether a value is empty or blank', () => {
    const [empty, blank] = [op.liquidEmpty(), op.liquidBlank()];
    for (const value of ['', [], map({}), safe('')]) {
      expect(op.liquidEqual(value, empty)).toBe(true);
      expect(op.liquidEqual(blank, value)).toBe(true);
    }
    for (const value of [undefined, null, false, ' \n']) {
      expect(op.liquidEqual(value, empty)).toBe(false);
      expect(op.liquidEqual(value, blank)).toBe(true);
    }
    for (const value of [0, true, 'a', [null], map({ a: 1 }), new SiteDate(0, zone)]) {
      expect(op.liquidEqual(value, empty)).toBe(false);
      expect(op.liquidEqual(value, blank)).toBe(false);
    }
    expect(op.liquidEqual(empty, blank)).toBe(false);
  });
});

describe('order', () => {
  it('is of two numbers, two texts, two dates', () => {
    expect(op.liquidLess(1, op.liquidFloat(2))).toBe(true);
    expect(op.liquidLess('abc', 'acb')).toBe(true);
    // By code point, as Ruby compares bytes.
    expect(op.liquidLess('\uff5e', '\u{1f600}')).toBe(true);
    expect(op.liquidMore(new SiteDate(2, zone), new SiteDate(1, zone))).toBe(true);
    expect(op.liquidAtMost(2, 2)).toBe(true);
    expect(op.liquidAtLeast(2, 3)).toBe(false);
  });

  it('is of nothing else: what Ruby refuses to compare is false', () => {
    for (const [a, b] of [
      [1, '2'],
      [undefined, 1],
      [true, false],
      [[1], [2]],
      [map({}), 1],
      [1, op.liquidBlank()],
      [new SiteDate(0, zone), 5],
    ]) {
      expect(op.liquidLess(a, b) || op.liquidAtMost(a, b)).toBe(false);
      expect(op.liquidMore(a, b) || op.liquidAtLeast(a, b)).toBe(false);
    }
  });
});

describe('contains', () => {
  it('is of parts, entries and keys', () => {
    expect(op.liquidContains('hel9lo', 9)).toBe(true);
    expect(op.liquidContains(safe('<b>a</b>'), 'a')).toBe(true);
    expect(op.liquidContains([1, 'a'], 'a')).toBe(true);
    expect(op.liquidContains([1, 'a'], '1')).toBe(false);
    expect(op.liquidContains([false, null], false)).toBe(false);
    expect(op.liquidContains(map({ a: 1 }), 'a')).toBe(true);
    expect(op.liquidContains(map({}), 'toString')).toBe(false);
    expect(op.liquidContains(op.liquidRange(1, 5), 5)).toBe(true);
    expect(op.liquidContains(undefined, 'a')).toBe(false);
    expect(op.liquidContains(5, 5)).toBe(false);
  });
});

describe('members', () => {
  it('are positions of a list, and its size and ends', () => {
    const list = ['a', 'b', 'c'];
    expect([0, -1, 3, -4].map((at) => op.liquidMember(list, at))).toEqual([
      'a',
      'c',
      undefined,
      undefined,
    ]);
    const named = ['first', 'last', 'size', 'length', 'map', '0'];
    expect(named.map((key) => op.liquidMember(list, key))).toEqual([
      ...['a', 'c', 3],
      ...[undefined, undefined, undefined],
    ]);
  });

  it('are the keys of a map before its size and first', () => {
    expect(op.liquidMember(map({ a: 1, size: 9 }), 'size')).toBe(9);
    expect(op.liquidMember(map({ a: 1 }), 'size')).toBe(1);
    expect(op.liquidMember(map({ a: 1 }), 'first')).toEqual(['a', 1]);
    expect(op.liquidMember(map({ a: 1 }), 'last')).toBeUndefined();
    expect(op.liquidMember(map({ 1: 'x' }), 1)).toBe('x');
  });

  it('are never what the language has of its own', () => {
    for (const value of [new Story('/a'), map({}), [], 'a', {}, safe('a'), new SiteDate(0, zone)]) {
      for (const key of ['constructor', '__proto__', 'toString', 'slice', 'ms', 'prototype']) {
        expect(op.liquidMember(value, key)).toBeUndefined();
      }
    }
    expect(op.liquidMember(new Story('/a'), 'title')).toBe('title');
  });

  it('counts a text in characters', () => {
    expect(op.liquidMember('涨👍', 'size')).toBe(2);
    expect(op.liquidMember(safe('ab'), 'size')).toBe(2);
    expect(op.liquidMember('ab', 'first')).toBeUndefined();
  });
});

describe('cuts', () => {
  it('are read no further than they say', () => {
    const { list, reads } = traced(100);
    expect(op.liquidCut(list, 2, 3, false)).toEqual([2, 3, 4]);
    expect(op.liquidMember(list, 'first')).toBe(0);
    expect(reads).toEqual(['posts 5', 'posts 1']);
  });

  it('take texts for numbers, and are turned round at last', () => {
    const list = [1, 2, 3, 4, 5, 6];
    expect(op.liquidCut(list, '1', '3', true)).toEqual([4, 3, 2]);
    expect(op.liquidCut(list, null, undefined, false)).toEqual(list);
    expect(op.liquidCut(list, -1, 3, false)).toEqual([1, 2]);
    expect(op.liquidCut(list, 0, -1, false)).toEqual([]);
    expect(op.liquidCut(list, 9, 1, false)).toEqual([]);
  });

  it('of maps are pairs, of a text it, of nothing none', () => {
    expect(op.liquidEntries(map({ a: 1, b: 2 }))).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(op.liquidCut(map({ a: 1, b: 2 }), 1, 1, false)).toEqual([['b', 2]]);
    expect(op.liquidCut('hello', 1, 1, false)).toEqual(['hello']);
    for (const value of ['', undefined, null, true, 5, op.liquidBlank(), new SiteDate(0, zone)]) {
      expect(op.liquidEntries(value)).toEqual([]);
    }
  });

  it('of ranges are bounded', () => {
    expect(op.liquidEntries(op.liquidRange(1, 3))).toEqual([1, 2, 3]);
    expect(op.liquidEntries(op.liquidRange(3, 1))).toEqual([]);
    expect(op.liquidEntries(op.liquidRange('x', op.liquidFloat(2)))).toEqual([0, 1, 2]);
    expect(op.liquidCut(op.liquidRange(-5, 1e9), 5, 2, true)).toEqual([1, 0]);
    const all = op.liquidEntries(op.liquidRange(1, 1e9));
    expect(all.length).toBe(1_000_000);
    expect(op.liquidMember(op.liquidRange(1, 1e9), 'size')).toBe(1e9);
  });
});

describe('printing', () => {
  it.each([
    [undefined, ''],
    [null, ''],
    [true, 'true'],
    [1.5, '1.5'],
    [op.liquidFloat(2), '2.0'],
    [1e15, '1000000000000000'],
    [1e22, '10000000000000000000000'],
    [op.liquidFloat(1e20), '1.0e+20'],
    [0.00001, '1.0e-05'],
    [[1, [undefined, op.liquidFloat(2)], 'a'], '12.0a'],
    [map({ a: 1, b: ['x', null] }), '{"a"=>1, "b"=>["x", nil]}'],
    [map({ a: '"#{b}"\n\u0000' }), '{"a"=>"\\"\\#{b}\\"\\n\\u0000"}'],
    [op.liquidRange(1, 5), '1..5'],
    [op.liquidEmpty(), ''],
    [new SiteDate(1_652_713_460_000, zone), '2022-05-16 23:04:20 +0800'],
  ])('of %j is %s', (value, expected) => expect(shown(value)).toBe(expected));

  it('leaves finished HTML what it is', () => {
    const html = safe('<b>');
    expect(op.liquidShown(html)).toBe(html);
  });
});

describe('texts of stories', () => {
  const story = new StoryText('a<b');

  it('are texts: equal, ordered, searched, counted, keys', () => {
    expect(op.liquidEqual(story, 'a<b')).toBe(true);
    expect(op.liquidEqual(new StoryText(''), op.liquidEmpty())).toBe(true);
    expect(op.liquidLess(story, 'b')).toBe(true);
    expect(op.liquidContains(story, '<')).toBe(true);
    expect(op.liquidContains(['a<b'], story)).toBe(true);
    expect(op.liquidMember(story, 'size')).toBe(3);
    expect(op.liquidMember(map({ 'a<b': 1 }), story)).toBe(1);
    expect(op.liquidEntries(story)).toEqual([story]);
    expect(op.liquidRange(new StoryText('1'), 2)).toEqual(op.liquidRange(1, 2));
  });

  it('keep their marks where they are printed', () => {
    expect(op.liquidShown(story)).toBe(story);
    expect(op.liquidShown(['x', [story]])).toEqual(new Mixed(['x', story]));
    expect(op.liquidShown(map({ a: story }))).toEqual(new StoryText('{"a"=>"a<b"}'));
    const view = new Story('/a<b');
    expect(op.liquidShown(view)).toEqual(new StoryText('{"url":"/a<b"}'));
    expect(op.liquidShown(map({ a: [view] }))).toBeInstanceOf(StoryText);
    expect(op.liquidShown([view])).toBeInstanceOf(Mixed);
    const page = { title: 'a<b', [ORIGIN]: () => true };
    expect(op.liquidShown(page)).toEqual(new StoryText('{"title"=>"a<b"}'));
    expect(op.liquidMember(page, 'title')).toEqual(story);
    expect(op.liquidEntries(page)).toEqual([[new StoryText('title'), story]]);
  });
});

it('gives something for any values', () => {
  const values: unknown[] = [
    ...ODD_VALUES.values(),
    undefined,
    Number.NaN,
    op.liquidFloat(7),
    op.liquidRange(1, 3),
    op.liquidBlank(),
    op.liquidEmpty(),
    new SiteDate(0, zone),
    new Story('/a'),
    safe('<b>x</b>'),
    new StoryText('x'),
    new Mixed(['a', new StoryText('x')]),
    () => 1,
    Symbol('a'),
    10n,
    new Set([1]),
  ];
  const pairs = [op.liquidEqual, op.liquidLess, op.liquidAtMost, op.liquidContains];
  for (const a of values) {
    op.liquidTrue(a);
    op.liquidShown(a);
    op.liquidEntries(a);
    op.liquidFloat(a);
    for (const b of values) {
      for (const operation of [...pairs, op.liquidMember, op.liquidRange]) operation(a, b);
      expect(op.liquidCut(a, b, b, true).length).toBeGreaterThanOrEqual(0);
    }
  }
});
