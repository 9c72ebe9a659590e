/**
 * Tree to JavaScript: one function a template, and one a block, which return their text and throw their
 * errors. `at` always holds the number of the construct being run, so that an error has its position.
 */
// oxlint-disable typescript/consistent-return -- every kind of node returns
import { WHOLE } from '../../model/problem.js';
import { isWritten } from '../escape/own-values.js';
import type { Place } from '../escape/place.js';
import type { PlacedPrints } from '../escape/place-prints.js';
import type { PlacedPrint } from '../escape/print-place.js';
import {
  constantId,
  ExpressionCompiler,
  quoted,
  SCRATCH,
  type TemplatePlace,
} from './compile-expressions.js';
import { LocalNames } from './local-names.js';
import { isSeenElsewhere, readsTurn } from './loop-reads.js';
import type {
  Assignment,
  Condition,
  ForLoop,
  Import,
  Inclusion,
  Jump,
  Macro,
  NamedBlock,
  Print,
  Statement,
  Switch,
  Tree,
} from './template-tree.js';
import { shownIn, walkAll } from './walk-tree.js';

/** A template as JavaScript. */
export interface CompiledCode {
  /**
   * A function body with the parameters `runtime`, `self` (the template), `filters`; it returns
   * `{root, blocks}`, functions of `(context, frame)`.
   */
  readonly code: string;
  /** `at` is an index into it, plus one. */
  readonly places: readonly TemplatePlace[];
  /** The names that the template binds. */
  readonly binds: ReadonlySet<string>;
  /** `self.prints`, `self.starts`. */
  readonly prints: readonly PlacedPrint[];
  readonly starts: readonly Place[];
}

/** Compiles a checked tree, whose prints have their places. */
export function compileTree(tree: Tree, placed: PlacedPrints): CompiledCode {
  const compiler = new TemplateCompiler(placed);
  const code = compiler.template(tree);
  const { places, binds, prelude } = compiler.gathered();
  const { prints, starts } = compiler;
  return { code: `${prelude}\n${code}`, places, binds, prints, starts };
}

