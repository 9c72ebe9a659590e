/**
 * Expressions of a tree to JavaScript. The compiler of statements (see compile-template.ts) asks for the
 * code of each; what an expression needs outside of itself (places, filters, tests) is gathered here.
 */
// oxlint-disable typescript/consistent-return -- every kind of node returns

import { isNumberKey } from '../../model/data.js';
import type { Position } from '../../model/problem.js';
import type { OperationName } from '../runtime/operations.js';
import { LIQUID_MEMBERS } from '../runtime/template-values.js';
import { LocalNames } from './local-names.js';
import { turnPart } from './loop-reads.js';
import type {
  Capture,
  FilterCall,
  FunctionCall,
  MapOf,
  MemberOf,
  NamedExpression,
  Operation,
  Parameter,
  Statement,
  TemplateExpression,
  TestCall,
  Variable,
} from './template-tree.js';
import { childrenOf } from './walk-tree.js';

/** A construct that can fail at run time; `filter` where it is a filter's call. */
export interface TemplatePlace extends Position {
  readonly filter: string | null;
}

/** What a function's expressions keep for a moment: an object, its member, an argument. */
export const SCRATCH = 'var o, v, k;';

/** Code of statements that print into `output`. */
export type CompileBody = (body: readonly Statement[], names: LocalNames) => string;

/** Keys that lists and texts have, and what no object's own keys are. */
const OF_LISTS: ReadonlySet<string> = new Set([...LIQUID_MEMBERS, 'length', '__proto__']);

/** Filters whose texts are finished for text and attributes. */
const ESCAPES: ReadonlySet<string> = new Set(['escape', 'h', 'xml_escape']);

/** Operations that only ask what their values are. */
const UNMARKED: ReadonlySet<OperationName> = new Set([
  ...(['liquidTrue', 'liquidEqual', 'liquidContains'] as const),
  ...(['liquidLess', 'liquidMore', 'liquidAtMost', 'liquidAtLeast'] as const),
]);

/** Knows expressions, and the places of all that can fail. */
export class ExpressionCompiler {
  readonly places: TemplatePlace[] = [];
  /** Every name that the template binds. */
  readonly binds: Set<string> = new Set();
  /** The block being compiled, for `super()`. */
  block: string | null = null;
  /** The names that the section being compiled reads at its beginning; null inside of macros. */
  constants: Set<string> | null = null;
  readonly #filters: Map<string, string> = new Map();
  readonly #tests: Map<string, string> = new Map();
  readonly #body: CompileBody;
  #ids = 0;

  constructor(body: CompileBody) {
    this.#body = body;
  }

  /** A variable of the compiled code that has no other use. */
  newId(): string {
    this.#ids += 1;
    return `t_${this.#ids}`;
  }

  /** Code that says where the run is now. */
  mark({ line, column }: Position, filter: string | null = null): string {
    this.places.push({ line, column, filter });
    return `at = ${this.places.length}`;
  }

