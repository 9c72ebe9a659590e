/** What a change does to a file, as a diff of its lines. */
import { isUtf8 } from 'node:buffer';
import type { FileChange } from '../types.js';

/** Lines around a change. */
const AROUND = 2;
/** Lines of a new file that are shown. */
const MOST_NEW = 12;

export function diffOf({ path, isCopy, before, after }: FileChange): string {
  if (isCopy) return `+++ ${path} (copied)`;
  if (!isUtf8(after) || after.includes(0)) return `+++ ${path} (${after.length} bytes)`;
  const now = linesOf(after);
  if (before === null) {
    const shown = now.slice(0, MOST_NEW).map((line) => `+${line}`);
    const more = now.length - shown.length;
    const rest = more > 0 ? [`+… and ${more} more ${more === 1 ? 'line' : 'lines'}`] : [];
    return ['--- /dev/null', `+++ ${path}`, ...shown, ...rest].join('\n');
  }
  const old = linesOf(before);
  return [`--- ${path}`, `+++ ${path}`, ...hunk(old, now)].join('\n');
}

/** One, from the first line that differs to the last. */
function hunk(old: readonly string[], now: readonly string[]): readonly string[] {
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const from = Math.max(0, head - AROUND);
  const end = (lines: readonly string[]): number =>
    Math.min(lines.length, lines.length - tail + AROUND);
  const range = (lines: readonly string[]): string => `${from + 1},${end(lines) - from}`;
  return [
    `@@ -${range(old)} +${range(now)} @@`,
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
    ...now.slice(now.length - tail, end(now)).map((line) => ` ${line}`),
  ];
}

function linesOf(bytes: Buffer): readonly string[] {
  const text = bytes.toString('utf8');
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
