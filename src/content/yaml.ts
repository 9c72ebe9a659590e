/**
 * The YAML of posts and of trusted files: js-yaml with the scalars of `yaml-scalars.ts`, without
 * what makes YAML dangerous, and with values that carry no prototype. Used by front matter, `_data`
 * and the repairs; never sees a file, only text.
 */
import { type LoadOptions, load, type State, YAMLException } from 'js-yaml';
import type { Data, Value } from '../model/data.js';
import type { Outcome, Position, Problem } from '../model/problem.js';
import { codeFrame, positionAt } from './frame.js';
import { Plain, SCHEMA, TRUSTED_SCHEMA, WRITTEN_KEYS } from './yaml-scalars.js';

/** Why a text can't be read, or what is odd about it; the position is in the text, from 1. */
export interface YamlFault extends Position {
  readonly code: 'yaml-syntax' | 'yaml-alias' | 'yaml-duplicate-key';
  readonly message: string;
}

/**
 * The value (null for an empty text), the first duplicate key (the last one wins), and the top keys
 * from whose text control characters were taken out.
 */
export type YamlResult =
  | {
      readonly kind: 'ok';
      readonly value: Value;
      readonly duplicate: YamlFault | null;
      readonly cleaned: readonly string[];
    }
  | { readonly kind: 'fail'; readonly fault: YamlFault };

