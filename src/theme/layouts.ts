/**
 * Layouts: which template a name means, and the parents that front matter gives it, as in Jekyll:
 * what a layout renders is its parent's `content`.
 */
import type { Syntax } from '../model/config.js';
import { type Data, mergeData, NO_DATA } from '../model/data.js';
import type { Problem } from '../model/problem.js';
import type { ProblemCode } from '../model/problem-code.js';
import type { TemplateFile } from '../model/source.js';
import { problemAt, suggest, TemplateError, unknownName } from './compiler/template-problems.js';
import type { Loaded } from './load-template.js';
import type { TemplateSource } from './template-source.js';

/** A theme's template. */
export type LoadedTemplate = Loaded<TemplateSource>;
/** By name, in the order given. */
export type LoadedTemplates = ReadonlyMap<string, LoadedTemplate>;

/** One layout of a chain, with what its templates see as `layout`. */
export interface Link {
  readonly entry: LoadedTemplate;
  readonly data: Data;
}

const NAME: RegExp = /^[\p{L}\p{N}_-]+(?:\/[\p{L}\p{N}_-]+)*$/u;

/**
 * Each name's template: of several the one given last, in its place in the order as well, for of a
 * layout's templates the last one counts.
 */
export function templatesByName(
  templates: readonly TemplateFile[],
): ReadonlyMap<string, TemplateFile> {
  const files = new Map<string, TemplateFile>();
  for (const file of templates) {
    files.delete(file.name);
    files.set(file.name, file);
  }
  return files;
}

/** Whether a template can have the name. */
export function isLayoutName(name: string): boolean {
  return NAME.test(name);
}

/**
 * The template that a layout's name means: `post` is `post.njk` or `post.html`, here or in
 * `layouts/`; of several the one given last, so that a site's own wins. Null: none, or no name.
 */
export function findLayout(name: string, templates: Iterable<string>): string | null {
  if (!isLayoutName(name)) return null;
  const meant = new Set(
    ['', 'layouts/'].flatMap((folder) => [`${folder}${name}.njk`, `${folder}${name}.html`]),
  );
  return [...templates].findLast((template) => meant.has(template)) ?? null;
}

/** Chains by template, innermost first; the data of inner layouts overrides (Jekyll `renderer.rb`). */
export function createChains(loaded: LoadedTemplates): (name: string) => readonly Link[] {
  const chains = new Map<string, readonly Link[]>();
  return (name) => {
    const known = chains.get(name);
    if (known !== undefined) return known;
    const { entries, problem } = follow(name, loaded);
    if (problem?.severity === 'error') throw new TemplateError(problem);
    let data: Data = NO_DATA;
    const chain = entries.map((entry) => {
      data = mergeData(entry.source.data, data);
      return { entry, data };
    });
    chains.set(name, chain);
    return chain;
  };
}

/** Unknown parents and cycles; each is reported once. Jekyll's own layouts end there, as in Jekyll. */
export function checkLayouts(loaded: LoadedTemplates): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const name of loaded.keys()) {
    const { problem } = follow(name, loaded);
    if (problem !== null) found.set(`${problem.file}:${problem.line}`, problem);
  }
  return [...found.values()];
}

interface FollowedParent {
  readonly entries: readonly LoadedTemplate[];
  readonly problem: Problem | null;
}

function follow(name: string, loaded: LoadedTemplates): FollowedParent {
  const entries: LoadedTemplate[] = [];
  let next: string | null = name;
  while (next !== null) {
    const entry: LoadedTemplate | undefined = loaded.get(next);
    if (entry === undefined) return { entries, problem: missing(next, loaded) };
    if (entries.includes(entry)) {
      const around = entries.slice(entries.indexOf(entry)).map(({ source }) => source);
      return { entries, problem: cycle(around, entries.at(-1)?.source.syntax) };
    }
    entries.push(entry);
    const { parent } = entry.source;
    if (parent === null) return { entries, problem: null };
    next = findLayout(parent, loaded.keys());
    if (next === null) return { entries, problem: missingParent(entry.source, parent, loaded) };
  }
  return { entries, problem: null };
}

function missing(name: string, loaded: LoadedTemplates): Problem {
  return { ...unknownName('template', name, loaded.keys()), severity: 'error' };
}

function missingParent(source: TemplateSource, parent: string, loaded: LoadedTemplates): Problem {
  const names = Array.from(loaded.keys(), (name) => name.replace(/\.(?:njk|html)$/, ''));
  const hint = suggest(parent, names);
  const end = source.syntax === 'liquid' ? ': its pages go without what would be around them' : '';
  const message = `There is no layout named \`${parent}\`${end}`;
  const code = 'template-unknown-layout';
  return atParent(source, { code, message, ...(hint ? { hint } : {}) }, source.syntax);
}

/** Reported at the cycle's first template by name, wherever the search entered the cycle. */
function cycle(around: readonly TemplateSource[], syntax: Syntax | undefined): Problem {
  const first = around.reduce((a, b) => (b.name < a.name ? b : a));
  const turn = around.indexOf(first);
  const names = [...around.slice(turn), ...around.slice(0, turn), first].map(({ name }) => name);
  const fault = {
    code: 'template-layout-cycle',
    message: `Layouts are each other's parents: ${names.join(' → ')}`,
    hint: 'Remove `layout` from the front matter of one of them.',
  } as const;
  return atParent(first, fault, syntax);
}

interface ParentFault {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
}

/** The front matter isn't part of the template's text: its lines are at and before zero there. */
function atParent(
  source: TemplateSource,
  fault: ParentFault,
  syntax: Syntax = 'nunjucks',
): Problem {
  const { line, column } = source.parentAt;
  const problem = problemAt(source, { ...fault, line: line - source.line, column });
  return syntax === 'liquid' ? { ...problem, severity: 'warning' } : problem;
}
