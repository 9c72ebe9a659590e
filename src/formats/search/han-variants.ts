/**
 * Traditional characters and their simplified forms, so that either finds both: OpenCC's table of
 * single characters. What a phrase would decide (乾 in 乾隆) is folded all the same: a folded text is
 * only ever compared.
 */
import table from 'opencc-js/dict/TSCharacters';
import { lazy } from '../../platform/lazy.js';
import { BitWriter } from './bits.js';

/** A unit of the first plane, and the one it is folded to. */
type Variant = readonly [from: number, to: number];

/** In the order of what is folded. */
export const hanVariants: () => readonly Variant[] = lazy(() => {
  const direct = new Map<string, string>();
  for (const entry of table.split('|')) {
    const [from = '', to = ''] = entry.split(' ');
    if (from.length === 1 && to.length === 1 && from !== to) direct.set(from, to);
  }
  // Of a chain the end, so that folding what is folded changes nothing.
  const end = (from: string, to: string): string => {
    const next = direct.get(to);
    return next === undefined || next === from ? to : end(from, next);
  };
  const pairs = [...direct].map(([from, to]): Variant => {
    return [from.charCodeAt(0), end(from, to).charCodeAt(0)];
  });
  return pairs.filter(([from, to]) => from !== to).sort(([a], [b]) => a - b);
});

/** What readers' browsers fold by: of each the gap to the one before, and how far away its form is. */
export function writeVariants(variants: readonly Variant[]): Uint8Array {
  const bits = new BitWriter();
  bits.gamma(variants.length + 1);
  let before = 0;
  for (const [from, to] of variants) {
    bits.rice(from - before - 1, GAP);
    const away = to - from;
    bits.put(Number(away < 0), 1);
    bits.rice(Math.abs(away) - 1, DISTANCE);
    before = from;
  }
  return bits.bytes();
}

const GAP = 2;
const DISTANCE = 11;