/** Refused input, with the offset in the text where it stands. */
class Refusal extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** `! 'x'` says only that a quoted text is text: Ruby wrote so, and exports of old blogs have it. */
const NODE_PROPERTY: RegExp = /(?:\s|#[^\n]*\n)*(?!! +["'])[&*!]/y;

/** At the start of every node: `&`, `*` and `!` can begin nothing but an anchor, alias or tag. */
function refuseSharing(this: State, event: 'open' | 'close', state: State): void {
  if (event !== 'open') return;
  NODE_PROPERTY.lastIndex = state.position;
  if (!NODE_PROPERTY.test(state.input)) return;
  throw new Refusal('YAML anchors, aliases and tags are not allowed', NODE_PROPERTY.lastIndex - 1);
}

const KEY_LINE: RegExp = /^[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)/;

/** js-yaml copies the text for each warning: many of them in one block would be quadratic. */
const MAX_WARNINGS = 30;

/** js-yaml only warns when an unclosed quote swallows the next keys; that reading is never meant. */
function swallowedKeysRefused(): (warning: YAMLException) => void {
  let count = 0;
  return (warning) => {
    count += 1;
    const line = warning.mark?.buffer.split('\n')[warning.mark.line] ?? '';
    if (count <= MAX_WARNINGS && !KEY_LINE.test(line)) return;
    throw new YAMLException('a quote or bracket is not closed', warning.mark);
  };
}

/** What a conversion to `Value` may cost, and what it found on the way. */
interface Walk {
  /** Nodes still allowed: aliases can make a short text long. */
  left: number;
  readonly written: boolean;
  cleaned: boolean;
}

const UNFIT: RegExp = /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/gu;

/** Text without control characters (tab and line feed stay); lone surrogates become U+FFFD. */
function cleanText(text: string, walk: Walk): string {
  UNFIT.lastIndex = 0;
  if (!UNFIT.test(text)) return text;
  walk.cleaned = true;
  return text.replace(UNFIT, (unit) => (unit >= '\ud800' && unit <= '\udfff' ? '\ufffd' : ''));
}

function toValue(node: unknown, asWritten: boolean, depth: number, walk: Walk): Value {
  walk.left -= 1;
  if (walk.left < 0 || depth > 200) throw new Refusal('YAML aliases expand to too much', 0);
  if (typeof node === 'string') return cleanText(node, walk);
  if (node instanceof Plain)
    return asWritten ? (node.value === null ? null : node.text) : node.value;
  if (Array.isArray(node)) return node.map((item) => toValue(item, asWritten, depth + 1, walk));
  if (typeof node !== 'object' || node === null) return null;
  return toData(node, depth, walk, []);
}

/** A map without prototype, so that no key is special; notes the keys that were cleaned. */
function toData(node: object, depth: number, walk: Walk, cleaned: string[]): Data {
  const data: Record<string, Value> = Object.create(null);
  for (const [key, value] of Object.entries(node)) {
    const asWritten = walk.written && depth === 0 && WRITTEN_KEYS.has(key);
    walk.cleaned = false;
    data[cleanText(key, walk)] = toValue(value, asWritten, depth + 1, walk);
    if (walk.cleaned) cleaned.push(key);
  }
  walk.cleaned = cleaned.length > 0;
  return data;
}

/** A document's first line, and the one at which another may begin. */
const CONTENT: RegExp = /^(?!#|%|\s*$|---\s*$)/m;
const NEXT_DOCUMENT: RegExp = /^(?:---|\.\.\.)(?=\s|$)/gm;

/**
 * The offset that js-yaml's complaint is about. It names none for a second document, and what is
 * still open at the end it finds below the last line, where there is nothing to see.
 */
function offsetOf(text: string, { mark }: YAMLException): number {
  if (mark !== undefined) return Math.min(mark.position, text.trimEnd().length);
  NEXT_DOCUMENT.lastIndex = Math.max(text.search(CONTENT), 0) + 1;
  return NEXT_DOCUMENT.exec(text)?.index ?? 0;
}

const TAG_FAULT: RegExp = /^(?:unknown tag|cannot resolve a node|unacceptable node kind)/;

/** js-yaml says what is wrong with a tag after the last line of what it stands before. */
function tagFault(error: unknown, starts: readonly number[]): unknown {
  const start = starts.at(-1);
  if (!(error instanceof YAMLException) || error.mark === undefined) return error;
  if (start === undefined || !TAG_FAULT.test(error.reason)) return error;
  NODE_PROPERTY.lastIndex = start;
  NODE_PROPERTY.test(error.mark.buffer);
  const position = Math.max(NODE_PROPERTY.lastIndex - 1, start);
  return new YAMLException(error.reason, { ...error.mark, position });
}

/** What js-yaml or a refusal says as a fault; anything else is a bug and goes on. */
function toFault(text: string, error: unknown): YamlFault {
  if (error instanceof Refusal) {
    return { code: 'yaml-alias', message: error.message, ...positionAt(text, error.offset) };
  }
  if (!(error instanceof YAMLException)) throw error;
  const duplicate = error.reason === 'duplicated mapping key';
  return {
    code: duplicate ? 'yaml-duplicate-key' : 'yaml-syntax',
    message: error.reason,
    ...positionAt(text, offsetOf(text, error)),
  };
}

interface Rules {
  readonly trusted: boolean;
  /** The top level is front matter: `WRITTEN_KEYS` keep their text. */
  readonly written: boolean;
}

function loadText(text: string, options: LoadOptions, written: boolean): YamlResult {
  const walk: Walk = { left: 10_000 + 10 * text.length, written, cleaned: false };
  const node = load(text, options);
  const isMap = typeof node === 'object' && node !== null && !Array.isArray(node);
  if (!isMap || node instanceof Plain) {
    return { kind: 'ok', value: toValue(node, written, 0, walk), duplicate: null, cleaned: [] };
  }
  const cleaned: string[] = [];
  const value = toData(node, 0, walk, cleaned);
  return { kind: 'ok', value, duplicate: null, cleaned };
}

function read(text: string, rules: Rules): YamlResult {
  const options: LoadOptions = rules.trusted
    ? { schema: TRUSTED_SCHEMA }
    : { schema: SCHEMA, onWarning: swallowedKeysRefused() };
  /** Where the nodes begin that are being read. */
  const starts: number[] = [];
  if (!rules.trusted && /[&*!]/.test(text)) options.listener = refuseSharing;
  if (rules.trusted && text.includes('!')) {
    options.listener = (event, { position }) => {
      if (event === 'open') starts.push(position);
      else starts.pop();
    };
  }
  try {
    return loadText(text, options, rules.written);
  } catch (error) {
    const fault = toFault(text, tagFault(error, starts));
    if (fault.code !== 'yaml-duplicate-key') return { kind: 'fail', fault };
    return readAgain(text, { ...options, json: true }, rules.written, fault);
  }
}

/** js-yaml's `json` lets the last of equal keys win; what else is wrong shows only now. */
function readAgain(
  text: string,
  options: LoadOptions,
  written: boolean,
  duplicate: YamlFault,
): YamlResult {
  try {
    const result = loadText(text, options, written);
    return result.kind === 'ok' ? { ...result, duplicate } : result;
  } catch (error) {
    return { kind: 'fail', fault: toFault(text, error) };
  }
}

/**
 * Reads a post's front-matter block: untrusted, so anchors, aliases and tags are refused. Dates,
 * times, numbers with a leading zero or beyond 2^53 stay text; `yes no on off` are booleans (YAML
 * 1.1, as in Jekyll's Psych), `1_000` is 1000; `WRITTEN_KEYS` keep their text, null stays null.
 */
export function readYaml(text: string): YamlResult {
  return read(text, { trusted: false, written: true });
}

/** The same for a trusted text (a page's or template's): anchors and merge keys work. */
export function readTrustedYaml(text: string, frontMatter: boolean): YamlResult {
  return read(text, { trusted: true, written: frontMatter });
}

/** A fault as a problem of a file; `text` is the whole file, the fault's position is in it. */
export function yamlProblem(fault: YamlFault, text: string, path: string): Problem {
  const { line, column } = fault;
  const at = { file: path, line, column, frame: codeFrame(text, line, column) };
  if (fault.code === 'yaml-duplicate-key') {
    const message = 'A key appears twice; the last one counts';
    return { code: fault.code, severity: 'warning', message, hint: 'Remove one of them', ...at };
  }
  const message = `The YAML cannot be read: ${fault.message}`;
  const hint = 'Indent with spaces, and put text with ": ", "#" or quotes in it between quotes';
  return { code: fault.code, severity: 'error', message, hint, ...at };
}

/**
 * Reads a trusted YAML file (`_data`). The scalars are typed as in posts; a file that can't be read
 * gives null and an error with its position and frame, a duplicate key a warning.
 */
export function parseTrustedYaml(text: string, path: string): Outcome<Value> {
  const result = readTrustedYaml(text, false);
  if (result.kind === 'fail') {
    return { value: null, problems: [yamlProblem(result.fault, text, path)] };
  }
  const { value, duplicate } = result;
  return { value, problems: duplicate ? [yamlProblem(duplicate, text, path)] : [] };
}
