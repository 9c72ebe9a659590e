/**
 * What compiled templates call while they run: other templates, printing, loops, errors. They know
 * it as `runtime`; one serves all templates of a theme and holds no state of a run.
 */

import { INCLUDES } from '../../formats/text/layout-names.js';
import {
  failuresAt,
  Mistake,
  suggest,
  TemplateError,
  type TemplateFault,
  unknownInclude,
  unknownName,
} from '../compiler/template-problems.js';
import { apart, captured, parentText, printNoted } from '../escape/captured-prints.js';
import type { Place } from '../escape/place.js';
import type { PlacedPrint } from '../escape/print-place.js';
import { TEXT_PLACE } from '../escape/print-value.js';
import { MacroHtml } from '../escape/story-text.js';
import type { Filter, MarkKeeper } from '../filters/filter.js';
import { isOwnFilter } from '../filters/site-filters.js';
import type { Callable } from '../nunjucks/nunjucks-internals.js';
import {
  isDatum,
  isEndless,
  isFrozen,
  isMethodName,
  isScalar,
  type Member,
  refused,
} from './calls.js';
import { escapedPrint, printOwn, printShown } from './liquid/liquid-prints.js';
import { makeKeywordArgs, makeMacro } from './macros.js';
import { operations } from './operations.js';
import {
  isExports,
  lookUp,
  RunContext,
  type Scope,
  type Template,
  type Variables,
} from './run-context.js';
import { Frame } from './scope.js';
import { isSafe, iterable, mapOf, member, method, print, text } from './template-values.js';

/** How templates find each other, tests and global functions. */
export interface Library extends Scope {
  names(): Iterable<string>;
  /** Undefined: there is none; throws a `TemplateError` for one that didn't compile. */
  template(name: string): Template | undefined;
  readonly tests: ReadonlyMap<string, Callable>;
}

/** What Liquid's tags say of an included template. */
interface LiquidInclusion extends Standing {
  /** Null: what includes the includer, perhaps, keeps its own. */
  readonly parameters: Readonly<Variables> | null;
  readonly seesIncluder: boolean;
}

/** Where an include stands in HTML (null: in text), how much its template printed before. */
interface Standing {
  readonly ignoreMissing: boolean;
  readonly start: Place | null;
  readonly offset: number;
}

/** Includes below includes: more is taken for a cycle. Far below what the stack holds. */
const MAX_DEPTH = 100;

/** The functions of the `runtime` that compiled code knows. */
export class Runtime {
  readonly Frame: typeof Frame = Frame;
  readonly makeMacro: typeof makeMacro = makeMacro;
  readonly makeKeywordArgs: typeof makeKeywordArgs = makeKeywordArgs;
  readonly op: typeof operations = operations;
  readonly map: typeof mapOf = mapOf;
  readonly lookUp: typeof lookUp = lookUp;
  readonly member: typeof member = member;
  readonly method: typeof method = method;
  readonly print: typeof print = print;
  readonly list: typeof iterable = iterable;
  readonly ownText: PlacedPrint = { to: TEXT_PLACE, isOwn: true };
  readonly plainText: PlacedPrint = { to: TEXT_PLACE, isOwn: false };
  readonly printAt: typeof printNoted = printNoted;
  readonly printOwn: typeof printOwn = printOwn;
  readonly printShown: typeof printShown = printShown;
  readonly escapedPrint: typeof escapedPrint = escapedPrint;
  readonly captured: typeof captured = captured;
  readonly apart: typeof apart = apart;
  readonly parent: typeof parentText = parentText;
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Runs a template for a page. */
  run(template: Template, variables: Readonly<Variables>): string {
    return this.#start(new RunContext(template, variables, this.#library), null);
  }