  /** What the code of expressions refers to, to stand before it. */
  prelude(): string {
    const filters = [...this.#filters].map(([code, id]) => `var ${id} = ${code};`);
    const tests = [...this.#tests].map(
      ([name, id]) => `var ${id} = runtime.test(${quoted(name)});`,
    );
    return ['"use strict";', ...filters, ...tests].join('\n');
  }

  /** One JavaScript expression, safe beside any operator. */
  compile(node: TemplateExpression, names: LocalNames): string {
    switch (node.kind) {
      case 'literal':
        return node.value === undefined ? 'undefined' : quoted(node.value);
      case 'pattern':
        return `new RegExp(${quoted(node.source)}, ${quoted(node.flags)})`;
      case 'name':
        return this.#name(node, names);
      case 'member':
        return this.#member(node, names);
      case 'operation':
        if (node.name === 'liquidMember') return this.#liquidMember(node, names);
        if (UNMARKED.has(node.name)) {
          return `runtime.op.${node.name}(${node.args.map((arg) => this.#bare(arg, names)).join(', ')})`;
        }
        return `runtime.op.${node.name}(${this.#list(node.args, names)})`;
      case 'state':
        // A counter's name is bound by it.
        for (const arg of node.args) if (arg.kind === 'literal') this.binds.add(String(arg.value));
        return `context.state.${node.name}(${this.#list(node.args, names)})`;
      case 'and':
      case 'or': {
        const operator = node.kind === 'and' ? '&&' : '||';
        return `(${this.compile(node.left, names)} ${operator} ${this.compile(node.right, names)})`;
      }
      case 'not':
        return `!(${this.compile(node.value, names)})`;
      case 'choice': {
        const [test, then, otherwise] = [node.test, node.then, node.otherwise].map((part) =>
          this.compile(part, names),
        );
        return `(${test} ? ${then} : ${otherwise})`;
      }
      case 'filter':
        return this.#filter(node, names);
      case 'test':
        return this.#test(node, names);
      case 'call':
        return this.#call(node, names);
      case 'super':
        return this.#parentBlock(node.at);
      case 'list':
        return `[${this.#list(node.items, names)}]`;
      case 'map':
        return this.#map(node, names);
      case 'capture':
        // What was rendered is HTML already.
        return `runtime.captured(context, ${this.#render(node, names)})`;
      case 'caller':
        return this.macro(node.parameters, node.body, new LocalNames(names), 'frame.push(true)');
    }
  }

  #list(nodes: readonly TemplateExpression[], names: LocalNames): string {
    return nodes.map((node) => this.compile(node, names)).join(', ');
  }

