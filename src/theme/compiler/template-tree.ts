/**
 * A template as a tree: what Nunjucks and Liquid are both lowered to, and the one thing that is checked
 * and compiled. Where the two languages differ (what is true, what `==` means, how a list is cut) the
 * lowering says so, by the operation that it names; the compiler knows no language.
 */
import type { Position } from '../../model/problem.js';
import type { OperationName } from '../runtime/operations.js';

/** A value while a page is rendered. */
export type TemplateExpression =
  | Literal
  | Pattern
  | Variable
  | MemberOf
  | Operation
  | Junction
  | Negation
  | Conditional
  | FilterCall
  | TestCall
  | FunctionCall
  | ParentBlock
  | ListOf
  | MapOf
  | Capture
  | CallBody;

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null | undefined;
}

/** A regular expression, made anew where it stands. */
export interface Pattern {
  readonly kind: 'pattern';
  readonly source: string;
  readonly flags: string;
}

/** A variable: of a loop, of the template, of the page. */
export interface Variable {
  readonly kind: 'name';
  readonly name: string;
  readonly at: Position;
}

/** `target.key` by the rules of views and data: what both languages agree on. */
export interface MemberOf {
  readonly kind: 'member';
  readonly target: TemplateExpression;
  readonly key: TemplateExpression;
}

/**
 * One of the runtime's functions of values (`runtime/operations.ts`): operators, Liquid's members, its
 * truth, its cut of a list. Operations never throw for a value's type.
 */
export interface Operation {
  readonly kind: 'operation';
  readonly name: OperationName;
  readonly args: readonly TemplateExpression[];
}

/** JavaScript's `&&` and `||`: gives one of its sides. */
export interface Junction {
  readonly kind: 'and' | 'or';
  readonly left: TemplateExpression;
  readonly right: TemplateExpression;
}

/** JavaScript's `!`. */
export interface Negation {
  readonly kind: 'not';
  readonly value: TemplateExpression;
}

/** `then if test else otherwise`. */
export interface Conditional {
  readonly kind: 'choice';
  readonly test: TemplateExpression;
  readonly then: TemplateExpression;
  readonly otherwise: TemplateExpression;
}

/** `input | name(args)`: the input is the first argument. */
export interface FilterCall {
  readonly kind: 'filter';
  readonly name: string;
  readonly args: readonly TemplateExpression[];
  readonly keywords: readonly NamedExpression[];
  readonly at: Position;
  /** Liquid's: a story's text in input or arguments leaves its mark on what comes out. */
  readonly isLiquid: boolean;
}

/** `args[0] is name(args…)`. */
export interface TestCall {
  readonly kind: 'test';
  readonly name: string;
  readonly args: readonly TemplateExpression[];
  readonly at: Position;
}

/** A macro's call, a global function's, a value's method. */
export interface FunctionCall {
  readonly kind: 'call';
  readonly callee: TemplateExpression;
  readonly args: readonly TemplateExpression[];
  readonly keywords: readonly NamedExpression[];
  readonly at: Position;
}

/** `super()`. */
export interface ParentBlock {
  readonly kind: 'super';
  readonly at: Position;
}

export interface ListOf {
  readonly kind: 'list';
  readonly items: readonly TemplateExpression[];
}

export interface MapOf {
  readonly kind: 'map';
  readonly entries: readonly NamedExpression[];
}

export interface NamedExpression {
  readonly key: string;
  readonly value: TemplateExpression;
}

/** What statements print, as a value: finished HTML. */
export interface Capture {
  readonly kind: 'capture';
  readonly body: readonly Statement[];
}

/** What stands between `{% call %}` and its end, as a macro without a name. */
export interface CallBody {
  readonly kind: 'caller';
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly at: Position;
}

/** What a template does. */
export type Statement =
  | Text
  | Print
  | Condition
  | Switch
  | ForLoop
  | Assignment
  | Inclusion
  | Extension
  | Import
  | NamedBlock
  | Macro
  | Jump;

/** Text between tags, as it stands. */
export interface Text {
  readonly kind: 'text';
  readonly text: string;
}

