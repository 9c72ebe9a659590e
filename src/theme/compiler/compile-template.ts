/**
 * Syntax tree to JavaScript. Nunjucks' compiler made synchronous: functions return their text and
 * throw their errors, and `at` always holds the number of the construct being run, so that an error
 * has the right position (nunjucks' callbacks catch later errors as their own).
 */
// oxlint-disable no-underscore-dangle -- nunjucks' own names

import {
  type BlockNode,
  type CompilerFrame,
  type ForNode,
  type ListNode,
  placeOf,
  type ReferenceNode,
  runtime,
  type SetNode,
  type TreeNode,
  walk,
} from '../nunjucks/nunjucks-internals.js';
import { ExpressionCompiler, SCRATCH, type TemplatePlace } from './compile-expressions.js';
import type { TemplateFault } from './template-problems.js';

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
}

const STATEMENTS: ReadonlySet<string> = new Set([
  ...['Output', 'If', 'For', 'Set', 'Switch', 'Include', 'Import', 'FromImport', 'Extends'],
]);

class TemplateCompiler extends ExpressionCompiler {
  override compile(node: TreeNode, frame?: CompilerFrame): void {
    const isText = node.typename === 'Output' && node.children[0]?.typename === 'TemplateData';
    if (STATEMENTS.has(node.typename) && !isText) this._emitLine(`${this.mark(node)};`);
    super.compile(node, frame);
  }

