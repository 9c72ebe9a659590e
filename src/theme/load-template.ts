/**
 * From a template's text to something that runs: parse, check, compile. Everything wrong is told,
 * not only the first.
 */
import type { Outcome, Problem } from '../model/problem.js';
import { checkTree, type Vocabulary } from './compiler/check-template.js';
import { type CompiledCode, compileTree } from './compiler/compile-template.js';
import { failures, misreadings, type TemplateFault } from './compiler/template-problems.js';
import { type Place, placeKey, TEXT } from './escape/place.js';
import { type PlaceTrouble, placePrints } from './escape/place-prints.js';
import { placeProblems } from './escape/place-problems.js';
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
  const made = compileText(source, vocabulary, null);
  if (!('compiled' in made)) return { code: null, problems: failures(source, made) };
  const problems = [...misreadings(source), ...placeProblems(source, made.troubles)];
  return { code: made.compiled, problems };
}

type Sections = Pick<Template, 'root' | 'blocks'>;

function compileText(
  source: NamedText,
  vocabulary: Vocabulary,
  start: Place | null,
): Compiled | readonly TemplateFault[] {
  const parsed = parseTemplate(source.text);
  if (parsed.kind === 'fail') return [parsed.fault];
  const lowered = lowerTemplate(parsed.tree);
  const faults = [...lowered.faults, ...checkTree(lowered.tree, vocabulary)];
  if (faults.length > 0) return faults.sort((a, b) => a.line - b.line || a.column - b.column);
  const placed = placePrints(lowered.tree, start ?? TEXT);
  return { compiled: compileTree(lowered.tree, placed), troubles: placed.troubles };
}

/** A template's code, and what its author should know of its prints. */
interface Compiled {
  readonly compiled: CompiledCode;
  readonly troubles: readonly PlaceTrouble[];
}

/** The code names the template in its errors, so the two are tied together here. */
function assemble(
  source: NamedText,
  compiled: CompiledCode,
  machine: Machine,
  base: { readonly template: Template; readonly start: Place } | null = null,
): Template {
  const none: Section = () => '';
  const unfinished: Sections = { root: none, blocks: new Map() };
  const { places, prints, starts } = compiled;
  const variants = new Map<string, Template>();
  const template: Template = {
    ...{ name: source.name, text: source, places, prints, starts },
    start: base?.start ?? null,
    from(start) {
      if (base !== null) return base.template.from(start);
      if (start === null) return template;
      const key = placeKey(start);
      const made = variants.get(key) ?? variant(template, start, machine);
      variants.set(key, made);
      return made;
    },
    ...unfinished,
  };
  // Templates are trusted code (`docs/trust.md`), and nunjucks compiles them to functions too.
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function('runtime', 'self', 'filters', compiled.code);
  const sections: Sections = make(machine.runtime, template, machine.vocabulary.filters);
  return Object.assign(template, sections);
}

/** A template as it is included, or has its blocks, elsewhere than in text: seldom, so made when asked for. */
function variant(template: Template, start: Place, machine: Machine): Template {
  const source = { name: template.name, ...template.text };
  const made = compileText(source, machine.vocabulary, start);
  if (!('compiled' in made)) throw new Error(`\`${template.name}\` compiled only once`);
  return assemble(source, made.compiled, machine, { template, start });
}
