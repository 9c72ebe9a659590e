/**
 * Entries of `_data/takedowns.yml`, written and taken out as text: comments, order and every other byte
 * stay as they are. Pure. What was written is read back by whoever saves it.
 */
import type { TAKEDOWN_LISTS, TakedownMark } from '../../outputs/takedowns.js';

/** A new entry, with what is known. */
export type TakedownEntry = Readonly<
  Partial<Record<TakedownMark | 'date' | 'reason', string>> &
    Partial<Record<(typeof TAKEDOWN_LISTS)[number], readonly string[]>>
>;

const HEAD = `# What was taken down, and is to stay off the site under whatever name it comes back.
# Written by \`finews takedown\`; \`finews takedown --undo\` takes an entry out.
`;

/** `text` is the file's, null where there is none. An empty list gives its place to the entry. */
export function withEntry(text: string | null, entry: TakedownEntry): string {
  const before = text ?? HEAD;
  const lines = linesOf(before);
  const ends = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const indent = ' '.repeat(startsIn(lines)[0]?.indent ?? 0);
  const end = endOf(before);
  const fields = Object.entries(entry).flatMap(([key, value]) => fieldLines(key, value));
  const block = fields
    .map((line, at) => `${indent}${at === 0 ? '- ' : '  '}${line}${end}`)
    .join('');
  return EMPTY_LIST.test(before) ? before.replace(EMPTY_LIST, () => block) : ends + block;
}

/**
 * Without the entry of that number, from 0. `other`: the file is written in another way; `nothing`: it has
 * no more in it than `withEntry` begins with.
 */
export function withoutEntry(
  text: string,
  number: number,
): { readonly kind: 'text'; readonly text: string } | { readonly kind: 'other' | 'nothing' } {
  const lines = linesOf(text);
  const starts = startsIn(lines);
  const start = starts[number]?.line;
  if (start === undefined) return { kind: 'other' };
  let end = starts[number + 1]?.line ?? lines.length;
  // Comments above the next entry, or at the end, are not this one's.
  while (end > start + 1 && /^\s*(?:#|$)/.test(lines[end - 1] ?? '')) end--;
  const [before, after] = [lines.slice(0, start).join(''), lines.slice(end).join('')];
  if (starts.length > 1) return { kind: 'text', text: before + after };
  if (before === HEAD && after === '') return { kind: 'nothing' };
  return { kind: 'text', text: `${before}[]${endOf(text)}${after}` };
}

/** A list with nothing in it, as its last entry leaves it. */
const EMPTY_LIST = /^\[[ \t]*\][ \t]*\r?(?:\n|$)/m;

function endOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Each with its line end. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

interface EntryStart {
  readonly line: number;
  readonly indent: number;
}

function startsIn(lines: readonly string[]): readonly EntryStart[] {
  const found = lines.flatMap((text, line): readonly EntryStart[] => {
    const [, blanks] = /^( *)-(?:\s|$)/.exec(text) ?? [];
    return blanks === undefined ? [] : [{ line, indent: blanks.length }];
  });
  const [first] = found;
  return found.filter(({ indent }) => indent === first?.indent);
}

function fieldLines(key: string, value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined || value.length === 0) return [];
  if (typeof value === 'string') return [`${key}: ${scalar(value)}`];
  return [`${key}:`, ...value.map((one) => `  - ${scalar(one)}`)];
}

/** Without quotes only where YAML can't take it for anything else. */
function scalar(text: string): string {
  const isPlain = /^[\p{L}_/][\p{L}\p{N}_./%+-]*$/u.test(text);
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text);
  return isDate || (isPlain && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text))
    ? text
    : JSON.stringify(text);
}