  #start(context: RunContext, outer: Frame | null): string {
    if (context.depth > MAX_DEPTH) {
      throw new Mistake(`Templates include each other without end: ${cycleOf(context)}`);
    }
    const frame = outer === null ? new Frame() : outer.push(true);
    frame.topLevel = true;
    return context.template.root(context, frame);
  }

  #find(name: unknown): Template {
    const wanted = text(name);
    const isInclude = wanted.startsWith(INCLUDES);
    const template =
      this.#library.template(wanted) ?? (isInclude ? this.#library.template(INCLUDES) : undefined);
    if (template !== undefined) return template;
    const known = this.#library.names();
    const { message, hint } = isInclude
      ? unknownInclude(wanted.slice(INCLUDES.length), known)
      : unknownName('template', wanted, known);
    throw new Mistake(message, hint);
  }

  /** What a story says may be of any type: a name is a text, and what is none includes nothing. */
  include(
    context: RunContext,
    name: unknown,
    frame: Frame,
    { ignoreMissing, start, offset }: Standing,
  ): string {
    const isNone = name !== undefined && name !== null && typeof name !== 'string' && !isSafe(name);
    if (isNone || (ignoreMissing && !this.#library.template(text(name)))) return '';
    const template = this.#find(name).from(start);
    return this.#start(noting(new RunContext(template, context, context), context, offset), frame);
  }

  /**
   * Liquid's: `parameters` are the included template's `include`, or, where it sees nothing of the
   * includer, its only variables.
   */
  includeWith(
    context: RunContext,
    name: unknown,
    frame: Frame,
    { ignoreMissing, start, offset, parameters, seesIncluder }: LiquidInclusion,
  ): string {
    if (ignoreMissing && !this.#library.template(text(name))) return '';
    const template = this.#find(name).from(start);
    const given = seesIncluder ? context : parameters;
    const inner = noting(new RunContext(template, given, context), context, offset);
    if (!seesIncluder) return this.#start(inner, null);
    const scope = frame.push(true);
    if (parameters !== null) scope.set('include', parameters);
    const output = this.#start(inner, scope);
    context.jump = inner.jump;
    return output;
  }

  extend(context: RunContext, name: unknown, { start }: Template): Template {
    const parent = this.#find(name);
    if (context.chain.includes(parent)) {
      throw new Mistake(`Templates extend each other: ${path([...context.chain, parent])}`);
    }
    context.extend(parent);
    return parent.from(start);
  }

  /** A child's own text is not shown; what an open capture noted of it goes. */
  runParent(parent: Template, context: RunContext, frame: Frame): string {
    const { notes, base } = context;
    if (notes !== null) context.notes = notes.filter(({ start }) => start < base);
    const html = parent.root(context, frame);
    if (notes !== null) notes.splice(0, notes.length, ...(context.notes ?? []));
    context.notes = notes;
    return html;
  }

  /** What a template defines at its top level; `frame` null: without the importer's variables. */
  exported(context: RunContext, name: unknown, frame: Frame | null): Readonly<Variables> {
    const inner = new RunContext(this.#find(name), frame ? context : null, context);
    this.#start(inner, frame);
    return inner.exported();
  }

  imported(exports: Readonly<Variables>, name: string): unknown {
    if (name in exports) return exports[name];
    throw new Mistake(`The template has no \`${name}\``, suggest(name, Object.keys(exports)));
  }

  test(name: string): Callable {
    return this.#library.tests.get(name) ?? (() => false);
  }

  /** A call by a name: a macro's, a global function's. */
  invoke(callee: unknown, name: string, context: RunContext, args: readonly unknown[]): unknown {
    if (typeof callee === 'function') return callee.apply(context, args);
    throw new Mistake(`\`${name}\` is not a function`);
  }

  /** The same with arguments that are a story's, perhaps. */
  invokeAsked(
    callee: unknown,
    name: string,
    context: RunContext,
    args: readonly unknown[],
  ): unknown {
    try {
      return this.invoke(callee, name, context, args);
    } catch (error) {
      return refused(error);
    }
  }

  /**
   * A call of a value's method. What a story says may be of any type, and is undefined where that has
   * no such method; where `isData` is false it can only be the author's slip.
   */
  invokeMember(
    callee: Member,
    name: string,
    context: RunContext,
    args: readonly unknown[],
  ): unknown {
    const { target, key, isData } = callee;
    const found = member(target, key);
    if (typeof found === 'function') {
      try {
        return found.apply(context, args);
      } catch (error) {
        return refused(error);
      }
    }
    const isValue = isData ? isDatum(target) : target !== undefined && isScalar(target);
    if (isValue && isMethodName(key) && !isExports(target)) return undefined;
    throw new Mistake(`\`${name}\` is not a function`);
  }

  /** A built-in filter whose arguments are a story's, perhaps: what it can't do with them is nothing. */
  lenient(filter: Filter): Filter {
    if (isOwnFilter(filter)) return filter;
    return function asked(input, ...args) {
      try {
        return filter.call(this, input, ...args);
      } catch (error) {
        return refused(error);
      }
    };
  }

  /** What a Liquid filter does with texts that have no marks. */
  unmarked(filter: Filter): Filter {
    return (filter as Partial<MarkKeeper>).plain ?? filter;
  }

  /** Part of an entry in `{% for key, value in … %}`. */
  part(entry: unknown, index: number): unknown {
    return member(entry, index);
  }

  /** Jinja's `loop`, for entry `index0` of `length`. */
  loop(index0: number, length: number): object {
    // One plain literal: it is made for every entry of every loop.
    return {
      index: index0 + 1,
      index0,
      first: index0 === 0,
      last: index0 === length - 1,
      revindex: length - index0,
      revindex0: length - index0 - 1,
      length,
    };
  }

  /** Liquid's `forloop`; `parentloop` is that of the loop around. */
  turn(index0: number, length: number, title: string, parentloop: unknown): object {
    return {
      name: title,
      length,
      index: index0 + 1,
      index0,
      rindex: length - index0,
      rindex0: length - index0 - 1,
      first: index0 === 0,
      last: index0 === length - 1,
      parentloop,
    };
  }

  /** Liquid's `tablerowloop`; `columns` below 1, or none: all entries are in one row. */
  cell(index0: number, length: number, columns: unknown): object {
    const wanted = typeof columns === 'number' ? columns : Number.parseInt(text(columns), 10);
    const cols = Number.isNaN(wanted) ? 0 : Math.trunc(wanted);
    const col0 = cols > 0 ? index0 % cols : index0;
    return {
      length,
      index: index0 + 1,
      index0,
      rindex: length - index0,
      rindex0: length - index0 - 1,
      first: index0 === 0,
      last: index0 === length - 1,
      row: cols > 0 ? Math.floor(index0 / cols) + 1 : 1,
      col: col0 + 1,
      col0,
      col_first: col0 === 0,
      col_last: col0 + 1 === cols,
    };
  }

  /** What a macro renders. */
  finished(html: string): object {
    return new MacroHtml(html);
  }

  guard(macro: Callable, locate: (error: unknown) => Error): Callable {
    return function guarded(this: unknown, ...args: unknown[]): unknown {
      try {
        return macro.apply(this, args);
      } catch (error) {
        throw locate(error);
      }
    };
  }

  /** An error with its place, the innermost template's; `at` counts `places` from 1. */
  blame(error: unknown, template: Template, at: number): Error {
    if (error instanceof TemplateError) return error;
    const { line, column, filter } = template.places[at - 1] ?? {
      line: 1,
      column: 1,
      filter: null,
    };
    const message = filter === null ? reason(error) : `Filter \`${filter}\`: ${reason(error)}`;
    const hint = error instanceof Mistake && error.hint !== undefined ? { hint: error.hint } : {};
    const fault: TemplateFault = { code: 'template-failed', line, column, message, ...hint };
    const [problem, ...more] = failuresAt(template.text, fault);
    const placed = new TemplateError(problem, more);
    placed.cause = error;
    return placed;
  }
}

/** An open capture of the includer's notes what the included template prints as well. */
function noting(inner: RunContext, { notes, base }: RunContext, offset: number): RunContext {
  inner.notes = notes;
  inner.base = base + offset;
  return inner;
}

function reason(error: unknown): string {
  if (isEndless(error)) return 'Macros or blocks call each other without end';
  if (isFrozen(error)) {
    return 'This would change what other pages see; use a filter, such as `reverse` or `push`, on it';
  }
  return error instanceof Error ? error.message : String(error);
}

function path(templates: readonly Template[]): string {
  return templates.map((template) => template.name).join(' → ');
}

/** From the innermost template out to where it was included before. */
function cycleOf(context: RunContext): string {
  const names: Template[] = [context.template];
  let outer = context.caller;
  while (outer !== null && outer.template !== context.template) {
    names.unshift(outer.template);
    outer = outer.caller;
  }
  return path([context.template, ...names]);
}
