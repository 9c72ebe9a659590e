/**
 * Where a key stands in front matter, config or data: asked only when there is a problem with what it
 * says, so that reading what is good keeps no places.
 */
import type { Position } from '../../model/problem.js';
import { splitLost } from './lost-fence.js';
import { splitFrontMatter } from './split.js';

/** What a key says, or the key's own name. */
export type KeyPart = 'value' | 'name';

/** Of a file's text, decoded; null: its front matter has no such key. */
export function keyPlace(text: string, key: string, part: KeyPart = 'value'): Position | null {
  const split = splitFrontMatter(text);
  const lost = split.block === null ? splitLost(split.body, text.length) : null;
  const { block, blockLine } = lost ?? split;
  const place = block === null ? null : keyPlaceIn(block, [key], part);
  return place === null ? null : { ...place, line: place.line + blockLine - 1 };
}

/**
 * In YAML, or JSON in one line or with a key a line: of a key in the map under a key, and so on; of an entry of a list
 * by its number. What begins below its key's line stands where the key does.
 */
export function keyPlaceIn(
  text: string,
  keys: readonly string[],
  part: KeyPart = 'value',
): Position | null {
  const lines = text.split('\n');
  let found: FoundKey = { ...NOTHING, text: lines[0]?.startsWith('{') ? lines[0] : '', lines };
  for (const key of keys) {
    const inner = findKey(found, key) ?? findEntry(found, key) ?? findInline(found, key);
    if (inner === null) return null;
    found = inner;
  }
  return { line: found.line, column: 1 + found[part] };
}

interface FoundKey {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly indent: number;
  /** Offsets in the line. */
  readonly name: number;
  readonly value: number;
  /** What may hold the keys in it, and how many lines are above those. */
  readonly lines: readonly string[];
  readonly above: number;
}

const NOTHING = { line: 1, text: '', indent: 0, name: 0, value: 0, above: 0 };

/** A line of a key, its length up to the value, and that value's first character. */
interface KeyLine {
  readonly index: number;
  readonly indent: number;
  readonly head: number;
  readonly value: string;
}

/** Of a key that stands there twice the last counts; one further in is another map's, or a text's. */
function findKey({ lines, above }: FoundKey, key: string): FoundKey | null {
  const pattern = new RegExp(`^([ \\t]*)${named(key)}[ \\t]*[:：][ \\t]*(?=(\\S?))`);
  const isInside = createOutline();
  let last: KeyLine | null = null;
  for (const [index, text] of lines.entries()) {
    const inside = isInside(text);
    const [head = '', before = '', , value = ''] = pattern.exec(text) ?? [];
    const indent = before.length;
    if (head === '' || inside || indent > (last?.indent ?? indent)) continue;
    last = { index, indent, head: head.length, value };
  }
  if (last === null) return null;
  const { index, indent, head, value } = last;
  const line = above + index + 1;
  const below = { lines: linesBelow(lines.slice(index + 1), indent), above: line };
  const isBelow = value === '' || value === '#';
  const text = lines[index] ?? '';
  return { line, text, indent, name: indent, value: isBelow ? indent : head, ...below };
}

/** A list's entry, or a key with its value below it. */
const OPENS = /^[ \t]*-[ \t]|[:：](?:[ \t]+(?:[|>][-+\d]*|\{))?[ \t]*(?:#.*)?$/;

/**
 * For each line in turn, whether it belongs to one above it. A key that is indented below none, by a
 * slip, is read as one at the edge (`repair.ts`).
 */
function createOutline(): (text: string) => boolean {
  const around: { readonly indent: number; readonly text: string }[] = [];
  return (text) => {
    const indent = text.search(/\S/);
    if (indent < 0 || text.charAt(indent) === '#') return false;
    while ((around.at(-1)?.indent ?? -1) >= indent) around.pop();
    const opener = around.at(-1);
    around.push({ indent, text });
    return opener !== undefined && OPENS.test(opener.text);
  };
}

const ENTRY = /^([ \t]*)-[ \t]+/;

/** `- title: x`, the third of which is number 2. */
function findEntry({ lines, above }: FoundKey, key: string): FoundKey | null {
  // An empty text would be the first entry's number.
  if (!/^\d+$/.test(key)) return null;
  const first = lines.findIndex((text) => ENTRY.test(text));
  const indent = ENTRY.exec(lines[first] ?? '')?.[1]?.length;
  const starts = [...lines.keys()].filter(
    (at) => ENTRY.exec(lines[at] ?? '')?.[1]?.length === indent,
  );
  const start = starts[Number(key)];
  if (indent === undefined || start === undefined) return null;
  const written = lines[start] ?? '';
  const text = written.replace('-', ' ');
  const inside = [text, ...lines.slice(start + 1, starts[Number(key) + 1])];
  const value = ENTRY.exec(written)?.[0].length ?? 0;
  return {
    line: above + start + 1,
    text,
    indent,
    name: value,
    value,
    lines: inside,
    above: above + start,
  };
}

/** `limits: { post: 9 }` */
function findInline(around: FoundKey, key: string): FoundKey | null {
  const { text, value } = around;
  const pattern = new RegExp(`([{,][ \\t]*)${named(key)}[ \\t]*:[ \\t]*`, 'g');
  pattern.lastIndex = value;
  const match = pattern.exec(text);
  if (match === null) return null;
  const [head, before = ''] = match;
  const name = match.index + before.length;
  return { ...around, name, value: match.index + head.length, lines: [] };
}

function named(key: string): string {
  return `(["']?)${key.replace(/[^\w]/g, '\\$&')}\\2`;
}

/** Those that belong to a key of that indentation; a list may begin right below it. */
function linesBelow(lines: readonly string[], indent: number): readonly string[] {
  const end = lines.findIndex((line) => {
    const at = line.search(/\S/);
    return at >= 0 && at <= indent && !/[#-]/.test(line.charAt(at));
  });
  return end < 0 ? lines : lines.slice(0, end);
}
