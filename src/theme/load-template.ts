/**
 * From a template's text to something that runs: parse, check, compile. Everything wrong is told,
 * not only the first.
 */
import type { Outcome, Problem } from '../model/problem.js';
import { checkTree, type Vocabulary } from './compiler/check-template.js';
import { type CompiledCode, compileTree } from './compiler/compile-template.js';
import { failures, misreadings, type TemplateFault } from './compiler/template-problems.js';
import { lowerTemplate } from './nunjucks/lower-template.js';
import { parseTemplate } from './nunjucks/parse-template.js';
import type { Section, Template } from './runtime/run-context.js';
import type { Runtime } from './runtime/runtime.js';
import type { CachedTemplate, CachedTemplates } from './template-cache.js';
import type { NamedText } from './template-source.js';

/** What compiled templates run on. */
export interface Machine {
  readonly runtime: Runtime;
  readonly vocabulary: Vocabulary;
  /** Gets the names that templates bind; grows with each that is loaded. */
  readonly bound: Set<string>;
  readonly cachedTemplate: CachedTemplates;
}

/** A template that was tried to be loaded. */
export interface Loaded<Source extends NamedText = NamedText> {
  readonly source: Source;
  /** Null: it has errors. */
  readonly template: Template | null;
  readonly problems: readonly Problem[];
}

/** Loads one template; problems found before are kept. */
export function loadTemplate<Source extends NamedText>(
  { value: source, problems }: Outcome<Source>,
  machine: Machine,
): Loaded<Source> {
  const cached = machine.cachedTemplate(source, () => makeTemplate(source, machine.vocabulary));
  for (const name of cached.code?.binds ?? []) machine.bound.add(name);
  const all = [...problems, ...cached.problems];
  // Also the file's front matter may be wrong.
  const isBroken = cached.code === null || problems.some(({ severity }) => severity === 'error');
  return {
    source,
    template: isBroken ? null : assemble(source, cached.code, machine),
    problems: all,
  };
}

function makeTemplate(source: NamedText, vocabulary: Vocabulary): CachedTemplate {
  const compiled = compileText(source, vocabulary);
  return 'code' in compiled
    ? { code: compiled, problems: misreadings(source) }
    : { code: null, problems: failures(source, compiled) };
}

type Sections = Pick<Template, 'root' | 'blocks'>;

function compileText(
  source: NamedText,
  vocabulary: Vocabulary,
): CompiledCode | readonly TemplateFault[] {
  const parsed = parseTemplate(source.text);
  if (parsed.kind === 'fail') return [parsed.fault];
  const lowered = lowerTemplate(parsed.tree);
  const faults = [...lowered.faults, ...checkTree(lowered.tree, vocabulary)];
  if (faults.length > 0) return faults.sort((a, b) => a.line - b.line || a.column - b.column);
  return compileTree(lowered.tree);
}

/** The code names the template in its errors, so the two are tied together here. */
function assemble(source: NamedText, compiled: CompiledCode, machine: Machine): Template {
  const none: Section = () => '';
  const unfinished: Sections = { root: none, blocks: new Map() };
  const template = { name: source.name, text: source, places: compiled.places, ...unfinished };
  // Templates are trusted code (`docs/trust.md`), and nunjucks compiles them to functions too.
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function('runtime', 'self', 'filters', compiled.code);
  const sections: Sections = make(machine.runtime, template, machine.vocabulary.filters);
  return Object.assign(template, sections);
}
