/**
 * Liquid text to finews' tree: what Jekyll accepts is accepted, what it refuses is a fault of the
 * template. The tags are in `tags/`.
 */
import type { TemplateFault } from '../compiler/template-problems.js';
import type { Statement, TemplateExpression, Tree } from '../compiler/template-tree.js';
import { ExpressionReader } from './expressions.js';
import { tags } from './tags/all-tags.js';
import { type Body, EMPTY, MIDDLES, MISSPELT, type Reading, type TagReader } from './tags/tag.js';
import { LiquidFault, type LiquidNames, TemplateNotes, type UnknownTag } from './template-notes.js';
import type { BrokenPart, OutputPart, TagPart } from './template-parts.js';
import { type TemplatePart, templateParts } from './template-parts.js';

/** A Liquid text as a tree. */
export interface ParsedLiquid {
  readonly kind: 'done';
  readonly tree: Tree;
  /** What Jekyll reads, too, but as something else than is written. */
  readonly warnings: readonly TemplateFault[];
  /** Tags of a site's own plugins, which print nothing. */
  readonly unknownTags: readonly UnknownTag[];
}

/** Reads a template's text. */
export function parseLiquid(
  text: string,
  names: LiquidNames,
): ParsedLiquid | { readonly kind: 'fail'; readonly fault: TemplateFault } {
  const notes = new TemplateNotes(text, names);
  try {
    const parser = new LiquidParser(text, templateParts(text), notes);
    const tree = parser.whole();
    const { warnings, unknownTags } = notes;
    return { kind: 'done', tree, warnings, unknownTags };
  } catch (error) {
    if (error instanceof LiquidFault) return { kind: 'fail', fault: error.fault };
    throw error;
  }
}

/** Blocks in blocks: more is Jekyll's error as well. */
const MOST_NESTED = 100;

/** Reads parts one after the other; tags read their own bodies through it. */
export class LiquidParser implements Reading {
  readonly text: string;
  readonly notes: TemplateNotes;
  readonly expressions: ExpressionReader;
  readonly #parts: readonly TemplatePart[];
  #next = 0;
  #open: readonly TagPart[] = [];

  constructor(text: string, parts: readonly TemplatePart[], notes: TemplateNotes) {
    this.text = text;
    this.notes = notes;
    this.expressions = new ExpressionReader(text, notes);
    this.#parts = parts;
  }

  /** All parts, which are a template's or a `liquid` tag's. */
  whole(): readonly Statement[] {
    return this.#until([]).body.statements;
  }

  /** The same parts' reader for the lines of a `liquid` tag. */
  within(parts: readonly TemplatePart[]): Body {
    const inner = new LiquidParser(this.text, parts, this.notes);
    return inner.#until([]).body;
  }

  snippet(text: string, at: number): readonly Statement[] {
    const notes = this.notes.within(text, this.notes.at(at));
    return new LiquidParser(text, templateParts(text), notes).whole();
  }

  block(tag: TagPart, middles: readonly string[]): { readonly body: Body; readonly end: TagPart } {
    if (this.#open.length >= MOST_NESTED) {
      this.notes.fail(this.notes.at(tag.at), {
        message: `More than ${MOST_NESTED} blocks are in each other`,
        hint: 'Take some of them out into an include.',
      });
    }
    this.#open = [...this.#open, tag];
    const { body, end } = this.#until([...middles, `end${tag.name}`]);
    this.#open = this.#open.slice(0, -1);
    if (end !== null) return { body, end };
    return this.notes.fail(this.notes.at(tag.at), {
      message: `\`{% ${tag.name} %}\` is never closed`,
      hint: `Write \`{% end${tag.name} %}\` where it ends.`,
    });
  }

  /** Passes over a block that isn't read, with those of the same name in it. */
  skip(tag: TagPart): void {
    const end = this.#endOf(tag.name);
    if (end < 0) {
      this.notes.fail(this.notes.at(tag.at), {
        message: `\`{% ${tag.name} %}\` is never closed`,
        hint: `Write \`{% end${tag.name} %}\` where it ends.`,
      });
    }
    this.#next = end + 1;
  }

