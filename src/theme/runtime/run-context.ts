/**
 * One template's run: its variables, its blocks and where it was called from. Compiled templates
 * (see compiler/compile-template.ts) know it as `context`.
 */
import type { TemplatePlace } from '../compiler/compile-expressions.js';
import { type FilterScope, property } from '../filters/filter.js';
import type { TemplateText } from '../template-source.js';
import { Frame } from './scope.js';
import { text } from './template-values.js';

/** Variables by name. */
export type Variables = Record<string, unknown>;

/** A template's body or one of its blocks; returns what it renders. */
export type Section = (context: RunContext, frame: Frame) => string;

/** A template ready to run. */
export interface Template {
  readonly name: string;
  readonly text: TemplateText;
  readonly places: readonly TemplatePlace[];
  readonly root: Section;
  readonly blocks: ReadonlyMap<string, Section>;
}

/** What every run of a theme sees. */
export interface Scope {
  readonly globals: Readonly<Variables>;
  /** Every name that a template binds somewhere, by `set`, a loop, an import, a macro. */
  readonly bound: ReadonlySet<string>;
}

/** Marks what a template defines at its top level: a name that isn't among it is a slip. */
const EXPORTS: unique symbol = Symbol('exports');

export function isExports(value: unknown): boolean {
  return typeof value === 'object' && value !== null && EXPORTS in value;
}

const NOTHING: Readonly<Variables> = Object.freeze(Object.create(null));
const NO_FRAME: Frame = new Frame();

/** A variable as a place sees it; compiled templates call it. */
export function lookUp(context: RunContext, frame: Frame, name: string): unknown {
  const value = frame.lookup(name);
  return value === undefined ? context.lookup(name) : value;
}

/** A template's run with its parents by `extends`; an included template gets its own. */
export class RunContext implements FilterScope {
  readonly template: Template;
  /** The run that included or imported this one. */
  readonly caller: RunContext | null;
  readonly scope: Scope;
  /** Parents by `extends`, the template itself first. */
  readonly chain: Template[];
  readonly depth: number;
  /** The scope of the filter that is being called. */
  frame: Frame;
  #blocks: Map<string, Section[]> | null;
  #exports: string[] | null;
  /** What the page was given, in whichever run it is seen from. */
  readonly #given: Readonly<Variables>;
  /** What the run set itself. */
  #own: Map<string, unknown> | null;
  /** What Liquid's `assign` and `capture` set: the whole run sees it, whatever template set it. */
  #assigned: Map<string, unknown> | null;
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
    this.#given = given instanceof RunContext ? given.#given : (given ?? NOTHING);
    this.caller = outer;
    this.scope = caller instanceof RunContext ? caller.scope : caller;
    this.depth = outer === null ? 0 : outer.depth + 1;
    this.frame = NO_FRAME;
    this.chain = [template];
    this.#own = null;
    this.#assigned = null;
    this.#exports = null;
    this.#blocks = null;
    this.#addBlocks(template);
  }

  extend(parent: Template): void {
    this.chain.push(parent);
    this.#addBlocks(parent);
  }

  #addBlocks(template: Template): void {
    if (template.blocks.size === 0) return;
    this.#blocks ??= new Map();
    for (const [name, section] of template.blocks) {
      const sections = this.#blocks.get(name);
      if (sections) sections.push(section);
      else this.#blocks.set(name, [section]);
    }
  }

  /** The block that counts: the one nearest to the template itself. */
  block(name: string): Section {
    const section = this.#blocks?.get(name)?.[0];
    if (section === undefined) throw new Error(`There is no block named \`${name}\``);
    return section;
  }

  /** What `super()` means in `section` of the block `name`. */
  parentBlock(name: string, section: Section): Section {
    const sections = this.#blocks?.get(name) ?? [];
    const parent = sections[sections.indexOf(section) + 1];
    if (parent === undefined) throw new Error(`Block \`${name}\` has no parent for \`super()\``);
    return parent;
  }

  /**
   * The page's own value of a name that no template binds: it can't change while the page is rendered,
   * so that a section reads it once. Undefined: a template may bind the name.
   */
  constant(name: string): unknown {
    if (this.scope.bound.has(name)) return undefined;
    return Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
  }

  /** A variable that no frame has. */
  lookup(name: string): unknown {
    const own = this.#own;
    if (own !== null) {
      const value = own.get(name);
      if (value !== undefined || own.has(name)) return value;
    }
    if (this.#outer !== null) return this.#outer.lookup(name);
    if (this.#assigned?.has(name)) return this.#assigned.get(name);
    if (Object.hasOwn(this.#given, name)) return this.#given[name];
    const { globals } = this.scope;
    return Object.hasOwn(globals, name) ? globals[name] : undefined;
  }

  setVariable(name: string, value: unknown): void {
    this.#own ??= new Map();
    this.#own.set(name, value);
  }

  /** What Liquid's `assign` does: what included this template sees it as well. */
  assign(name: string, value: unknown): void {
    if (this.#outer !== null) {
      this.#outer.assign(name, value);
      return;
    }
    this.#assigned ??= new Map();
    this.#assigned.set(name, value);
  }

  addExport(name: string): void {
    this.#exports ??= [];
    this.#exports.push(name);
  }

  /** What `set` does at `frame`: at the top level the variable is the template's own, and exported. */
  set(frame: Frame, name: string, value: unknown): void {
    frame.set(name, value, true);
    if (!frame.topLevel) return;
    this.setVariable(name, value);
    if (!name.startsWith('_')) this.addExport(name);
  }

  /** What the template defines at its top level. */
  exported(): Readonly<Variables> {
    const values: Variables & { [EXPORTS]?: true } = Object.create(null);
    values[EXPORTS] = true;
    for (const name of this.#exports ?? []) values[name] = this.#own?.get(name);
    return values;
  }

  /** A variable as the filter's place sees it. */
  variable(name: string): unknown {
    return lookUp(this, this.frame, name);
  }

  /** The page: `random` and `sample` always choose the same for the same one. */
  get seed(): string {
    const page = this.lookup('page');
    return text(property(page, 'path') ?? property(page, 'url'));
  }
}
