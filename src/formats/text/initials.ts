/**
 * Names by their initial, Chinese ones by that of their pinyin. GB 2312 has its 3,755 common
 * characters in the order of their pinyin, and every platform's decoder has that table; so neither a
 * dictionary nor the machine's collation is asked. Of a character with several readings it knows one.
 */
import { lazy } from '../../platform/lazy.js';

/** The first common character of each initial, as GB 2312 orders them. */
const FIRSTS = '啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝';
const INITIALS = 'ABCDEFGHJKLMNOPQRSTWXYZ';
/** Of the common characters; level two (from 0xD8) is ordered by radical. */
const LEADS = { from: 0xb0, to: 0xd7 } as const;
/** For names that begin with neither a letter nor a common character. */
export const NO_INITIAL = '#';

/** Common characters by their place in GB 2312. */
const places = lazy((): ReadonlyMap<string, number> => {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead: number = LEADS.from; lead <= LEADS.to; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      found.set(decoder.decode(Uint8Array.of(lead, trail)), found.size);
    }
  }
  return found;
});

/** `A` to `Z`, or `#`. */
export function initialOf(name: string): string {
  const first = Array.from(name.normalize('NFKD').trimStart())[0] ?? '';
  if (/[a-z]/i.test(first)) return first.toUpperCase();
  const place = places().get(first);
  if (place === undefined) return NO_INITIAL;
  const after = Array.from(FIRSTS).findIndex((start) => (places().get(start) ?? 0) > place);
  return INITIALS.charAt(after === -1 ? INITIALS.length - 1 : after - 1) || NO_INITIAL;
}

/** Less than zero where `a` comes first: by initial, then character by character as GB 2312 has them. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const difference = weight(character) - weight(other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Latin before Chinese, common characters before others. */
function weight(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const place = places().get(character);
  if (place !== undefined) return 0x10_000 + place;
  return code < 0x2e80 ? (character.toLowerCase().codePointAt(0) ?? code) : 0x20_000 + code;
}
