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
  const variants = new Map<string, string>();
  for (const entry of table.split('|')) {
    const [from, to] = [entry.charAt(0), entry.charAt(2)];
    const areUnits = entry.charAt(1) === ' ' && (entry.length === 3 || entry.charAt(3) === ' ');
    if (areUnits && from !== to) variants.set(from, to);
  }
  // Of a chain the end, so that folding what is folded changes nothing.
  const end = (from: string, to: string): string => {
    const next = variants.get(to);
    return next === undefined || next === from ? to : end(from, next);
  };
  const ends = new Map<string, string>();
  for (const [from, to] of variants) if (variants.has(to)) ends.set(from, end(from, to));
  for (const [from, to] of ends) variants.set(from, to);
  return variants;
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
