import { describe, expect, it } from 'vitest';
import { createMemo } from '../../src/incremental/memo.js';

describe('what was made the last time', () => {
  it('is made once for the very same inputs, and anew for others', () => {
    const memo = createMemo();
    const list = [1];
    let made = 0;
    const ask = (...inputs: readonly unknown[]): { readonly number: number } =>
      memo.remake('plan', inputs, () => {
        made++;
        return { number: made };
      });
    expect(ask(list, 'a')).toBe(ask(list, 'a'));
    expect(ask([1], 'a').number).toBe(2);
    expect(ask(list, 'a').number).toBe(3);
    expect(ask(list).number).toBe(4);
    expect(memo.remake('entries', [list], () => 'its own')).toBe('its own');
  });

  it('isn’t what failed', () => {
    const memo = createMemo();
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => memo.remake('plan', [], fail)).toThrow('no');
    expect(memo.remake('plan', [], () => 'yes')).toBe('yes');
  });

  it('is the same value while the next ones equal it', () => {
    const memo = createMemo();
    const first = memo.keepEqual('data', { a: [1, { b: 'x' }] });
    expect(memo.keepEqual('data', { a: [1, { b: 'x' }] })).toBe(first);
    const second = memo.keepEqual('data', { a: [1, { b: 'y' }] });
    expect(second).toEqual({ a: [1, { b: 'y' }] });
    expect(memo.keepEqual('data', { a: [1, { b: 'y' }] })).toBe(second);
  });

  it('are the entries that pass, of which those that stay are asked once', () => {
    const memo = createMemo();
    const asked: number[] = [];
    const evenIn = (list: readonly number[]): readonly number[] => {
      const isEven = (one: number): boolean => asked.push(one) > 0 && one % 2 === 0;
      return [...memo.passing('changed stories', list, isEven)].sort((a, b) => a - b);
    };
    expect(evenIn([1, 2, 3, 4])).toEqual([2, 4]);
    expect(evenIn([1, 3, 4, 5, 6])).toEqual([4, 6]);
    expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
    expect(evenIn([6, 1, 3, 4, 5])).toEqual([4, 6]);
    expect(evenIn([])).toEqual([]);
  });

  it('is the same list while each entry is like the one before', () => {
    const memo = createMemo();
    const isAlike = (a: string, b: string): boolean => a[0] === b[0];
    const first = memo.keepAlike('heads', ['a1', 'b1'], isAlike);
    expect(memo.keepAlike('heads', ['a2', 'b2'], isAlike)).toBe(first);
    expect(memo.keepAlike('heads', ['a2', 'b2', 'c2'], isAlike)).toEqual(['a2', 'b2', 'c2']);
    expect(memo.keepAlike('heads', ['a3', 'x3', 'c3'], isAlike)).toEqual(['a3', 'x3', 'c3']);
  });

  it('is the new list where a thousand entries would stay for the sake of the old', () => {
    const memo = createMemo();
    const list = (version: number, edited: number) =>
      Array.from({ length: 1500 }, (_, at) => (at < edited ? `${at}v${version}` : `${at}v0`));
    const isAlike = (a: string, b: string): boolean =>
      Number.parseInt(a, 10) === Number.parseInt(b, 10);
    const first = memo.keepAlike('heads', list(0, 0), isAlike);
    expect(memo.keepAlike('heads', list(1, 1000), isAlike)).toBe(first);
    expect(memo.keepAlike('heads', list(2, 1001), isAlike)).toEqual(list(2, 1001));
  });
});
