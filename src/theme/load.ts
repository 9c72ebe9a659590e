/**
 * From a template's text to something that runs: parse, check, compile. Everything wrong is told,
 * not only the first.
 */
import type { Outcome, Problem } from '../model/problem.js';
import { checkTree, type Vocabulary } from './check.js';
import { type CompiledCode, compileTree } from './compile.js';
import { type Fault, failures, misreadings } from './diagnose.js';
import { parseTemplate } from './parse.js';
import type { Section, Template } from './run-context.js';
import type { Runtime } from './runtime.js';
import type { TemplateText } from './template-source.js';

/** What compiled templates run on. */
export interface Machine {
  readonly runtime: Runtime;
  readonly vocabulary: Vocabulary;
  /** Gets the names that templates bind; grows with each that is loaded. */
  readonly bound: Set<string>;
}

/** A template that was tried to be loaded. */
export interface Loaded<Source extends NamedText = NamedText> {
  readonly source: Source;
  /** Null: it has errors. */
  readonly template: Template | null;
  readonly problems: readonly Problem[];
}

/** A text with the name that templates know it by. */
export interface NamedText extends TemplateText {
  readonly name: string;
}

/** Loads one template; problems found before are kept. */
export function loadTemplate<Source extends NamedText>(
  { value: source, problems }: Outcome<Source>,
  machine: Machine,
): Loaded<Source> {
  const { template, faults } = makeTemplate(source, machine);
  const more = template === null ? failures(source, faults) : misreadings(source);
  const broken = problems.some((problem) => problem.severity === 'error');
  return { source, template: broken ? null : template, problems: [...problems, ...more] };
}

type Sections = Pick<Template, 'root' | 'blocks'>;

interface Made {
  /** Null: there are faults. */
  readonly template: Template | null;
  readonly faults: readonly Fault[];
}

function makeTemplate(source: NamedText, machine: Machine): Made {
  const parsed = parseTemplate(source.text);
  if (parsed.kind === 'fail') return { template: null, faults: [parsed.fault] };
  const faults = checkTree(parsed.tree, machine.vocabulary);
  if (faults.length > 0) return { template: null, faults };
  const compiled = compileTree(source.name, parsed.tree);
  if ('message' in compiled) return { template: null, faults: [compiled] };
  for (const name of compiled.binds) machine.bound.add(name);
  return { template: assemble(source, compiled, machine), faults: [] };
}

/** The code names the template in its errors, so the two are tied together here. */
function assemble(source: NamedText, compiled: CompiledCode, machine: Machine): Template {
  const none: Section = () => '';
  const unfinished: Sections = { root: none, blocks: new Map() };
  const template = { name: source.name, text: source, places: compiled.places, ...unfinished };
  // Templates are trusted code (README, trust line), and nunjucks compiles them to functions too.
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function('runtime', 'self', 'filters', compiled.code);
  const sections: Sections = make(machine.runtime, template, machine.vocabulary.filters);
  return Object.assign(template, sections);
}