/**
 * `{{ value }}`. `isOwn`: what the template's language takes for the site's own text (strings without a
 * mark) prints as it is, as in Liquid; otherwise only what is marked as finished does.
 */
export interface Print {
  readonly kind: 'print';
  readonly value: TemplateExpression;
  readonly isOwn: boolean;
  readonly at: Position;
}

/** The body of the first branch whose test is true (JavaScript's truth; lowerings put an operation there). */
export interface Condition {
  readonly kind: 'if';
  readonly branches: readonly {
    readonly test: TemplateExpression;
    readonly body: readonly Statement[];
  }[];
  readonly otherwise: readonly Statement[];
  readonly at: Position;
}

/**
 * The body of the first case that has the value (`equal(value, one of values)` by that operation), or of
 * all of them.
 */
export interface Switch {
  readonly kind: 'switch';
  readonly value: TemplateExpression;
  readonly equal: OperationName;
  readonly cases: readonly {
    readonly values: readonly TemplateExpression[];
    readonly body: readonly Statement[];
  }[];
  /** Where no case has it. */
  readonly otherwise: readonly Statement[];
  readonly runsAll: boolean;
  readonly at: Position;
}

/** `{% for names in list %}`; with several names an entry is taken apart. */
export interface ForLoop {
  readonly kind: 'for';
  readonly names: readonly string[];
  readonly list: TemplateExpression;
  readonly body: readonly Statement[];
  /** For a list without entries. */
  readonly otherwise: readonly Statement[];
  /**
   * What describes the turn: the variable's name, and which of the runtime's makers makes it. Liquid's
   * has a name of its own (`title`: `post-site.posts`) and the loop around it.
   */
  readonly turn:
    | { readonly variable: 'loop' }
    | {
        readonly variable: 'forloop' | 'tablerowloop';
        readonly title: string;
        readonly columns: TemplateExpression | null;
      };
  readonly at: Position;
}

/**
 * `{% set names = value %}`, `{% assign %}`, `{% capture %}`. `reach`: the scope that it is set in, and at
 * the top level exported (Nunjucks); or the whole run, includes and what included it (Liquid).
 */
export interface Assignment {
  readonly kind: 'set';
  readonly names: readonly string[];
  readonly value: TemplateExpression;
  readonly reach: 'scope' | 'run';
  readonly at: Position;
}

/** Another template's text here. */
export interface Inclusion {
  readonly kind: 'include';
  /** A template's name as templates know it; a list: the first that there is. */
  readonly template: TemplateExpression;
  readonly ignoreMissing: boolean;
  /**
   * Liquid's: what `include.…` (or a plain name under `render`) is in the included template, and ends with
   * it. Null: Nunjucks', which sees what the includer sees.
   */
  readonly parameters: {
    readonly entries: readonly NamedExpression[];
    readonly sees: 'includer' | 'nothing';
  } | null;
  readonly at: Position;
}

export interface Extension {
  readonly kind: 'extends';
  readonly template: TemplateExpression;
  readonly at: Position;
}

/** `{% import %}` binds `whole`, `{% from … import %}` binds `names` (theirs, and here). */
export interface Import {
  readonly kind: 'import';
  readonly template: TemplateExpression;
  readonly whole: string | null;
  readonly names: readonly (readonly [name: string, alias: string])[];
  readonly withContext: boolean;
  readonly at: Position;
}

/** A named part that a child may replace. */
export interface NamedBlock {
  readonly kind: 'block';
  readonly name: string;
  readonly body: readonly Statement[];
  readonly at: Position;
}

export interface Parameter {
  readonly name: string;
  /** Undefined: it has none. */
  readonly fallback: TemplateExpression | undefined;
}

/** `{% macro name(parameters) %}`. */
export interface Macro {
  readonly kind: 'macro';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly at: Position;
}

/** Ends a loop, or its turn. */
export interface Jump {
  readonly kind: 'break' | 'continue';
  readonly at: Position;
}

/** A template's statements from its top. */
export type Tree = readonly Statement[];
