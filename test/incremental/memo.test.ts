import { describe, expect, it } from 'vitest';
import { createAgain } from '../../src/incremental/memo.js';

describe('what was made the last time', () => {
  it('is made once for the very same inputs, and anew for others', () => {
    const again = createAgain();
    const list = [1];
    let made = 0;
    const ask = (...inputs: readonly unknown[]): { readonly number: number } =>
      again.made('plan', inputs, () => {
        made++;
        return { number: made };
      });
    expect(ask(list, 'a')).toBe(ask(list, 'a'));
    expect(ask([1], 'a').number).toBe(2);
    expect(ask(list, 'a').number).toBe(3);
    expect(ask(list).number).toBe(4);
    expect(again.made('entries', [list], () => 'its own')).toBe('its own');
  });

  it('isn’t what failed', () => {
    const again = createAgain();
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => again.made('plan', [], fail)).toThrow('no');
    expect(again.made('plan', [], () => 'yes')).toBe('yes');
  });

  it('is the same value while the next ones equal it', () => {
    const again = createAgain();
    const first = again.same('data', { a: [1, { b: 'x' }] });
    expect(again.same('data', { a: [1, { b: 'x' }] })).toBe(first);
    const second = again.same('data', { a: [1, { b: 'y' }] });
    expect(second).toEqual({ a: [1, { b: 'y' }] });
    expect(again.same('data', { a: [1, { b: 'y' }] })).toBe(second);
  });

  it('is the same list while each entry is like the one before', () => {
    const again = createAgain();
    const isAlike = (a: string, b: string): boolean => a[0] === b[0];
    const first = again.alike('heads', ['a1', 'b1'], isAlike);
    expect(again.alike('heads', ['a2', 'b2'], isAlike)).toBe(first);
    expect(again.alike('heads', ['a2', 'b2', 'c2'], isAlike)).toEqual(['a2', 'b2', 'c2']);
    expect(again.alike('heads', ['a3', 'x3', 'c3'], isAlike)).toEqual(['a3', 'x3', 'c3']);
  });

  it('is the new list where a thousand entries would stay for the sake of the old', () => {
    const again = createAgain();
    const list = (version: number, edited: number) =>
      Array.from({ length: 1500 }, (_, at) => (at < edited ? `${at}v${version}` : `${at}v0`));
    const isAlike = (a: string, b: string): boolean =>
      Number.parseInt(a, 10) === Number.parseInt(b, 10);
    const first = again.alike('heads', list(0, 0), isAlike);
    expect(again.alike('heads', list(1, 1000), isAlike)).toBe(first);
    expect(again.alike('heads', list(2, 1001), isAlike)).toEqual(list(2, 1001));
  });
});
