/**
 * Problems of templates, each with its position, a frame and a hint. Used by the parser, the checks and
 * the runtime.
 */

import { INCLUDES } from '../../formats/text/layout-names.js';
import { type Position, type Problem, SiteError } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';
import { codeFrame } from '../../problems/code-frame.js';
import { editDistance, nearestNames } from '../../problems/nearest-name.js';
import { type LiquidHint, liquidHints } from '../nunjucks/liquid-hints.js';
import type { TemplateText } from '../template-source.js';

/** A template can't be compiled or its rendering failed: the template's author must act. */
export class TemplateError extends SiteError {
  /** The first of `problems`: code, the template's path, line, column, frame, hint. */
  readonly problem: Problem;
  constructor(problem: Problem, more: readonly Problem[] = []) {
    super([problem, ...more]);
    this.name = 'TemplateError';
    this.problem = problem;
  }
}

/** What happened; the position is in the template's text, from 1. */
export interface TemplateFault extends Position {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
}

/** A fault as a problem of the template's file, with its frame. */
export function problemAt(text: TemplateText, fault: TemplateFault): Problem {
  const { line, ...rest } = fault;
  const frame = frameAt(text, fault);
  const place = { severity: 'error' as const, file: text.path, line: line + text.line };
  return frame === '' ? { ...rest, ...place } : { ...rest, ...place, frame };
}

/** The frame's line numbers are the file's; lines before the text aren't known and left out. */
function frameAt({ text, line: before }: TemplateText, { line, column }: Position): string {
  if (line < 1) return '';
  const frame = codeFrame('\n'.repeat(before) + text, line + before, column);
  const rows = frame.split('\n');
  return rows.filter((row) => !(Number.parseInt(row.slice(1), 10) <= before)).join('\n');
}

/**
 * The problems of a template that failed to load. Liquid's spelling, where there is any, is the cause:
 * each such place is reported with Nunjucks' spelling, besides faults on lines without Liquid.
 */
export function failures(text: TemplateText, faults: readonly TemplateFault[]): readonly Problem[] {
  const hints = hintsOf(text);
  const lines = new Set(hints.map((hint) => hint.line));
  const others = faults.filter((fault) => !lines.has(fault.line));
  return [
    ...hints.map((hint) => problemAt(text, liquidFault(hint))),
    ...others.map((fault) => problemAt(text, fault)),
  ];
}

/** The problems of a fault while rendering: Liquid on its line may be what went wrong. */
export function failuresAt(
  text: TemplateText,
  fault: TemplateFault,
): readonly [Problem, ...Problem[]] {
  const hints = hintsOf(text).filter(({ line }) => line === fault.line);
  const [first, ...more] = hints.map((hint) => problemAt(text, liquidFault(hint)));
  const itself = problemAt(text, fault);
  return first === undefined ? [itself] : [first, ...more, itself];
}

/** A fault of which a page is made all the same. */
export function warningAt(text: TemplateText, fault: TemplateFault): Problem {
  return { ...problemAt(text, fault), severity: 'warning' };
}

/** Liquid in a template or page that Nunjucks accepts but reads as something else: warnings. */
export function misreadings(text: TemplateText): readonly Problem[] {
  return hintsOf(text).map((hint) => ({
    ...problemAt(text, liquidFault(hint)),
    severity: 'warning',
  }));
}

/** In a Liquid text nothing is amiss that is Liquid's. */
function hintsOf({ syntax, text }: TemplateText): readonly LiquidHint[] {
  return syntax === 'liquid' ? [] : liquidHints(text);
}

function liquidFault({ line, column, found, write }: LiquidHint): TemplateFault {
  return {
    ...{ code: 'template-liquid', line, column },
    message: `\`${found}\` is Liquid's spelling; templates are Nunjucks`,
    hint: `Write \`${write}\`.`,
  };
}

/** "Did you mean …?" with up to three of the known names nearest to `name`; undefined: none is. */
export function suggest(name: string, known: Iterable<string>): string | undefined {
  const { length } = stem(name);
  const limit = length < 6 ? 1 : Math.max(2, Math.floor(length / 3));
  const near = nearestNames(name, [...known].sort(), limit + ELSEWHERE, nearness)
    .slice(0, 3)
    .map((candidate) => `\`${candidate}\``);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : undefined;
}

/** Less than a letter: of equally near names the one in the same folder comes first. */
const ELSEWHERE = 0.5;

/** Folder and extension are not compared letter by letter: two short names of one folder would be near. */
function nearness(a: string, b: string): number {
  const [name, known] = [stem(a), stem(b)];
  return editDistance(name, known) + (placeOf(a) === placeOf(b) ? 0 : ELSEWHERE);
}

/** Folder and extension. */
function placeOf(name: string): string {
  return name.replace(/[^/]*?(\.[^./]*)?$/, '$1');
}

function stem(name: string): string {
  return name.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
}

/** A fault for a name that isn't known, with the nearest that are. */
export function unknownName(
  kind: 'filter' | 'test' | 'template',
  name: string,
  known: Iterable<string>,
): Required<Pick<TemplateFault, 'code' | 'message' | 'hint'>> {
  const message = `There is no ${kind} named \`${name}\``;
  const code = `template-unknown-${kind}` as const;
  return { code, message, hint: suggest(name, known) ?? WHERE[kind] };
}

/** As above, for Liquid's includes, which take no templates from elsewhere. */
export function unknownInclude(
  file: string,
  known: Iterable<string>,
): { readonly message: string; readonly hint: string } {
  const includes = Array.from(known).flatMap((name) =>
    name.startsWith(INCLUDES) ? [name.slice(INCLUDES.length)] : [],
  );
  const hint = suggest(file, includes) ?? 'Write that file into `_includes`, or remove the tag.';
  return { message: `There is no include named \`${file}\``, hint };
}

/** Where those that there are can be found. */
const WHERE = {
  filter: 'docs/filters.md lists those of finews; your own are modules in templates/filters/.',
  test: 'Tests are those of Nunjucks; there are no others.',
  template: 'Templates are files in templates/, and are named by their path below it.',
} as const;

/** An author's mistake with what to do about it; gets its place in `blame`. */
export class Mistake extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
