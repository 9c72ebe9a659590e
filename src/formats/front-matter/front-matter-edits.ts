/**
 * Changes single keys of front matter in a file's text, and leaves every other byte as it is: comments,
 * order, quotes, line ends. Pure; a text that can't be changed so gives null.
 */
import { parseFrontMatter } from './front-matter.js';

/** A text in parts: lines keep their ends. */
interface FrontMatterLines {
  readonly before: readonly string[];
  /** Between the fences. */
  readonly block: readonly string[];
  readonly after: readonly string[];
  readonly lineEnd: string;
}

const OPENING = /^\ufeff?---[ \t]*\r?\n$/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*\r?\n?$/;

/** They keep their ends. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function linesOf(text: string): FrontMatterLines | null {
  const lines = splitLines(text);
  const start = lines.findIndex((line) => line.replace(/^\ufeff/, '').trim() !== '');
  const end = lines.findIndex((line, at) => at > start && CLOSING.test(line));
  if (start < 0 || end < 0 || !OPENING.test(lines[start] ?? '')) return null;
  return {
    before: lines.slice(0, start + 1),
    block: lines.slice(start + 1, end),
    after: lines.slice(end),
    lineEnd: (lines[start] ?? '').endsWith('\r\n') ? '\r\n' : '\n',
  };
}

interface KeyExtent {
  /** Of the key's line, and of the line behind what belongs to it. */
  readonly start: number;
  readonly end: number;
  /** The line up to the value, the value, what stands behind it (a comment). */
  readonly head: string;
  readonly value: string;
  readonly tail: string;
}

/**
 * A value in one line: between quotes, or up to a comment. Only what YAML takes for blanks is one: a text
 * may be that of bytes, where others are part of a character.
 */
const VALUE =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^ \t\r\n#]|#(?<=[^ \t\r\n]#)|[ \t]+(?![ \t#\r\n]|$))*)([ \t]*(?:[ \t]#[^\r\n]*)?\r?\n?)$/;

/** Of a key at the edge; of one that stands there twice the last counts, as when it is read. */
function extentOf(block: readonly string[], key: string): KeyExtent | null {
  const name = new RegExp(`^((["']?)${key}\\2[ \\t]*:(?:[ \\t]+|(?=\\r?\\n?$)))`);
  const start = block.findLastIndex((line) => name.test(line));
  if (start < 0) return null;
  const line = block[start] ?? '';
  const [, opening = ''] = name.exec(line) ?? [];
  // A comment takes the blank before it along.
  const head = line.startsWith('#', opening.length) ? opening.trimEnd() : opening;
  const [, value = line.slice(head.length), tail = ''] = VALUE.exec(line.slice(head.length)) ?? [];
  let end = start + 1;
  for (let at = end; at < block.length; at++) {
    const next = block[at] ?? '';
    if (/^\s*(?:#.*)?\r?\n?$/.test(next)) continue;
    if (!/^(?:[ \t]|-(?:\s|$))/.test(next)) break;
    end = at + 1;
  }
  return { start, end, head, value, tail };
}

function join(lines: FrontMatterLines, block: readonly string[]): string {
  return [...lines.before, ...block, ...lines.after].join('');
}

/** Sets a key to a text, in the quotes that it had; a key that isn't there comes last. */
export function withKey(text: string, key: string, value: string): string | null {
  const lines = linesOf(text);
  if (lines === null) return null;
  const { block, lineEnd } = lines;
  const found = extentOf(block, key);
  if (found === null) return join(lines, [...block, `${key}: ${yamlText(value, '')}${lineEnd}`]);
  const quote = /^["']/.exec(found.value)?.[0] ?? '';
  const head = /:$/.test(found.head) ? `${found.head} ` : found.head;
  const tail = found.end === found.start + 1 && found.tail !== '' ? found.tail : lineEnd;
  const line = `${head}${yamlText(value, quote)}${tail}`;
  return join(lines, [...block.slice(0, found.start), line, ...block.slice(found.end)]);
}

/** Takes a key out, with all that belongs to it. */
export function withoutKey(text: string, key: string): string | null {
  const lines = linesOf(text);
  if (lines === null) return null;
  const found = extentOf(lines.block, key);
  if (found === null) return text;
  return join(lines, [...lines.block.slice(0, found.start), ...lines.block.slice(found.end)]);
}

/** Adds an entry to a key's list; a single value becomes a list with both. */
export function withEntry(text: string, key: string, entry: string): string | null {
  const lines = linesOf(text);
  if (lines === null) return null;
  const { block, lineEnd } = lines;
  return join(lines, [withEntries(block.join(''), key, [entryText(entry)], lineEnd)]);
}

/**
 * The same for lines of YAML without fences, and for many entries, as they are to be written: so that
 * they may stand in a list between brackets as well.
 */
export function withEntries(
  yaml: string,
  key: string,
  entries: readonly string[],
  lineEnd: string,
): string {
  const block = splitLines(yaml);
  const items = (indent: string): readonly string[] =>
    entries.map((entry) => `${indent}- ${entry}${lineEnd}`);
  const found = extentOf(block, key);
  if (found === null)
    return [...ended(block, lineEnd), `${key}:${lineEnd}`, ...items('  ')].join('');
  const [before, after] = [block.slice(0, found.start), block.slice(found.end)];
  const own = block.slice(found.start, found.end);
  if (found.value.startsWith('[')) {
    const open = own.join('').replace(/,?[ \t]*\]([^\]]*)$/s, (_, end: string) => {
      return `, ${entries.join(', ')}]${end}`;
    });
    return [...before, open.replace(/\[[ \t]*, /, '['), ...after].join('');
  }
  if (found.value === '' || found.value === '~' || found.value === 'null') {
    const indent = /^([ \t]*)-/.exec(own.find((line) => /^[ \t]*-/.test(line)) ?? '')?.[1] ?? '  ';
    const head = found.value === '' ? ended(own, lineEnd) : [`${key}:${lineEnd}`];
    return [...before, ...head, ...items(indent), ...after].join('');
  }
  const first = `  - ${found.value}${found.tail === '' ? lineEnd : found.tail}`;
  const list = [`${key}:${lineEnd}`, ...ended([first], lineEnd), ...items('  ')];
  return [...before, ...list, ...after].join('');
}

/** The last line of a file may have no end. */
function ended(lines: readonly string[], lineEnd: string): readonly string[] {
  const last = lines.at(-1) ?? '\n';
  return last.endsWith('\n') ? lines : [...lines.slice(0, -1), `${last}${lineEnd}`];
}

/** In a list between brackets a comma ends an entry. */
function entryText(entry: string): string {
  return /[,[\]{}]/.test(entry) ? single(entry) : yamlText(entry, '');
}

function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A text as YAML has it in one line: plain where that is read as the same text. */
export function yamlText(text: string, quote: string): string {
  if (quote === '"') return JSON.stringify(text);
  if (quote === "'" || !isPlainYaml(text)) return single(text);
  return text;
}

const READ_LIMITS = { frontMatter: 1 << 16 };

/** Dates are texts to who reads front matter, and are written without quotes. */
function isPlainYaml(text: string): boolean {
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [+-]\d{4}$/.test(text)) return true;
  if (/[\n\r\t]|^\s|\s$|^$/.test(text)) return false;
  const read = parseFrontMatter(`---\nentry: ${text}\n---\n`, READ_LIMITS);
  return read.status === 'ok' && read.data['entry'] === text;
}
