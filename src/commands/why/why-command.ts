/**
 * `finews why`: what made a page, where a file is shown, and what would be rendered if it changed. As the
 * plan of the one build path and the store have it; nothing is written.
 */
import { readLastChanges } from '../../incremental/store/last-changes.js';
import type { Effects } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { SiteError } from '../../model/problem.js';
import { type Survey, survey } from '../../pipeline/survey.js';
import type { Terminal } from '../../platform/console.js';
import type { ReportOptions } from '../reporter.js';
import { runAnswer } from '../run-command.js';
import { filesNamed, outputsNamed } from '../subject.js';
import { absenceOf } from './absence.js';
import { type Dependents, dependentsOf, isKnown } from './dependents.js';
import { formatWhy, type Why } from './format-why.js';
import { createMadeOf, type MadeOf, sourceOf } from './made-of.js';

export interface WhyOptions extends BuildOptions {
  /** A file of the site: what depends on it, or whether the page that is asked for does. */
  readonly if?: string;
}

/** Returns the exit code: 0, or 1 where nothing is known of what was asked for. Bugs are thrown. */
export async function runWhy(
  words: string | undefined,
  options: WhyOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return await runAnswer(
    async (effects) => {
      const why = await explain(words, options, effects);
      return { lines: [formatWhy(why, reporting.verbose === true)], data: { ...why } };
    },
    reporting,
    terminal,
  );
}

async function explain(
  words: string | undefined,
  options: WhyOptions,
  effects: Effects,
): Promise<Why> {
  if (words === undefined && options.if === undefined) throw nothingAsked();
  const known = await survey(options, effects);
  const last = readLastChanges(known.config, effects.io);
  const { file, places } = words === undefined ? NOTHING : find(words, known);
  const given = options.if === undefined ? file : fileNamed(options.if, known);
  const madeOf = createMadeOf(known, last);
  const makes = places.flatMap((place) => {
    const page = known.plan.pages[place];
    return page === undefined ? [] : [madeOf(page, place)];
  });
  const all = given === null ? null : dependentsOf(given, known);
  return {
    asked: words ?? null,
    makes,
    absence: file === null || makes.length > 0 ? null : absenceOf(file, known),
    file: given,
    shown: all === null ? null : among(all, options.if === undefined, makes),
    lastChange: last === null || last.isFirst ? null : new Date(last.now).toISOString(),
  };
}

/** Of a page's own file others; of `--if` the page that is asked for, or all. */
function among(all: Dependents, isOwn: boolean, makes: readonly MadeOf[]): Dependents {
  const outputs = new Set(makes.map(({ output }) => output));
  if (outputs.size === 0) return all;
  return { ...all, found: all.found.filter(({ output }) => outputs.has(output) !== isOwn) };
}

interface FoundPages {
  /** Below the source; null: an address was asked for. */
  readonly file: string | null;
  /** Of its pages in the plan. */
  readonly places: readonly number[];
}

const NOTHING: FoundPages = { file: null, places: [] };

function find(words: string, known: Survey): FoundPages {
  const file = filesOf(words, known);
  if (file !== null) {
    const places = [...known.plan.pages.entries()].flatMap(([place, page]) =>
      sourceOf(page, known) === file ? [place] : [],
    );
    return { file, places };
  }
  const place = placeNamed(words, known);
  if (place === null) throw unknown(words);
  return { file: null, places: [place] };
}

/** Of the page at an address; null: none is there. */
function placeNamed(words: string, { plan, config }: Survey): number | null {
  for (const output of outputsNamed(words, config)) {
    const place = plan.outputs.at(output);
    if (place !== undefined) return place;
  }
  return null;
}

/** Below the source; null: the page has no file of its own. */
function sourceAt(words: string, known: Survey): string | null {
  const page = known.plan.pages[placeNamed(words, known) ?? -1];
  return page === undefined ? null : sourceOf(page, known);
}

function fileNamed(words: string, known: Survey): string {
  const file = filesOf(words, known) ?? sourceAt(words, known);
  if (file === null) throw unknown(words);
  return file;
}

/** A template of the built-in theme is named as reports name it. */
function filesOf(words: string, known: Survey): string | null {
  return [words, ...filesNamed(words, known.config)].find((one) => isKnown(one, known)) ?? null;
}

function unknown(words: string): SiteError {
  const message = `${words} is neither an address nor a file of the site`;
  const hint = 'Name a file as it lies in the site, or an address as readers have it.';
  return SiteError.of('why-unknown', message, hint);
}

function nothingAsked(): SiteError {
  const hint =
    'finews why /2022/05/16/name.html, finews why _posts/2022-05-16-name.md, or --if FILE.';
  return SiteError.of('why-unknown', 'There is nothing to explain', hint);
}