  /**
   * A name that the template doesn't bind may be a constant of the page (`RunContext.constant`),
   * read where the section begins. A macro sees other scopes than the section around it.
   */
  #name({ name }: Variable, names: LocalNames): string {
    const id = names.lookup(name);
    if (id !== undefined) return id;
    const found = `runtime.lookUp(context, frame, ${quoted(name)})`;
    if (this.constants === null || this.binds.has(name)) return found;
    this.constants.add(name);
    return `(${constantId(name)} ?? ${found})`;
  }

  /** Written out where the key is known, so that each place gets used to the objects it sees. */
  #member({ target, key }: MemberOf, names: LocalNames): string {
    const object = this.compile(target, names);
    const known = key.kind === 'literal' && typeof key.value === 'string' ? key.value : null;
    if (known === null || known === '__proto__' || LIQUID_MEMBERS.has(known)) {
      return `runtime.member(${object}, ${this.compile(key, names)})`;
    }
    const name = quoted(known);
    return `((o = ${object}) === undefined || o === null ? undefined : typeof (v = o[${name}]) === "function" ? runtime.method(o, v, ${name}) : v)`;
  }

  /** The read itself is written out, as above; what the key means of the object is the operation's. */
  #liquidMember(node: Operation, names: LocalNames, read = 'liquidKey'): string {
    const part = names.forloop === null ? undefined : turnPart(node);
    if (part !== undefined && names.forloop !== null) return part(names.forloop);
    const [target, key] = node.args;
    if (target === undefined || key === undefined) return 'undefined';
    const object = read === 'liquidBare' ? this.#bare(target, names) : this.compile(target, names);
    const known = key.kind === 'literal' && typeof key.value === 'string' ? key.value : null;
    if (known === null || OF_LISTS.has(known)) {
      return `runtime.op.liquidMember(${object}, ${this.compile(key, names)})`;
    }
    const name = quoted(known);
    return `((o = ${object}) === undefined || o === null ? undefined : runtime.op.${read}(o, o[${name}], ${name}))`;
  }

  /** What is asked of and not passed on, which needs no mark of who wrote it. */
  #bare(node: TemplateExpression, names: LocalNames): string {
    return node.kind === 'operation' && node.name === 'liquidMember'
      ? this.#liquidMember(node, names, 'liquidBare')
      : this.compile(node, names);
  }

  /** With other arguments than literals a filter must not fail: they may be a story's. */
  #filter(node: FilterCall, names: LocalNames): string {
    const given = [...node.args.slice(1), ...node.keywords.map(({ value }) => value)];
    const code = `filters.get(${quoted(node.name)})`;
    const isSure = given.every(isConstant);
    const id = this.#filterId(isSure ? code : `runtime.lenient(${code})`);
    const args = node.args.map((arg) =>
      node.isLiquid ? this.compile(arg, names) : this.#argument(arg, names),
    );
    const mark = this.#filterMark(node);
    if (node.isLiquid && isSure && node.keywords.length === 0) {
      const [input, ...more] = args;
      // A text without a mark, beside literals, has none to keep: most of what a layout's filters get.
      const callee = `(typeof k === "string" ? ${this.#filterId(`runtime.unmarked(${code})`)} : ${id})`;
      return `(k = ${input}, ${mark}, ${callee}.call(${['context', 'k', ...more].join(', ')}))`;
    }
    return `${id}.call(context, ${this.arguments(args, node.keywords, names, mark)})`;
  }

  #filterMark({ at, name }: FilterCall): string {
    return `${this.mark(at, name)}, context.frame = frame`;
  }

  /** `{{ value | escape }}`: the statement's code for where escaped text is at home; null: it is another. */
  escapedPrint(node: TemplateExpression, print: string, names: LocalNames): string | null {
    const isEscape = node.kind === 'filter' && node.isLiquid && ESCAPES.has(node.name);
    if (!isEscape || node.args.length !== 1 || node.keywords.length > 0) return null;
    const id = this.#filterId(`runtime.escapedPrint(filters.get(${quoted(node.name)}))`);
    const value = this.#list(node.args, names);
    return `k = ${value}, ${this.#filterMark(node)};\noutput += ${id}(k, ${print}, context, output);\n`;
  }

  #filterId(code: string): string {
    const id = this.#filters.get(code) ?? `f_${this.#filters.size}`;
    this.#filters.set(code, id);
    return id;
  }

  #test(node: TestCall, names: LocalNames): string {
    const id = this.#tests.get(node.name) ?? `is_${this.#tests.size}`;
    this.#tests.set(node.name, id);
    const given = node.args.map((arg) => this.#argument(arg, names));
    const args = this.arguments(given, [], names, this.mark(node.at));
    return `(${id}.call(context, ${args}) === true)`;
  }

  /** `mark` runs when all arguments have been evaluated; `given` is their code, but for the named ones'. */
  arguments(
    given: readonly string[],
    keywords: readonly NamedExpression[],
    names: LocalNames,
    mark: string,
  ): string {
    const codes = [...given];
    if (keywords.length > 0) codes.push(this.#keywords(keywords, names));
    const last = codes.pop() ?? 'undefined';
    return [...codes, `(k = ${last}, ${mark}, k)`].join(', ');
  }

  /** What Nunjucks captures for an argument is a plain text. */
  #argument(arg: TemplateExpression, names: LocalNames): string {
    if (arg.kind !== 'capture') return this.compile(arg, names);
    return `runtime.apart(context, null, ${this.#render(arg, names)})`;
  }

  #keywords(entries: readonly NamedExpression[], names: LocalNames): string {
    return `runtime.makeKeywordArgs(${this.#map({ entries }, names)})`;
  }

  #call(node: FunctionCall, names: LocalNames): string {
    const isLenient = ![...node.args, ...node.keywords.map(({ value }) => value)].every(isConstant);
    const given = node.args.map((arg) => this.compile(arg, names));
    if (node.keywords.length > 0) given.push(this.#keywords(node.keywords, names));
    const callee = this.#callee(node.callee, isLenient, names);
    const args = `(k = [${given.join(', ')}], ${this.mark(node.at)}, k)`;
    return `${callee}, ${quoted(display(node.callee))}, context, ${args})`;
  }

  #callee(node: TemplateExpression, isLenient: boolean, names: LocalNames): string {
    if (node.kind !== 'member') {
      return `runtime.${isLenient ? 'invokeAsked' : 'invoke'}(${this.compile(node, names)}`;
    }
    const { target, key } = node;
    const isData = target.kind !== 'name' || this.binds.has(target.name);
    const [object, member] = [this.compile(target, names), this.compile(key, names)];
    return `runtime.invokeMember({ target: ${object}, key: ${member}, isData: ${isData} }`;
  }

  #parentBlock(at: Position): string {
    if (this.block === null) {
      return `(${this.mark(at)}, runtime.invoke(undefined, "super", context, []))`;
    }
    const call = `context.parentBlock(${quoted(this.block)}, self)(context, frame)`;
    return `(${this.mark(at)}, runtime.parent(context, function () { return ${call}; }))`;
  }

  /**
   * A literal of the language, which `__proto__` in brackets is a key like others for; but it would put
   * numbers first.
   */
  #map(
    { entries }: Omit<MapOf, 'kind'>,
    names: LocalNames,
    prototype = '__proto__: null, ',
  ): string {
    const codes = entries.map(
      ({ key, value }) =>
        [
          key === '__proto__' ? `[${quoted(key)}]` : quoted(key),
          this.compile(value, names),
        ] as const,
    );
    if (entries.some(({ key }) => isNumberKey(key))) {
      return `runtime.map([${codes.map(([key, value]) => `[${key}, ${value}]`).join(', ')}])`;
    }
    return `{ ${prototype}${codes.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
  }

  /** What an include is given: members are read of it as of a file's map, and such an object is quicker. */
  parameters(entries: readonly NamedExpression[], names: LocalNames): string {
    return this.#map({ entries }, names, '');
  }

  /** A function that returns what a capture's body prints. */
  #render(node: Capture, names: LocalNames): string {
    return `function () { var output = ""; ${SCRATCH}\n${this.#body(node.body, names)}return output; }`;
  }

  /**
   * A function that takes a macro's arguments. It may be called from another template: its errors are
   * placed before they leave it. `scope` is the code of the frame that it runs in.
   */
  macro(
    parameters: readonly Parameter[],
    body: readonly Statement[],
    names: LocalNames,
    scope: string,
  ): string {
    for (const { name } of parameters) this.binds.add(name);
    this.binds.add('caller');
    const { constants } = this;
    this.constants = null;
    const placed = parameters.filter(({ fallback }) => fallback === undefined);
    for (const { name } of placed) names.set(name, `l_${name}`);
    const lines = [
      `function (${[...placed.map(({ name }) => `l_${name}`), 'named'].join(', ')}) {`,
      `var outer = frame; frame = ${scope}; var output = ""; ${SCRATCH}`,
      'if ("caller" in named) frame.set("caller", named.caller);',
      ...placed.map(({ name }) => `frame.set(${quoted(name)}, l_${name});`),
      ...parameters.flatMap(({ name, fallback }) => {
        if (fallback === undefined) return [];
        const key = quoted(name);
        const value = this.compile(fallback, names);
        return [`frame.set(${key}, ${key} in named ? named[${key}] : ${value});`];
      }),
      'var notes = context.notes; context.notes = null;',
      `try {\n${this.#body(body, names)}} finally { frame = outer; context.notes = notes; }`,
      'return runtime.finished(output); }',
    ];
    this.constants = constants;
    const takes = [placed, parameters.filter(({ fallback }) => fallback !== undefined)].map(
      (some) => quoted(some.map(({ name }) => name)),
    );
    const locate = 'function (error) { return runtime.blame(error, self, at); }';
    return `runtime.guard(runtime.makeMacro(${takes.join(', ')}, ${lines.join('\n')}), ${locate})`;
  }
}

/** A value as JavaScript writes it. */
export function quoted(value: unknown): string {
  return typeof value === 'number' && !Number.isFinite(value)
    ? String(value)
    : JSON.stringify(value);
}

/** The variable of a name that is read where a section begins. */
export function constantId(name: string): string {
  return `x_${name.replace(/[^\p{ID_Continue}$]/gu, '$$')}`;
}

/** Whether no story can change its value: it has no names. */
function isConstant(node: TemplateExpression | Statement): boolean {
  return node.kind !== 'name' && childrenOf(node).every(isConstant);
}

/** How an author wrote a callee: `site.posts.first`. */
function display(node: TemplateExpression): string {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'literal':
      return String(node.value);
    case 'member':
      return `${display(node.target)}.${display(node.key)}`;
    case 'call':
      return `${display(node.callee)}()`;
    default:
      return '…';
  }
}