  /** The part that closes a block; -1: none does. */
  #endOf(name: string): number {
    let depth = 1;
    for (let at = this.#next; at < this.#parts.length; at += 1) {
      const part = this.#parts[at];
      if (part?.kind !== 'tag') continue;
      if (part.name === name) depth += 1;
      else if (part.name === `end${name}`) depth -= 1;
      if (depth === 0) return at;
    }
    return -1;
  }

  raw(): string {
    const part = this.#parts[this.#next];
    this.#next += 2;
    return part?.kind === 'text' ? part.text : '';
  }

  #until(ends: readonly string[]): { readonly body: Body; readonly end: TagPart | null } {
    const statements: Statement[] = [];
    let isBlank = true;
    for (;;) {
      const part = this.#parts[this.#next];
      if (part === undefined) return { body: { statements, isBlank }, end: null };
      this.#next += 1;
      if (part.kind === 'tag' && ends.includes(part.name)) {
        return { body: { statements, isBlank }, end: part };
      }
      const read = this.#part(part);
      statements.push(...read.statements);
      isBlank &&= read.isBlank;
    }
  }

  #part(part: TemplatePart): Body {
    switch (part.kind) {
      case 'text': {
        const isBlank = /^[\0\s]*$/.test(part.text);
        return { statements: [{ kind: 'text', text: part.text }], isBlank };
      }
      case 'output':
        return this.#output(part);
      case 'tag':
        return this.#tag(part);
      default:
        return this.#broken(part);
    }
  }

  #output(part: OutputPart): Body {
    const value = this.expressions.filtered(part);
    return { statements: [this.print(value, part.at)], isBlank: false };
  }

  print(value: TemplateExpression, at: number): Statement {
    const shown: TemplateExpression = { kind: 'operation', name: 'liquidShown', args: [value] };
    return { kind: 'print', value: shown, isOwn: true, at: this.notes.at(at) };
  }

  #tag(tag: TagPart): Body {
    const read: TagReader | undefined = tags.get(tag.name);
    if (read !== undefined) return read(this, tag);
    if (MIDDLES.has(tag.name) || tags.has(tag.name.replace(/^end/, ''))) this.#misplaced(tag);
    const meant = MISSPELT[tag.name];
    if (meant !== undefined) {
      this.notes.fail(this.notes.at(tag.at), {
        message: `There is no tag \`${tag.name}\``,
        hint: `Write \`${meant}\`.`,
      });
    }
    this.notes.unknownTags.push({ name: tag.name, at: this.notes.at(tag.at) });
    const end = this.#endOf(tag.name);
    if (end >= 0) this.#next = end + 1;
    return EMPTY;
  }

  #misplaced(tag: TagPart): never {
    const around = this.#open.at(-1);
    const written = this.text.slice(around?.at ?? 0, around?.to ?? 0);
    const { line } = this.notes.at(around?.at ?? 0);
    return this.notes.fail(this.notes.at(tag.at), {
      message:
        around === undefined
          ? `\`{% ${tag.name} %}\` belongs to no block`
          : `\`{% ${tag.name} %}\` doesn't belong into \`${written.trim()} %}\` of line ${line}`,
      hint:
        around === undefined
          ? 'Remove it, or write the tag that it closes.'
          : `Write \`{% end${around.name} %}\` before it.`,
    });
  }

  #broken({ at, what }: BrokenPart): never {
    return this.notes.fail(this.notes.at(at), BROKEN[what]);
  }
}

const BROKEN: Readonly<Record<BrokenPart['what'], { message: string; hint: string }>> = {
  tag: { message: 'A tag has no end', hint: 'Write `%}` where it ends.' },
  output: {
    message: 'An output has no end, or has a single `}` in it',
    hint: 'Write `}}` where it ends.',
  },
  raw: { message: '`{% raw %}` is never closed', hint: 'Write `{% endraw %}` where it ends.' },
  name: { message: 'A tag has no name', hint: 'Write the name behind `{%`.' },
};
