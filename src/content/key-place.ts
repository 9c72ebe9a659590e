/**
 * Where a key of front matter stands: asked only when there is a problem with what it says, so that
 * reading a good story keeps no places.
 */
import type { Position } from '../model/problem.js';
import { splitFrontMatter } from './split.js';

/** Of a file's text, decoded; null: its front matter has no such key. */
export function keyPlace(text: string, key: string): Position | null {
  const { block, blockLine } = splitFrontMatter(text);
  const place = block === null ? null : keyPlaceIn(block, key);
  return place === null ? null : { ...place, line: place.line + blockLine - 1 };
}

/** The place in the block of what the key says; of the key itself where that begins below it. */
export function keyPlaceIn(block: string, key: string): Position | null {
  const pattern = new RegExp(
    `^([ \\t]*)(["']?)${key.replace(/[^\w]/g, '\\$&')}\\2[ \\t]*[:：][ \\t]*(?=(\\S?))`,
  );
  let found: (Position & { readonly indent: number }) | null = null;
  for (const [index, line] of block.split('\n').entries()) {
    const [head = '', before = '', , value = ''] = pattern.exec(line) ?? [];
    // Of a key that stands there twice the last counts; one further in may be another map's.
    if (head === '' || before.length > (found?.indent ?? before.length)) continue;
    const column = 1 + (value === '' || value === '#' ? before : head).length;
    found = { line: index + 1, column, indent: before.length };
  }
  return found === null ? null : { line: found.line, column: found.column };
}
