/**
 * Places of problems that stages name by a key, without the file at hand: what organise and plan
 * know of a story is its card, and a card with places in it would cost every good story.
 */
import path from 'node:path';
import { keyPlace, keyPlaceIn } from '../formats/front-matter/key-place.js';
import { decodeText } from '../formats/text/decode.js';
import { loadPost } from '../incremental/source-files/load-post.js';
import type { Config } from '../model/config.js';
import { isList } from '../model/data.js';
import type { Io } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import {
  type Outcome,
  type Position,
  type Problem,
  type Unplaced,
  WHOLE,
} from '../model/problem.js';
import { lazy } from '../platform/lazy.js';
import { memoizeByKey } from '../platform/memoize.js';
import { codeFrame, positionAt } from '../problems/code-frame.js';
import { type LoadedConfig, loadConfig } from './configure/config-files.js';
import type { Session } from './session.js';
import type { StageRunner } from './stage-runner.js';

export interface LocationContext {
  readonly config: Config;
  readonly options: Pick<BuildOptions, 'source' | 'config'>;
  readonly session: Pick<Session, 'changed' | 'located'>;
  readonly io: Io;
}

const MOST_KEYS = 100;

/** The same, which keeps each problem with its place in its file. */
export function withLocations(runner: StageRunner, context: LocationContext): StageRunner {
  const { options, io } = context;
  const loaded = lazy(() => loadConfig(path.resolve(options.source ?? '.'), options.config, io));
  const sources = { ...context, loaded };
  return {
    ...runner,
    run: (name, stage, beside) =>
      runner.run(name, async () => located(await stage(), sources), beside),
  };
}

interface LocationSources extends LocationContext {
  /** The config as it is written, read when a problem asks for it. */
  readonly loaded: () => LoadedConfig;
}

function located<T>({ value, problems }: Outcome<T>, sources: LocationSources): Outcome<T> {
  let last: ReadText = { file: '', name: '', text: null };
  const whence = memoizeByKey((key) => hintOfDefaults(key, sources), MOST_KEYS);
  const found = problems.map((problem): Problem => {
    if (!isUnplaced(problem)) return problem;
    const { key, words = '', ...about } = problem;
    const { file } = about;
    if (file === undefined) return { ...about, ...sources.loaded().places.near(key.join('.')) };
    const before = locatedBefore(problem, file, sources);
    if (before !== undefined) return before;
    // A file's problems follow each other.
    if (last.file !== file) last = readFirst(file, sources);
    const place = inText(last, { key, words });
    if (place !== null) return keep(problem, { ...about, file: last.name, ...place }, sources);
    return { ...about, ...WHOLE, hint: `${about.hint ?? ''}${whence(key.join('.'))}`.trim() };
  });
  return { value, problems: found };
}

/** Who watches has the very same problem while the story's card is the same, but not its lines. */
function locatedBefore(
  problem: Unplaced,
  file: string,
  { config, session }: LocationContext,
): Problem | undefined {
  const isSame = session.changed?.has(path.join(config.source, file)) === false;
  return isSame ? session.located.get(problem) : undefined;
}

function keep(problem: Unplaced, found: Problem, { session }: LocationContext): Problem {
  session.located.set(problem, found);
  return found;
}

function isUnplaced(problem: Problem): problem is Unplaced {
  return 'key' in problem;
}

/** A key that is not in the file was given by the config: which entry, where only one has it. */
function hintOfDefaults(key: string, { loaded }: LocationSources): string {
  const { values, places } = loaded();
  const entries = isList(values['defaults']) ? values['defaults'] : [];
  const names = [...entries.keys()]
    .filter((at) => places.get(`defaults.${at}.values.${key}`) !== undefined)
    .map((at) => `defaults.${at}.values.${key}`);
  const [name = ''] = names;
  const place = places.near(names.length === 1 ? name : 'defaults');
  return names.length === 0 || place === undefined
    ? ''
    : ` The file has no \`${key}\`: it is from ${place.file}:${place.line}:${place.column}.`;
}

interface ReadText {
  /** As the problem names it, and as it is called. */
  readonly file: string;
  readonly name: string;
  /** Null: it can't be read as text. */
  readonly text: string | null;
}

const DATA = ['.yml', '.yaml', '.json', '.csv', '.tsv'];

/** Of data it is known under which name it is read, and not from which kind of file. */
function readFirst(file: string, sources: LocationContext): ReadText {
  const stem = file.startsWith('_data/') ? file.slice(0, -path.extname(file).length) : null;
  const names = stem === null ? [file] : DATA.map((extension) => stem + extension);
  const found = names.map((name) => read(name, sources)).find(({ text }) => text !== null);
  return found === undefined ? { file, name: file, text: null } : { ...found, file };
}

function read(file: string, { config, io }: LocationContext): ReadText {
  const loaded = loadPost({ path: file }, config, { io, now: config.now });
  const decoded = loaded.kind === 'ok' ? decodeText(loaded.bytes) : null;
  return { file, name: file, text: decoded?.kind === 'ok' ? decoded.text : null };
}

type ProblemLocation = Pick<Problem, 'line' | 'column' | 'frame'>;

function inText(
  { file, text }: ReadText,
  { key, words }: Required<Pick<Unplaced, 'key' | 'words'>>,
): ProblemLocation | null {
  if (text === null) return null;
  if (key.length === 0) return inBody(text, words);
  const [first = ''] = key;
  const place = file.startsWith('_data/')
    ? (keyPlaceIn(text, key) ?? keyPlaceIn(text, [first]))
    : keyPlace(text, first);
  if (place === null) return null;
  const { line, column } = atWords(text, place, words);
  return { line, column, frame: codeFrame(text, line, column) };
}

/** Of words with blanks between, which may be more in the text; front matter is full of names as well. */
function inBody(text: string, words: string): ProblemLocation | null {
  const parts = words.split(' ').map((word) => word.replace(/[^\w\s]/g, '\\$&'));
  const found = new RegExp(`\\{%-?\\s*(?=${parts.join('\\s+')})`).exec(text);
  if (found === null) return null;
  const { line, column } = positionAt(text, found.index);
  return { line, column, frame: codeFrame(text, line, column) };
}

const FENCE = /^(?:---|\.\.\.)[ \t]*$/;

/** Where they begin, on the key's line or below it in the front matter; else the place as it is. */
function atWords(text: string, place: Position, words: string): Position {
  const lines = text.split('\n').slice(place.line - 1);
  const end = lines.findIndex((line) => FENCE.test(line));
  for (const [index, line] of lines.slice(0, end < 0 ? undefined : end).entries()) {
    const at = line.indexOf(words, index === 0 ? place.column - 1 : 0);
    if (words !== '' && at >= 0) return { line: place.line + index, column: at + 1 };
  }
  return place;
}
