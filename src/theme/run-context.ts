/**
 * One template's run: its variables, its blocks and where it was called from. Compiled templates
 * (see compile.ts) know it as `context`.
 */
import type { Place } from './compile-expressions.js';
import { type FilterScope, property } from './filters/filter.js';
import { type Frame, runtime as nunjucks } from './nunjucks-internals.js';
import type { TemplateText } from './template-source.js';
import { text } from './values.js';

/** Variables by name. */
export type Variables = Record<string, unknown>;

/** A template's body or one of its blocks; returns what it renders. */
export type Section = (context: RunContext, frame: Frame) => string;

/** A template ready to run. */
export interface Template {
  readonly name: string;
  readonly text: TemplateText;
  readonly places: readonly Place[];
  readonly root: Section;
  readonly blocks: ReadonlyMap<string, Section>;
}

/** What every run of a theme sees. */
export interface Scope {
  readonly globals: Readonly<Variables>;
}

const NOTHING: Readonly<Variables> = Object.freeze(Object.create(null));

/** A template's run with its parents by `extends`; an included template gets its own. */
export class RunContext implements FilterScope {
  readonly template: Template;
  /** The run that included or imported this one. */
  readonly caller: RunContext | null;
  readonly globals: Readonly<Variables>;
  /** Parents by `extends`, the template itself first. */
  readonly chain: Template[];
  readonly depth: number;
  /** The scope of the filter that is being called. */
  frame: Frame;
  readonly #blocks: Map<string, Section[]> = new Map();
  readonly #exports: string[] = [];
  /** What the run was given, and what it set itself. */
  readonly #given: Readonly<Variables>;
  readonly #own: Map<string, unknown> = new Map();
  /** The run whose variables this one sees as well. */
  readonly #outer: RunContext | null;

  /** `given` are variables, or the run whose variables an included template sees; it sets its own. */
  constructor(
    template: Template,
    given: Readonly<Variables> | RunContext | null,
    caller: RunContext | Scope,
  ) {
    const outer = caller instanceof RunContext ? caller : null;
    this.template = template;
    this.#outer = given instanceof RunContext ? given : null;
    this.#given = given instanceof RunContext || given === null ? NOTHING : given;
    this.caller = outer;
    this.globals = caller.globals;
    this.depth = outer ? outer.depth + 1 : 0;
    this.frame = new nunjucks.Frame();
    this.chain = [template];
    this.#addBlocks(template);
  }

  extend(parent: Template): void {
    this.chain.push(parent);
    this.#addBlocks(parent);
  }

  #addBlocks(template: Template): void {
    for (const [name, section] of template.blocks) {
      const sections = this.#blocks.get(name);
      if (sections) sections.push(section);
      else this.#blocks.set(name, [section]);
    }
  }

  /** The block that counts: the one nearest to the template itself. */
  block(name: string): Section {
    const section = this.#blocks.get(name)?.[0];
    if (section === undefined) throw new Error(`There is no block named \`${name}\``);
    return section;
  }

  /** What `super()` means in `section` of the block `name`. */
  parentBlock(name: string, section: Section): Section {
    const sections = this.#blocks.get(name) ?? [];
    const parent = sections[sections.indexOf(section) + 1];
    if (parent === undefined) throw new Error(`Block \`${name}\` has no parent for \`super()\``);
    return parent;
  }

  /** A variable that no scope has; nunjucks' `contextOrFrameLookup` calls it. */
  lookup(name: string): unknown {
    const value = this.#own.get(name);
    if (value !== undefined || this.#own.has(name)) return value;
    if (Object.hasOwn(this.#given, name)) return this.#given[name];
    if (this.#outer !== null) return this.#outer.lookup(name);
    return Object.hasOwn(this.globals, name) ? this.globals[name] : undefined;
  }

  setVariable(name: string, value: unknown): void {
    this.#own.set(name, value);
  }

  addExport(name: string): void {
    this.#exports.push(name);
  }

  /** What the template defines at its top level. */
  exported(): Readonly<Variables> {
    const values: Variables = Object.create(null);
    for (const name of this.#exports) values[name] = this.#own.get(name);
    return values;
  }

  /** A variable as the filter's place sees it. */
  variable(name: string): unknown {
    return nunjucks.contextOrFrameLookup(this, this.frame, name);
  }

  /** The page: `random` and `sample` always choose the same for the same one. */
  get seed(): string {
    const page = this.lookup('page');
    return text(property(page, 'path') ?? property(page, 'url'));
  }
}
