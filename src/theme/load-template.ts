/**
 * From a template's text to something that runs: parse, check, compile. Everything wrong is reported,
 * not only the first.
 */
import type { Outcome, Problem } from '../model/problem.js';
import { digest } from '../platform/digest.js';
import { memoizeByObject } from '../platform/memoize.js';
import { checkTree, type Vocabulary } from './compiler/check-template.js';
import { type CompiledCode, compileTree } from './compiler/compile-template.js';
import {
  failures,
  misreadings,
  problemAt,
  type TemplateFault,
  warningAt,
} from './compiler/template-problems.js';
import type { Tree } from './compiler/template-tree.js';
import { type Place, placeKey } from './escape/place.js';
import { placePrints } from './escape/place-prints.js';
import { placeProblems } from './escape/place-problems.js';
import { parseLiquid } from './liquid/parse-liquid.js';
import type { UnknownTag } from './liquid/template-notes.js';
import { lowerTemplate } from './nunjucks/lower-template.js';
import { parseTemplate } from './nunjucks/parse-template.js';
import {
  type MakeSections,
  READY_TEMPLATES,
  type ReadyCode,
  type Sections,
} from './ready-templates.js';
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
  /** Uses of tags that there are not. */
  readonly unknownTags: readonly UnknownTag[];
}

/** Loads one template; problems found before are kept. */
export function loadTemplate<Source extends NamedText>(
  { value: source, problems }: Outcome<Source>,
  machine: Machine,
): Loaded<Source> {
  const { vocabulary } = machine;
  const cached = machine.cachedTemplate(
    source,
    () => readyTemplate(source, vocabulary) ?? makeTemplate(source, vocabulary),
  );
  for (const name of cached.code?.binds ?? []) machine.bound.add(name);
  const all = [...problems, ...cached.problems];
  // Also the file's front matter may be wrong.
  const isBroken = cached.code === null || problems.some(({ severity }) => severity === 'error');
  return {
    source,
    template: isBroken ? null : assemble(source, cached.code, machine),
    problems: all,
    unknownTags: cached.unknownTags,
  };
}

/**
 * The built-in theme's, where it stands among its own and no list is stories' own, which places prints
 * otherwise. Null: it is to be compiled.
 */
function readyTemplate(
  { name, syntax, text }: NamedText,
  { templates, storyLists }: Vocabulary,
): CachedTemplate | null {
  const ready = syntax === 'nunjucks' ? READY_TEMPLATES.get(name) : undefined;
  if (ready === undefined || storyLists.size > 0 || ready.digest !== digest(text)) return null;
  const isWhole = [...READY_TEMPLATES.keys()].every((other) => templates.has(other));
  return isWhole ? { code: ready.code, problems: [], unknownTags: [] } : null;
}

/** Compiles a text. The package's build asks for the built-in theme's (`rolldown.config.ts`). */
export function makeTemplate(source: NamedText, vocabulary: Vocabulary): CachedTemplate {
  const read = source.syntax === 'liquid' ? readLiquid : readNunjucks;
  const { tree, problems, unknownTags } = read(source, vocabulary);
  if (tree === null) return { code: null, problems, unknownTags };
  const placed = placePrints(tree, undefined, vocabulary.storyLists);
  return {
    code: compileTree(tree, placed),
    problems: [...problems, ...placeProblems(source, placed.troubles)],
    unknownTags,
  };
}

/** A text as a tree; null: it has errors. */
interface LoweredText extends Pick<CachedTemplate, 'problems' | 'unknownTags'> {
  readonly tree: Tree | null;
}

function readLiquid(source: NamedText, vocabulary: Vocabulary): LoweredText {
  const { liquidFilters: filters, templates } = vocabulary;
  const parsed = parseLiquid(source.text, { filters, templates });
  if (parsed.kind === 'fail') {
    return { tree: null, problems: [problemAt(source, parsed.fault)], unknownTags: [] };
  }
  const { tree, warnings, unknownTags } = parsed;
  return { tree, problems: warnings.map((warning) => warningAt(source, warning)), unknownTags };
}

function readNunjucks(source: NamedText, vocabulary: Vocabulary): LoweredText {
  const lowered = lowerNunjucks(source.text, vocabulary);
  return 'tree' in lowered
    ? { tree: lowered.tree, problems: misreadings(source), unknownTags: [] }
    : { tree: null, problems: failures(source, lowered), unknownTags: [] };
}

function lowerNunjucks(
  text: string,
  vocabulary: Vocabulary,
): { readonly tree: Tree } | readonly TemplateFault[] {
  const parsed = parseTemplate(text);
  if (parsed.kind === 'fail') return [parsed.fault];
  const { tree, faults } = lowerTemplate(parsed.tree);
  const all = [...faults, ...checkTree(tree, vocabulary)];
  return all.length === 0 ? { tree } : all.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The code names the template in its errors, so the two are tied together here. */
function assemble(
  source: NamedText,
  compiled: CompiledCode | ReadyCode,
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
  const { filters, liquidFilters } = machine.vocabulary;
  const known = source.syntax === 'liquid' ? liquidFilters : filters;
  const sections = functionOf(compiled)(machine.runtime, template, known);
  return Object.assign(template, sections);
}

/** A cached template's code is made into a function once, and stays as fast as it has become. */
const functionOf = memoizeByObject((compiled: CompiledCode | ReadyCode): MakeSections => {
  if ('make' in compiled) return compiled.make;
  // Templates are trusted code (`docs/trust.md`), and nunjucks compiles them to functions too.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function('runtime', 'self', 'filters', compiled.code) as MakeSections;
});

/** A template as it is included, or has its blocks, elsewhere than in text: seldom, so made when asked for. */
function variant(template: Template, start: Place, machine: Machine): Template {
  const source = { ...template.text, name: template.name };
  const named = { ...source, name: `${template.name} ${placeKey(start)}` };
  const { code } = machine.cachedTemplate(named, () => makeVariant(source, start, machine));
  if (code === null) throw new Error(`\`${template.name}\` compiled only once`);
  return assemble(source, code, machine, { template, start });
}

function makeVariant(source: NamedText, start: Place, machine: Machine): CachedTemplate {
  const read = source.syntax === 'liquid' ? readLiquid : readNunjucks;
  const { tree } = read(source, machine.vocabulary);
  const storyLists = machine.vocabulary.storyLists;
  const code = tree === null ? null : compileTree(tree, placePrints(tree, start, storyLists));
  // What is doubtful in it was found where it was made for text.
  return { code, problems: [], unknownTags: [] };
}
