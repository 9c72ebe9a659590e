/** A foreign text's front matter, in any of its three forms, and its body. */
import { parsePageFrontMatter } from '../../formats/front-matter/front-matter.js';
import { decodeText } from '../../formats/text/decode.js';
import type { FrontKeys } from './foreign-site.js';
import { readToml } from './toml.js';

export interface ForeignText {
  readonly front: FrontKeys;
  readonly body: string;
  /** The body's first line, from 1. */
  readonly bodyLine: number;
  /** Why the front matter couldn't be read; null: it could. */
  readonly fault: string | null;
}

const TOML = /^\s*\+\+\+[ \t]*\n([\s\S]*?)^\+\+\+[ \t]*(?:\n|$)/m;
const SEMICOLONS = /^\s*(?:;;;[ \t]*\n)?([\s\S]*?)^;;;[ \t]*(?:\n|$)/m;

export async function readForeignText(bytes: Uint8Array): Promise<ForeignText> {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'fail') return { front: {}, body: '', bodyLine: 1, fault: decoded.reason };
  const { text } = decoded;
  const toml = /^\s*\+\+\+/.test(text) ? TOML.exec(text) : null;
  if (toml !== null) return await tomlText(toml, text);
  if (/^\s*\{/.test(text)) return jsonText(text);
  const marked = /^\s*(?:;;;|")/.test(text) ? SEMICOLONS.exec(text) : null;
  if (marked !== null) {
    const { front, fault } = jsonText(`{${marked[1]}}`);
    // Without the line before it, what begins with a quote may be the story itself.
    const isFront = fault === null || /^\s*;;;/.test(text);
    if (isFront) return { front, fault, ...below(text, marked.index + marked[0].length) };
  }
  const { status, data, body, bodyLine, issues } = parsePageFrontMatter(text);
  const fault = status === 'unusable' ? (issues[0]?.message ?? 'it is no YAML') : null;
  return { front: data, body, bodyLine, fault };
}

async function tomlText(match: RegExpExecArray, text: string): Promise<ForeignText> {
  const rest = below(text, match.index + match[0].length);
  try {
    return { front: await readToml(match[1] ?? ''), ...rest, fault: null };
  } catch (error) {
    return { front: {}, ...rest, fault: firstLineOf(error) };
  }
}

/** A map up to its own end, and the text below. */
function jsonText(text: string): ForeignText {
  const start = text.indexOf('{');
  for (let end = text.indexOf('}', start); end >= 0; end = text.indexOf('}', end + 1)) {
    // Each brace may be the last, and few come before that.
    if (!/^[ \t]*(?:\n|$)/.test(text.slice(end + 1, end + 100))) continue;
    const front = parsedMap(text.slice(start, end + 1));
    const blank = /^[ \t]*\n(?:;;;[ \t]*(?:\n|$))?/.exec(text.slice(end + 1))?.[0] ?? '';
    if (front !== null) return { front, fault: null, ...below(text, end + 1 + blank.length) };
  }
  return { front: {}, ...below(text, 0), fault: 'it is no JSON' };
}

/** What stands from there on, and its line. */
function below(text: string, at: number): Pick<ForeignText, 'body' | 'bodyLine'> {
  return { body: text.slice(at), bodyLine: text.slice(0, at).split('\n').length };
}

function parsedMap(text: string): FrontKeys | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as FrontKeys)
      : null;
  } catch {
    return null;
  }
}

function firstLineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** A value as text; empty: it is none. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Of keys whose text is kept, `false` is one. */
export function isOff(value: unknown): boolean {
  return textIn(value) === 'false';
}

export function isOn(value: unknown): boolean {
  return textIn(value) === 'true';
}

/** A value or list of values as texts. */
export function textsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value.flat(3) : [value];
  return list.map(textIn).filter((text) => text !== '');
}

export function mapIn(value: unknown): FrontKeys {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as FrontKeys)
    : {};
}

/** Of a date's text, as it is written there. */
export interface ForeignDate {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/;

/** Null: it has no day that can be told. */
export function dateIn(value: unknown): ForeignDate | null {
  const [, year = '', month = '', day = '', hour, minute, second] = DATE.exec(textIn(value)) ?? [];
  if (year === '') return null;
  const two = (text: string | undefined): string => (text ?? '0').padStart(2, '0');
  return {
    year,
    month: two(month),
    day: two(day),
    hour: two(hour),
    minute: two(minute),
    second: two(second),
  };
}
