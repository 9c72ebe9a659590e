/**
 * One template's run: its variables, its blocks and where it was called from. Compiled templates
 * (see compiler/compile-template.ts) know it as `context`.
 */
import type { TemplatePlace } from '../compiler/compile-expressions.js';
import type { NoteTaker, PrintNote } from '../escape/captured-prints.js';
import type { Place } from '../escape/place.js';
import type { PlacedPrint } from '../escape/print-place.js';
import { type FilterScope, property } from '../filters/filter.js';
import type { TemplateText } from '../template-source.js';
import { RunState } from './liquid/run-state.js';
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
  /** What its prints ask, other than those in text; and where in HTML its includes and blocks stand. */
  readonly prints: readonly PlacedPrint[];
  readonly starts: readonly Place[];
  /** Where it begins itself; null: in text. */
  readonly start: Place | null;
  /** The same template for another beginning. */
  from(start: Place | null): Template;
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
export class RunContext implements FilterScope, NoteTaker {
  readonly template: Template;
  /** The run that included or imported this one. */
  readonly caller: RunContext | null;
  readonly scope: Scope;
  /** Parents by `extends`, the template itself first. */
  readonly chain: Template[];
  readonly depth: number;
  /** The scope of the filter that is being called. */
  frame: Frame;
  /** What a capture notes of what is printed, from `base` on; null: none is open. */
  notes: PrintNote[] | null;
  base: number;
  #exports: string[] | null;
  /** What the page was given, in whichever run it is seen from. */
  readonly #given: Readonly<Variables>;
  /** What the run set itself. */
  #own: Map<string, unknown> | null;
  /** What Liquid's `assign` and `capture` set: the whole run sees it, whatever template set it. */
  #assigned: Map<string, unknown> | null;
  /** The `break` or `continue` that ended this text where no loop of its own was around. */
  jump: 'break' | 'continue' | null;
  /** What Liquid's tags remember. */
  #state: RunState | null;
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
    this.chain = [template.from(null)];
    this.#own = null;
    this.#assigned = null;
    this.#state = null;
    this.jump = null;
    this.#exports = null;
    this.notes = null;
    this.base = 0;
  }

  extend(parent: Template): void {
    this.chain.push(parent);
  }

  /** The block that counts, the one nearest to the template itself, for a place in HTML. */
  block(name: string, start: Place | null): Section {
    const section = this.#blockFrom(0, name, start);
    if (section === undefined) throw new Error(`There is no block named \`${name}\``);
    return section;
  }

  /** What `super()` means in the block `name` of `template`. */
  parentBlock(name: string, template: Template): Section {
    const { start } = template;
    const at = this.chain.indexOf(template.from(null));
    const parent = this.#blockFrom(at + 1, name, start);
    if (parent === undefined) throw new Error(`Block \`${name}\` has no parent for \`super()\``);
    return parent;
  }

  #blockFrom(from: number, name: string, start: Place | null): Section | undefined {
    for (let at = from; at < this.chain.length; at++) {
      const template = this.chain[at];
      const section = template?.blocks.get(name);
      if (section !== undefined) {
        return start === null ? section : template?.from(start).blocks.get(name);
      }
    }
    return undefined;
  }

  /**
   * The page's own value of a name that no template binds: it can't change while the page is rendered,
   * so that a section reads it once; nor can an included text's parameters. Undefined: a template may bind
   * the name.
   */
  constant(name: string, frame: Frame): unknown {
    if (this.scope.bound.has(name)) return undefined;
    if (name === 'include') return frame.lookup(name);
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
    const count = this.#state?.counter(name);
    if (count !== undefined) return count;
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

  /** The jump of an included text, which is done with. */
  takeJump(): 'break' | 'continue' | null {
    const { jump } = this;
    this.jump = null;
    return jump;
  }

  /** What Liquid's tags remember in this run, and in what it includes. */
  get state(): RunState {
    if (this.#outer !== null) return this.#outer.state;
    this.#state ??= new RunState((name) =>
      Object.hasOwn(this.#given, name) ? this.#given[name] : undefined,
    );
    return this.#state;
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