/** Knows statements. */
class TemplateCompiler {
  readonly #expressions: ExpressionCompiler = new ExpressionCompiler((body, names) => {
    const around = this.#loops;
    this.#loops = [];
    this.#functions += 1;
    const code = this.#body(body, names);
    this.#functions -= 1;
    this.#loops = around;
    return code;
  });
  /** Whether what is compiled is a block's; a child's other text is not shown. */
  #inBlock = false;
  readonly #placed: PlacedPrints;
  readonly prints: PlacedPrint[] = [];
  readonly starts: Place[] = [];

  constructor(placed: PlacedPrints) {
    this.#placed = placed;
  }
  /** Loops around the statement, in its function: the label of a turn with a tail, else nothing. */
  #loops: string[] = [];
  /** Functions around it: captured texts, macros. */
  #functions = 0;

  gathered(): Pick<CompiledCode, 'places' | 'binds'> & { readonly prelude: string } {
    const { places, binds } = this.#expressions;
    return { places, binds, prelude: this.#expressions.prelude() };
  }

  template(tree: Tree): string {
    const blocks: NamedBlock[] = [];
    walkAll(tree, (node) => {
      if (node.kind === 'block') blocks.push(node);
    });
    const root = this.#section('root', () => [
      'var parentTemplate = null;\n',
      this.#body(tree, new LocalNames()),
      'if (parentTemplate) return runtime.runParent(parentTemplate, context, frame);\n',
    ]);
    this.#inBlock = true;
    const sections = blocks.map((block) => {
      this.#expressions.block = block.name;
      return this.#section(`b_${block.name}`, () => [
        'frame = frame.push(true);\n',
        this.#body(block.body, new LocalNames()),
      ]);
    });
    const pairs = blocks.map(({ name }) => `[${quoted(name)}, b_${name}]`);
    const result = `return { root: root, blocks: new Map([${pairs.join(', ')}]) };`;
    return [root, ...sections, result].join('\n');
  }

  #section(name: string, body: () => readonly string[]): string {
    this.#expressions.constants = new Set();
    const code = body();
    const constants = [...this.#expressions.constants].map(
      (constant) => `var ${constantId(constant)} = context.constant(${quoted(constant)}, frame);\n`,
    );
    return [
      `function ${name}(context, frame) {\nvar at = 0; var output = ""; ${SCRATCH}\n`,
      ...constants,
      'try {\n',
      ...code,
      'return output;\n} catch (error) { throw runtime.blame(error, self, at); }\n}',
    ].join('');
  }

  #body(statements: readonly Statement[], names: LocalNames): string {
    return statements.map((statement) => this.#statement(statement, names)).join('');
  }

  /** Whole lines of code. */
  #statement(node: Statement, names: LocalNames): string {
    switch (node.kind) {
      case 'text':
        return node.text === '' ? '' : `output += ${quoted(node.text)};\n`;
      case 'print':
        return this.#print(node, names);
      case 'if':
        return this.#condition(node, names);
      case 'switch':
        return this.#selection(node, names);
      case 'for':
        return this.#loop(node, names);
      case 'set':
        return this.#assignment(node, names);
      case 'include':
        return this.#inclusion(node, names);
      case 'extends': {
        const template = this.#reference(node, names);
        return this.#marked(node, `parentTemplate = runtime.extend(context, ${template}, self);\n`);
      }
      case 'import':
        return this.#import(node, names);
      case 'block':
        return this.#block(node);
      case 'macro':
        return this.#macro(node, names);
      case 'break':
      case 'continue':
        return this.#jump(node);
    }
  }

  #marked(node: Exclude<Statement, { kind: 'text' }>, code: string): string {
    return `${this.#expressions.mark(node.at)};\n${code}`;
  }

  #value(node: Parameters<ExpressionCompiler['compile']>[0], names: LocalNames): string {
    return this.#expressions.compile(node, names);
  }

  /** In text, outside of captures, a print is one call of a short function. */
  #print(node: Print, names: LocalNames): string {
    const { isOwn } = node;
    const to = this.#placed.prints.get(node);
    const isText = to === undefined || to.kind === 'text' || isWritten(node.value);
    const print = isText
      ? `runtime.${isOwn ? 'ownText' : 'plainText'}`
      : `self.prints[${this.prints.push({ to, isOwn }) - 1}]`;
    const shown = shownIn(node.value);
    if (shown !== null && (isText || (to.kind === 'attribute' && to.trouble === null))) {
      const escaped = this.#expressions.escapedPrint(shown, print, names);
      if (escaped !== null) return this.#marked(node, escaped);
    }
    const value = this.#value(shown ?? node.value, names);
    const call = shown === null ? 'printAt' : 'printShown';
    const placed = `runtime.${call}(v, ${print}, context, output)`;
    const short = `context.notes === null ? runtime.${isOwn ? 'printOwn' : 'print'}(v) : ${placed}`;
    return this.#marked(node, `v = ${value};\noutput += ${isText ? short : placed};\n`);
  }

  /** Where an include or a block stands, as an argument. */
  #start(node: Statement): string {
    const start = this.#placed.starts.get(node);
    return start === undefined ? 'null' : `self.starts[${this.starts.push(start) - 1}]`;
  }

  #condition(node: Condition, names: LocalNames): string {
    const branches = node.branches.map(({ test, body }) => {
      const condition = this.#value(test, names);
      return `if (${condition}) {\n${this.#body(body, names)}}`;
    });
    const otherwise = this.#body(node.otherwise, names);
    const last = otherwise === '' ? '' : ` else {\n${otherwise}}`;
    return this.#marked(node, `${branches.join(' else ')}${last}\n`);
  }

  #selection(node: Switch, names: LocalNames): string {
    const [value, found] = [this.#expressions.newId(), this.#expressions.newId()];
    const lines = [`var ${value} = ${this.#value(node.value, names)}, ${found} = false;\n`];
    for (const { values, body } of node.cases) {
      const tests = values.map(
        (wanted) => `runtime.op.${node.equal}(${value}, ${this.#value(wanted, names)})`,
      );
      const isOpen = node.runsAll ? '' : `!${found} && `;
      lines.push(
        `if (${isOpen}(${tests.join(' || ')})) {\n${found} = true;\n${this.#body(body, names)}}\n`,
      );
    }
    lines.push(`if (!${found}) {\n${this.#body(node.otherwise, names)}}\n`);
    return this.#marked(node, lines.join(''));
  }

  #loop(node: ForLoop, outer: LocalNames): string {
    const newId = (): string => this.#expressions.newId();
    const [list, count, index] = [newId(), newId(), newId()];
    const isLiquid = node.turn.variable === 'forloop';
    const names = new LocalNames(outer, isLiquid ? { index, count } : null);
    const isSeen = isSeenElsewhere(node);
    const turn = this.#turn(node, { index, count }, outer);
    this.#expressions.binds.add(node.turn.variable);
    const item = `${list}[${index}]`;
    const entries =
      node.names.length > 1
        ? this.#parts(node.names, item, names)
        : this.#entry(node.names[0] ?? '', item, names, isSeen);
    const of = this.#value(node.list, outer);
    const body = this.#turnBody(node, names);
    const otherwise = this.#body(node.otherwise, outer);
    const isScope = isSeen || turn !== '';
    const lines = [
      isScope ? 'frame = frame.push();\n' : '',
      `var ${list} = runtime.list(${of}), ${count} = ${list}.length;\n`,
      turn.includes(`${index}_outer`) ? `var ${index}_outer = frame.lookup("forloop");\n` : '',
      `for (var ${index} = 0; ${index} < ${count}; ${index}++) {\n`,
      `${entries}${turn}${body}}\n`,
      otherwise === '' ? '' : `if (!${count}) {\n${otherwise}}\n`,
      isScope ? 'frame = frame.pop();\n' : '',
    ];
    return this.#marked(node, lines.join(''));
  }

  /** A turn with a tail is a block of its own, which jumps leave for the tail. */
  #turnBody({ body, tail }: ForLoop, names: LocalNames): string {
    const label = tail.length === 0 ? '' : this.#expressions.newId();
    this.#loops.push(label);
    const code = this.#body(body, names);
    this.#loops.pop();
    if (label === '') return code;
    const end = this.#body(tail, names);
    return `var ${label}_ends = false;\n${label}: {\n${code}}\n${end}if (${label}_ends) break;\n`;
  }

  /** What describes the turn; empty: nothing in a loop of Liquid's reads it. */
  #turn(
    node: ForLoop,
    { index, count }: { readonly index: string; readonly count: string },
    names: LocalNames,
  ): string {
    const { turn } = node;
    const set = (code: string): string => `frame.set(${quoted(turn.variable)}, ${code});\n`;
    if (turn.variable === 'loop') return set(`runtime.loop(${index}, ${count})`);
    if (!readsTurn(node)) return '';
    if (turn.variable === 'forloop') {
      return set(`runtime.turn(${index}, ${count}, ${quoted(turn.title)}, ${index}_outer)`);
    }
    const columns = turn.columns === null ? 'undefined' : this.#value(turn.columns, names);
    return set(`runtime.cell(${index}, ${count}, ${columns})`);
  }

  #parts(parts: readonly string[], item: string, names: LocalNames): string {
    return parts
      .map((name, part) => this.#entry(name, `runtime.part(${item}, ${part})`, names, true))
      .join('');
  }

  #entry(name: string, value: string, names: LocalNames, isSeen: boolean): string {
    this.#expressions.binds.add(name);
    const id = this.#expressions.newId();
    names.set(name, id);
    const set = isSeen ? `frame.set(${quoted(name)}, ${id});\n` : '';
    return `var ${id} = ${value};\n${set}`;
  }

  #assignment(node: Assignment, names: LocalNames): string {
    const value = this.#value(node.value, names);
    for (const name of node.names) this.#expressions.binds.add(name);
    if (node.reach === 'run') {
      const [name = ''] = node.names;
      return this.#marked(node, `context.assign(${quoted(name)}, ${value});\n`);
    }
    const ids = node.names.map((name) => names.lookup(name) ?? this.#expressions.newId());
    const declared = node.names.flatMap((name, at) => {
      return names.lookup(name) === undefined ? [`var ${ids[at]};\n`] : [];
    });
    const sets = node.names.map((name, at) => `context.set(frame, ${quoted(name)}, ${ids[at]});\n`);
    const code = `${declared.join('')}${ids.join(' = ')} = ${value};\n${sets.join('')}`;
    return this.#marked(node, code);
  }

  /** A template's name as an argument: whatever goes wrong with it, the tag is where. */
  #reference(node: Pick<Inclusion, 'template' | 'at'>, names: LocalNames): string {
    return this.#expressions.arguments(
      [this.#value(node.template, names)],
      [],
      names,
      this.#expressions.mark(node.at),
    );
  }

  #inclusion(node: Inclusion, names: LocalNames): string {
    const template = this.#reference(node, names);
    const { ignoreMissing } = node;
    const standing = `start: ${this.#start(node)}, offset: output.length, ignoreMissing: ${ignoreMissing}`;
    if (node.parameters === null) {
      const code = `output += runtime.include(context, ${template}, frame, { ${standing} });\n`;
      return this.#marked(node, code);
    }
    const { entries, sees } = node.parameters;
    const parameters = this.#expressions.parameters(entries, names);
    const given = sees === 'includer' && entries.length === 0 ? 'null' : parameters;
    const isSeen = sees === 'includer';
    const how = `{ ${standing}, parameters: ${given}, seesIncluder: ${isSeen} }`;
    const code = `output += runtime.includeWith(context, ${template}, frame, ${how});\n`;
    return this.#marked(node, isSeen ? `${code}${this.#jumpFromInclude()}` : code);
  }

  /** A `break` in an included text ends the loop around its include. */
  #jumpFromInclude(): string {
    const label = this.#loops.at(-1);
    if (label === undefined) {
      const isMet = this.#functions > 0 ? 'context.takeJump()' : 'context.jump';
      return `if (${isMet} !== null) return output;\n`;
    }
    const jump = (kind: Jump['kind']): string => this.#jump({ kind, at: WHOLE });
    return `if (context.jump !== null) {\nif (context.takeJump() === "break") { ${jump('break')} } else { ${jump('continue')} }\n}\n`;
  }

  #import(node: Import, names: LocalNames): string {
    const source = this.#expressions.newId();
    const frame = node.withContext ? 'frame' : 'null';
    const exported = `runtime.exported(context, ${this.#reference(node, names)}, ${frame})`;
    const lines = [`var ${source} = ${exported};\n`];
    if (node.whole !== null) lines.push(this.#bind(node.whole, source, names));
    for (const [name, alias] of node.names) {
      const id = this.#expressions.newId();
      lines.push(`var ${id} = runtime.imported(${source}, ${quoted(name)});\n`);
      lines.push(this.#bind(alias, id, names));
    }
    return this.#marked(node, lines.join(''));
  }

  #bind(name: string, id: string, names: LocalNames): string {
    this.#expressions.binds.add(name);
    const target = names.isOutermost ? 'context.setVariable' : 'frame.set';
    names.set(name, id);
    return `${target}(${quoted(name)}, ${id});\n`;
  }

  /** A top-level block of a child template runs where its parent has it, not here as well. */
  #block(node: NamedBlock): string {
    const section = `context.block(${quoted(node.name)}, ${this.#start(node)})`;
    const call = `runtime.apart(context, output, function () { return ${section}(context, frame); })`;
    return `output += ${this.#inBlock ? call : `(parentTemplate ? "" : ${call})`};\n`;
  }

  #macro(node: Macro, names: LocalNames): string {
    const id = this.#expressions.newId();
    const { parameters, body } = node;
    const scope = 'new runtime.Frame()';
    const code = this.#expressions.macro(parameters, body, new LocalNames(), scope);
    const isExported = names.isOutermost && !node.name.startsWith('_');
    const bound = this.#bind(node.name, id, names);
    const exported = isExported ? `context.addExport(${quoted(node.name)});\n` : '';
    return `var ${id} = ${code};\n${exported}${bound}`;
  }

  /** Outside of a loop it ends the text that is being made. */
  #jump(node: Jump): string {
    const label = this.#loops.at(-1);
    if (label === undefined) {
      const leaves = this.#functions > 0 ? '' : `context.jump = ${quoted(node.kind)};\n`;
      return `${leaves}return output;\n`;
    }
    if (label === '') return `${node.kind};\n`;
    return `${node.kind === 'break' ? `${label}_ends = true; ` : ''}break ${label};\n`;
  }
}
