/** What a tag's reader gets and gives. */
import type { Statement, TemplateExpression } from '../../compiler/template-tree.js';
import type { ExpressionReader } from '../expressions.js';
import type { TemplateNotes } from '../template-notes.js';
import type { TagPart, TemplatePart } from '../template-parts.js';

/** Statements of a block. */
export interface Body {
  readonly statements: readonly Statement[];
  /** Nothing but white space and what prints nothing: such a block's white space isn't printed. */
  readonly isBlank: boolean;
}

/** A template while it is read. */
export interface Reading {
  readonly text: string;
  readonly notes: TemplateNotes;
  readonly expressions: ExpressionReader;
  /** The body of a block up to its end, or to one of the tags that part it. */
  block(tag: TagPart, middles: readonly string[]): { readonly body: Body; readonly end: TagPart };
  /** Passes over the body of a block. */
  skip(tag: TagPart): void;
  /** The text of a `raw` block. */
  raw(): string;
  /** Reads parts for themselves. */
  within(parts: readonly TemplatePart[]): Body;
  /** Statements of a text of finews' own, in the place of a tag. */
  snippet(text: string, at: number): readonly Statement[];
  print(value: TemplateExpression, at: number): Statement;
}

/** What a tag becomes. */
export type TagReader = (reading: Reading, tag: TagPart) => Body;

/** A tag that leaves nothing. */
export const EMPTY: Body = { statements: [], isBlank: true };

/** Tags that part a block. */
export const MIDDLES: ReadonlySet<string> = new Set(['else', 'elsif', 'when']);

/** Slips that are no plugin's tags. */
export const MISSPELT: Readonly<Record<string, string>> = {
  elseif: '{% elsif … %}',
  elif: '{% elsif … %}',
  elsfi: '{% elsif … %}',
  esle: '{% else %}',
  endelse: '{% endif %}',
  end: '{% endif %}',
  set: '{% assign … %}',
};

/** The statements of a tag that prints. */
export function printed(...statements: readonly Statement[]): Body {
  return { statements, isBlank: false };
}

/** The statements of a tag that prints nothing. */
export function silent(...statements: readonly Statement[]): Body {
  return { statements, isBlank: true };
}

/** What is written behind a tag's name. */
export function markupOf({ text }: Reading, { from, to }: TagPart): string {
  return text.slice(from, to);
}

/** Bodies of a blank block, whose white space isn't printed. */
export function withoutBlanks(bodies: readonly Body[]): readonly (readonly Statement[])[] {
  const isBlank = bodies.every((body) => body.isBlank);
  return bodies.map(({ statements }) =>
    isBlank ? statements.filter(({ kind }) => kind !== 'text') : statements,
  );
}