  #function(name: string, body: () => void): void {
    this.buffer = 'output';
    this._emitLine(`function ${name}(context, frame) {`);
    this._emitLine(`var at = 0; var output = ""; ${SCRATCH}`);
    const start = this.codebuf.push('') - 1;
    this._emitLine('try {');
    this.constants = new Set();
    body();
    const constants = [...this.constants].map(
      (constant) => `var x_${constant} = context.constant(${JSON.stringify(constant)});\n`,
    );
    this.codebuf[start] = constants.join('');
    this._emitLine('return output;');
    this._emitLine('} catch (error) { throw runtime.blame(error, self, at); }');
    this._emitLine('}');
  }

  compileRoot(node: ListNode): void {
    const frame = new runtime.Frame();
    this.#function('root', () => {
      this._emitLine('var parentTemplate = null;');
      for (const child of node.children) this.compile(child, frame);
      this._emitLine('if (parentTemplate) return parentTemplate.root(context, frame);');
    });
    this.inBlock = true;
    const names: string[] = [];
    walk(node, (block) => {
      if (block.typename !== 'Block') return;
      names.push(this.#compileBlockBody(block));
    });
    const pairs = names.map((name) => `[${JSON.stringify(name)}, b_${name}]`);
    this._emitLine(`return { root: root, blocks: new Map([${pairs.join(', ')}]) };`);
  }

  #compileBlockBody(block: BlockNode): string {
    const name = String(block.name.value);
    this.block = name;
    this.#function(`b_${name}`, () => {
      this._emitLine('frame = frame.push(true);');
      this.compile(block.body, new runtime.Frame());
    });
    return name;
  }

  /** A top-level block of a child template runs where its parent has it, not here as well. */
  compileBlock(node: BlockNode): void {
    const call = `context.block(${JSON.stringify(node.name.value)})(context, frame)`;
    const code = this.inBlock ? call : `(parentTemplate ? "" : ${call})`;
    this._emitLine(`${this.buffer} += ${code};`);
  }

  compileOutput(node: ListNode, frame: CompilerFrame): void {
    for (const child of node.children) {
      const isText = child.typename === 'TemplateData';
      if (isText && child.value === '') continue;
      this._emit(`${this.buffer} += ${isText ? '' : 'runtime.print'}(`);
      this.compile(child, frame);
      this._emitLine(');');
    }
  }

  /** As nunjucks', but for its `frame.topLevel` at each place. */
  override compileSet(node: SetNode, frame: CompilerFrame): void {
    const names = node.targets.map((target) => ('value' in target ? target.value : null));
    const isPlain = (name: unknown): name is string => typeof name === 'string';
    if (!names.every(isPlain)) {
      super.compileSet(node, frame);
      return;
    }
    const ids = names.map((name) => frame.lookup(name) || this.#declared());
    this._emit(`${ids.join(' = ')} = `);
    this.compile(node.value ?? node.body, frame);
    this._emitLine(';');
    names.forEach((name, index) => {
      this.binds.add(name);
      this._emitLine(`context.set(frame, ${JSON.stringify(name)}, ${ids[index]});`);
    });
  }

  #declared(): string {
    const id = this._tmpid();
    this._emitLine(`var ${id};`);
    return id;
  }

  override compileMacro(node: BlockNode, frame: CompilerFrame): void {
    this.binds.add(String(node.name.value));
    super.compileMacro(node, frame);
  }

  compileFor(node: ForNode, outer: CompilerFrame): void {
    const frame = outer.push();
    const [list, count, index] = [this._tmpid(), this._tmpid(), this._tmpid()];
    this.binds.add('loop');
    this._emitLine('frame = frame.push();');
    this._emit(`var ${list} = runtime.list(`);
    this.compile(node.arr, frame);
    this._emitLine(`), ${count} = ${list}.length;`);
    this._emitLine(`for (var ${index} = 0; ${index} < ${count}; ${index}++) {`);
    const pair = node.name.typename === 'Array';
    const names = node.name.typename === 'Array' ? node.name.children : [node.name];
    names.forEach((name, part) => {
      if (!('value' in name)) return;
      this.binds.add(String(name.value));
      const id = this._tmpid();
      const item = `${list}[${index}]`;
      this._emitLine(`var ${id} = ${pair ? `runtime.part(${item}, ${part})` : item};`);
      this._emitLine(`frame.set(${JSON.stringify(name.value)}, ${id});`);
      frame.set(String(name.value), id);
    });
    this._emitLine(`frame.set("loop", runtime.loop(${index}, ${count}));`);
    this.compile(node.body, frame);
    this._emitLine('}');
    if (node.else_) {
      this._emitLine(`if (!${count}) {`);
      this.compile(node.else_, frame);
      this._emitLine('}');
    }
    this._emitLine('frame = frame.pop();');
  }

  #reference(node: ReferenceNode, frame: CompilerFrame): void {
    this._emit('(context, ');
    this.arguments([node.template], frame, this.mark(node));
  }

  compileExtends(node: ReferenceNode, frame: CompilerFrame): void {
    this._emit('parentTemplate = runtime.extend');
    this.#reference(node, frame);
    this._emitLine(', self);');
  }

  compileInclude(node: ReferenceNode, frame: CompilerFrame): void {
    this._emit(`${this.buffer} += runtime.include`);
    this.#reference(node, frame);
    this._emitLine(`, frame, ${node.ignoreMissing === true});`);
  }

  #exported(node: ReferenceNode, frame: CompilerFrame): string {
    const id = this._tmpid();
    this._emit(`var ${id} = runtime.exported`);
    this.#reference(node, frame);
    this._emitLine(`, ${node.withContext === true ? 'frame' : 'null'});`);
    return id;
  }

  compileImport(node: ReferenceNode, frame: CompilerFrame): void {
    this.#bind(String(node.target?.value), this.#exported(node, frame), frame);
  }

  compileFromImport(node: ReferenceNode, frame: CompilerFrame): void {
    const source = this.#exported(node, frame);
    for (const child of node.names?.children ?? []) {
      const [name, alias] = child.typename === 'Pair' ? [child.key, child.value] : [child, child];
      if (!('value' in name && 'value' in alias)) continue;
      const id = this._tmpid();
      this._emitLine(`var ${id} = runtime.imported(${source}, ${JSON.stringify(name.value)});`);
      this.#bind(String(alias.value), id, frame);
    }
  }

  #bind(name: string, id: string, frame: CompilerFrame): void {
    this.binds.add(name);
    frame.set(name, id);
    const target = frame.parent ? 'frame.set' : 'context.setVariable';
    this._emitLine(`${target}(${JSON.stringify(name)}, ${id});`);
  }
}

/** Compiles a checked tree; what nunjucks' compiler still refuses is a fault. */
export function compileTree(name: string, tree: TreeNode): CompiledCode | TemplateFault {
  const compiler = new TemplateCompiler(name, false);
  try {
    compiler.compile(tree);
  } catch (error) {
    const place = placeOf(error) ?? { line: 1, column: 1 };
    const message = error instanceof Error ? error.message : String(error);
    return { code: 'template-syntax', ...place, message };
  }
  return { code: compiler.getCode(), places: compiler.places, binds: compiler.binds };
}
