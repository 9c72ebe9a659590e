/**
 * The YAML of posts and of trusted files: js-yaml with the scalars of `yaml-scalars.ts`, without
 * what makes YAML dangerous, and with values that carry no prototype. Used by front matter, `_data`
 * and the repairs; never sees a file, only text.
 */
import { type LoadOptions, load, type State, YAMLException } from 'js-yaml';
import { isNumberKey, type Value } from '../../model/data.js';
import type { Outcome, Position, Problem } from '../../model/problem.js';
import { codeFrame, positionAt } from '../../problems/code-frame.js';
import { plainReason, remedyOf } from './yaml-reasons.js';
import { Plain, SCHEMA, TRUSTED_SCHEMA } from './yaml-scalars.js';
import { convert, Refusal } from './yaml-values.js';

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

/** Reads a block of front matter. */
export type ReadYaml = (text: string) => YamlResult;

/** js-yaml's, with a limit that its types leave out. */
interface Options extends LoadOptions {
  readonly maxTotalMergeKeys: number;
}

/** `! 'x'` says only that a quoted text is text: Ruby wrote so, and exports of old blogs have it. */
const NODE_PROPERTY: RegExp = /(?:\s|#[^\n]*\n)*(?!! +["'])[&*!]/y;

/** At the start of every node: `&`, `*` and `!` can begin nothing but an anchor, alias or tag. */
function refuseSharing({ input, position }: State, allowed: string): void {
  NODE_PROPERTY.lastIndex = position;
  if (!NODE_PROPERTY.test(input)) return;
  const at = NODE_PROPERTY.lastIndex - 1;
  if (allowed.includes(input.charAt(at))) return;
  const what = allowed === '' ? 'anchors, aliases and tags' : 'tags';
  throw new Refusal(`YAML ${what} are not allowed`, at);
}

/** A whole number between quotes may be a key: like the plain ones it has to keep its place. */
function keepPlace(state: State): void {
  const { result } = state;
  if (typeof result === 'string' && isNumberKey(result)) state.result = new Plain(result, result);
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

const OPEN_FAULT: RegExp =
  /within a (?:double quoted scalar|single quoted scalar|flow collection)$/;
const OPENING: RegExp = /(?:\s|#[^\n]*\n)*["'[{]/y;

/**
 * js-yaml says what is wrong with a tag after the last line of what it stands before, and of what is never
 * closed at the end of the text; people look where it opens.
 */
function atItsStart(error: unknown, starts: readonly number[]): unknown {
  const start = starts.at(-1);
  if (!(error instanceof YAMLException) || error.mark === undefined) return error;
  if (start === undefined) return error;
  if (OPEN_FAULT.test(error.reason)) {
    OPENING.lastIndex = start;
    const position = OPENING.test(error.mark.buffer) ? OPENING.lastIndex - 1 : error.mark.position;
    return new YAMLException(error.reason, { ...error.mark, position });
  }
  if (!TAG_FAULT.test(error.reason)) return error;
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
  if (error.reason.startsWith('unidentified alias')) {
    const message = `nothing above is called &${/"(.*)"/.exec(error.reason)?.[1] ?? ''}`;
    return { code: 'yaml-alias', message, ...positionAt(text, offsetOf(text, error)) };
  }
  const duplicate = error.reason === 'duplicated mapping key';
  return {
    code: duplicate ? 'yaml-duplicate-key' : 'yaml-syntax',
    message: plainReason(error.reason),
    ...positionAt(text, offsetOf(text, error)),
  };
}

interface Rules {
  /** Whose text it is: a story's may share nothing, a page's is read as leniently but may. */
  readonly of: 'story' | 'page' | 'site';
  /** The top level is front matter: `WRITTEN_KEYS` keep their text. */
  readonly written: boolean;
}

/** Keys that `<<` may copy. */
const MOST_MERGED = 100_000;

function loadText(text: string, options: LoadOptions, written: boolean): YamlResult {
  const found = convert(load(text, options), text.length, written);
  return { kind: 'ok', ...found, duplicate: null };
}

function read(text: string, rules: Rules): YamlResult {
  const isSite = rules.of === 'site';
  const isStory = rules.of === 'story';
  const options: Options = {
    schema: isStory ? SCHEMA : TRUSTED_SCHEMA,
    maxTotalMergeKeys: MOST_MERGED,
    ...(isSite ? {} : { onWarning: swallowedKeysRefused() }),
  };
  const maySpeakOfTags = /[&*!]/.test(text);
  /** Where the nodes begin that are being read. */
  const starts: number[] = [];
  options.listener = (event, state) => {
    if (event === 'close') {
      if (isSite) starts.pop();
      keepPlace(state);
    } else if (isSite) starts.push(state.position);
    else if (maySpeakOfTags) refuseSharing(state, isStory ? '' : '&*');
  };
  try {
    return loadText(text, options, rules.written);
  } catch (error) {
    const fault = toFault(text, atItsStart(error, starts));
    if (fault.code !== 'yaml-duplicate-key') return { kind: 'fail', fault };
    return readLaxly(text, { ...options, json: true }, rules.written, fault);
  }
}

/** js-yaml's `json` lets the last of equal keys win; what else is wrong shows only now. */
function readLaxly(
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
  return read(text, { of: 'story', written: true });
}

/** The same for a page's block: the site's own, so anchors, aliases and merge keys work. */
export function readPageYaml(text: string): YamlResult {
  return read(text, { of: 'page', written: true });
}

/** The same for other trusted texts (config, data, templates), of which nothing is repaired. */
export function readTrustedYaml(text: string, frontMatter: boolean): YamlResult {
  return read(text, { of: 'site', written: frontMatter });
}

/** A fault as a problem of a file; `text` is the whole file, the fault's position is in it. */
export function yamlProblem(fault: YamlFault, text: string, path: string): Problem {
  const { line, column } = fault;
  const at = { file: path, line, column, frame: codeFrame(text, line, column) };
  if (fault.code === 'yaml-duplicate-key') {
    const message = 'A key appears twice; the last one counts';
    return { code: fault.code, severity: 'warning', message, hint: 'Remove one of them.', ...at };
  }
  const message = `The YAML cannot be read: ${fault.message}`;
  return { code: fault.code, severity: 'error', message, hint: remedyOf(fault.message), ...at };
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
