/**
 * Addresses that a template puts together of texts and values (`/tag/{{ name }}.html`, `{{ "/x" | append:
 * ".css" }}`, parameters of an include): what is known of each, and where it stands. For who has an
 * address of a page and wants to know which line wrote it; nothing is rendered.
 */
import type { Position } from '../model/problem.js';
import type { Statement, TemplateExpression, Tree } from './compiler/template-tree.js';
import { walk } from './compiler/walk-tree.js';
import { parseLiquid } from './liquid/parse-liquid.js';
import { lowerTemplate } from './nunjucks/lower-template.js';
import { parseTemplate } from './nunjucks/parse-template.js';
import type { TemplateText } from './template-source.js';

export interface AddressPattern extends Position {
  /** Letters and digits of an address that the template is known to have written; 0: it is not of this one. */
  known(address: string): number;
}

/** None of a template that can't be read. */
export function addressPatterns(template: TemplateText): readonly AddressPattern[] {
  const tree = treeOf(template);
  if (tree === null) return [];
  const groups: Group[] = [];
  gather(tree, groups);
  return groups.flatMap((group) => patternOf(group, template.line) ?? []);
}

/** Names are checked where a template is loaded. */
class AnyName extends Map<string, unknown> {
  override has(): boolean {
    return true;
  }
}

function treeOf({ syntax, text }: TemplateText): Tree | null {
  if (syntax === 'liquid') {
    const every = new AnyName();
    const parsed = parseLiquid(text, { filters: every, templates: every });
    return parsed.kind === 'done' ? parsed.tree : null;
  }
  const parsed = parseTemplate(text);
  return parsed.kind === 'fail' ? null : lowerTemplate(parsed.tree).tree;
}

/** A text, or a value with the texts that it is made of. */
type AddressPiece = string | readonly string[];

/** Pieces without a quote, a blank or a bracket between them. */
interface Group {
  readonly pieces: readonly AddressPiece[];
  /** Of its first value; null: it has none, and is found as it stands. */
  readonly at: Position | null;
}

const BORDER = /["'\s<>()]/;

class OpenGroup {
  pieces: AddressPiece[] = [];
  at: Position | null = null;
  readonly #groups: Group[];

  constructor(groups: Group[]) {
    this.#groups = groups;
  }

  text(text: string): void {
    const [first = '', ...more] = text.split(BORDER);
    this.pieces.push(first);
    const last = more.pop();
    if (last === undefined) return;
    this.end();
    this.pieces.push(last);
  }

  value(texts: readonly string[], at: Position): void {
    this.pieces.push(texts);
    this.at ??= at;
  }

  end(): void {
    if (this.at !== null) this.#groups.push({ pieces: this.pieces, at: this.at });
    this.pieces = [];
    this.at = null;
  }
}

function gather(body: readonly Statement[], groups: Group[]): void {
  const open = new OpenGroup(groups);
  for (const one of body) {
    if (one.kind === 'text') open.text(one.text);
    else if (one.kind === 'print') open.value(textsIn(one.value), one.at);
    else {
      // What it prints may be a part of an address.
      open.value([], one.at);
      gatherInner(one, groups);
    }
    if (one.kind === 'print') gatherCaptures(one.value, groups);
  }
  open.end();
}

function gatherInner(one: Exclude<Statement, { kind: 'text' | 'print' }>, groups: Group[]): void {
  const values = (...all: readonly TemplateExpression[]): void => {
    for (const value of all) {
      groups.push({ pieces: [textsIn(value)], at: one.at });
      gatherCaptures(value, groups);
    }
  };
  switch (one.kind) {
    case 'if':
      for (const { body } of one.branches) gather(body, groups);
      gather(one.otherwise, groups);
      break;
    case 'switch':
      for (const { body } of one.cases) gather(body, groups);
      gather(one.otherwise, groups);
      break;
    case 'for':
      values(one.list);
      for (const body of [one.body, one.tail, one.otherwise]) gather(body, groups);
      break;
    case 'set':
      values(one.value);
      break;
    case 'include':
      values(...(one.parameters?.entries ?? []).map(({ value }) => value));
      break;
    case 'block':
    case 'macro':
      gather(one.body, groups);
      break;
    default:
  }
}

/** What `capture`, `set` with an end and `call` hold. */
function gatherCaptures(value: TemplateExpression, groups: Group[]): void {
  walk(value, (node) => {
    if (node.kind === 'capture' || node.kind === 'caller') gather(node.body, groups);
  });
}

function textsIn(value: TemplateExpression): readonly string[] {
  const texts: string[] = [];
  walk(value, (node) => {
    if (node.kind === 'literal' && typeof node.value === 'string') texts.push(node.value);
  });
  return texts;
}

const LETTER = /[\p{L}\p{N}]/gu;

/** Less is chance. */
const LEAST = 2;

function lettersIn(text: string): number {
  return text.match(LETTER)?.length ?? 0;
}

function patternOf({ pieces, at }: Group, lines: number): AddressPattern | null {
  if (at === null) return null;
  const fixed = pieces.filter((piece) => typeof piece === 'string');
  const letters = lettersIn(fixed.join(' '));
  const texts = [...new Set(pieces.flatMap((piece) => (typeof piece === 'string' ? [] : piece)))];
  return {
    line: at.line + lines,
    column: at.column,
    known(address) {
      if (!isMadeOf(pieces, address)) return 0;
      const told = texts.filter((text) => lettersIn(text) >= LEAST && address.includes(text));
      const sum = told.reduce((all, text) => all + lettersIn(text), letters);
      return sum < LEAST ? 0 : sum;
    },
  };
}

/**
 * Whether the address is the texts in their order, with anything in place of values. Each text is taken
 * where it stands first, which leaves the most for the others: a hostile address is read once.
 */
function isMadeOf(pieces: readonly AddressPiece[], address: string): boolean {
  const texts = [''];
  for (const piece of pieces) {
    if (typeof piece === 'string') texts.push(`${texts.pop()}${piece}`);
    else texts.push('');
  }
  const [first = '', ...inner] = texts;
  const last = inner.pop();
  if (last === undefined) return address === first;
  if (!address.startsWith(first)) return false;
  let from = first.length;
  for (const text of inner) {
    const at = address.indexOf(text, from);
    if (at === -1) return false;
    from = at + text.length;
  }
  return address.length - last.length >= from && address.endsWith(last);
}
