/**
 * Traditional characters and their simplified forms, so that either finds both: OpenCC's table of
 * single characters. What a phrase would decide (乾 in 乾隆) is folded all the same: a folded text is
 * only ever compared.
 */
import table from 'opencc-js/dict/TSCharacters';
import { lazy } from '../../platform/lazy.js';
import { BitWriter } from './bits.js';

/** By a unit of the first plane the one it is folded to. */
export const hanVariants: () => ReadonlyMap<string, string> = lazy(() => {
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
  const all = new Map<string, string>();
  for (const [from, to] of direct) {
    const last = end(from, to);
    if (last !== from) all.set(from, last);
  }
  return all;
});

/** What readers' browsers fold by: of each the gap to the one before, and how far away its form is. */
export function writeVariants(variants: ReadonlyMap<string, string>): Uint8Array {
  const units = [...variants].map(([from, to]) => [from.charCodeAt(0), to.charCodeAt(0)] as const);
  const bits = new BitWriter();
  bits.gamma(units.length + 1);
  let before = 0;
  for (const [from, to] of units.sort(([a], [b]) => a - b)) {
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
