/**
 * When two characters are the same to those who search: NFKC, case and Traditional/Simplified folded,
 * what nobody sees left out. Character by character, so that a piece of a text folds as it does in the
 * whole. The rules are those of the browsers' script; here they are asked once for each unit, for a
 * build folds whole archives.
 */
import { FOLLOWS, foldCharacter, MOST_MARKS, UNSPACED, WORDLY } from '#search-client';
import { hanVariants } from './han-variants.js';

/** What a unit is to those who search: a sum of these. */
export const HAN = 1;
export const WORD = 2;
export const DIGIT = 4;
export const SPACE = 8;
const KNOWN = 16;

/** Its own line is a block's: nothing is found across its end. */
const LINE_FEED = 0x0a;

/** By unit, of those that a text has been folded to so far: few texts have many, and each is asked once. */
export const unitKinds: Uint8Array = new Uint8Array(0x10000);

/** Half of a pair counts as Han: what is beyond the first plane is found by its halves. */
function kindOf(unit: string): number {
  if (/\s/.test(unit)) return SPACE;
  if (UNSPACED.test(unit)) return HAN;
  if (!WORDLY.test(unit)) return 0;
  return /\p{Nd}/u.test(unit) ? WORD | DIGIT : WORD;
}

/** A unit that a text is folded to. */
function meetFolded(unit: number): number {
  if (unitKinds[unit] === 0) unitKinds[unit] = KNOWN | kindOf(String.fromCharCode(unit));
  return unit;
}

/** By unit what it folds to, and the two below; filled as they are met. */
const folds: Uint32Array = new Uint32Array(0x10000);
const UNKNOWN = 0;
const MET = 1 << 16;
/** In place of what it folds to: the character takes more than one unit, or none. */
const SLOW = 1 << 17;
/** It belongs to the character before it. */
const FOLLOWING = 1 << 18;

function foldOf(unit: number): number {
  const known = folds[unit] ?? UNKNOWN;
  return known === UNKNOWN ? meet(unit) : known;
}

function meet(unit: number): number {
  const follows = FOLLOWS.test(String.fromCharCode(unit)) ? FOLLOWING : 0;
  const fold = MET | follows | singleForm(unit);
  folds[unit] = fold;
  return fold;
}

function singleForm(unit: number): number {
  if (unit === LINE_FEED) return meetFolded(LINE_FEED);
  const isHalf = unit >= 0xd800 && unit < 0xe000;
  const form = isHalf ? '' : foldCharacter(String.fromCharCode(unit), hanVariants());
  return form.length === 1 ? meetFolded(form.charCodeAt(0)) : SLOW;
}

let scratch = new Uint16Array(1 << 16);

/** Folded units, line feeds as they are, and how many there are: good until the next text is folded. */
export interface FoldedUnits {
  readonly units: Uint16Array;
  readonly length: number;
}

export function foldUnits(text: string): FoldedUnits {
  if (text.length + MOST_FORM > scratch.length)
    scratch = new Uint16Array(2 * text.length + MOST_FORM);
  let units = scratch;
  let length = 0;
  let fold = text === '' ? UNKNOWN : foldOf(text.charCodeAt(0));
  for (let at = 0; at < text.length; ) {
    const next = at + 1 < text.length ? foldOf(text.charCodeAt(at + 1)) : UNKNOWN;
    if ((fold & SLOW) === 0 && (next & FOLLOWING) === 0) {
      units[length++] = fold;
      fold = next;
      at++;
      continue;
    }
    const end = endOfCharacter(text, at);
    const form = foldCharacter(text.slice(at, end), hanVariants()).slice(0, MOST_FORM);
    // Room for it, and for the rest of the text.
    if (length + MOST_FORM + text.length - end > units.length) units = larger(units);
    for (let place = 0; place < form.length; place++)
      units[length++] = meetFolded(form.charCodeAt(place));
    fold = end < text.length ? foldOf(text.charCodeAt(end)) : UNKNOWN;
    at = end;
  }
  scratch = units;
  return { units, length };
}

/** A character with all its marks is never folded to more units. */
const MOST_FORM = 1024;

function larger(units: Uint16Array): Uint16Array<ArrayBuffer> {
  const twice = new Uint16Array(units.length * 2);
  twice.set(units);
  return twice;
}

function endOfCharacter(text: string, at: number): number {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  const most = end + MOST_MARKS;
  while (end < text.length && end < most && (foldOf(text.charCodeAt(end)) & FOLLOWING) !== 0) end++;
  return end;
}
