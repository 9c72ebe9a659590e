/** Nunjucks' parser, so that it knows what is open where a template ends too early. */
import { lazy } from '../../platform/lazy.js';
import {
  type NunjucksInternals,
  type NunjucksParser,
  type NunjucksToken,
  nunjucksInternals,
  type Tokenizer,
  type TreeNode,
} from './nunjucks-internals.js';

/** A tag, an output or a comment that was opened; its position counts from 0. */
export interface OpenedTag {
  readonly what: string;
  readonly lineno: number;
  readonly colno: number;
  readonly index: number;
}

/** Remembers what is open while it parses. */
export interface TemplateParser extends NunjucksParser {
  /** Block tags whose end hasn't come. */
  readonly tags: OpenedTag[];
  /** The last `{{` or `{%`, and where the tokenizer last started. */
  delimiter: OpenedTag | null;
  start: OpenedTag;
}

const parts = lazy(() => {
  const internals = nunjucksInternals();
  return { lex: internals.lexer.lex, Parser: parserClass(internals) };
});

/** At the start of a text. */
export function openParser(text: string): TemplateParser {
  const { lex, Parser } = parts();
  return new Parser(lex(text));
}

function parserClass({
  nodes,
  parser,
}: NunjucksInternals): new (
  tokens: Tokenizer,
) => TemplateParser {
  return class extends parser.Parser implements TemplateParser {
    readonly tags: OpenedTag[] = [];
    delimiter: OpenedTag | null = null;
    start: OpenedTag = { what: '{#', lineno: 0, colno: 0, index: 0 };

    override parseStatement(): TreeNode | null {
      const depth = this.tags.length;
      const name = this.peekToken()?.value;
      if (this.delimiter) this.tags.push({ ...this.delimiter, what: `{% ${String(name)} %}` });
      const node = super.parseStatement();
      this.tags.length = depth;
      return node;
    }

    /** Nunjucks reports the position after the unexpected token. */
    override advanceAfterBlockEnd(name?: string): NunjucksToken {
      const first = this.peekToken();
      const isNamed = first?.type === 'symbol';
      const known = name ?? (isNamed ? String(this.nextToken()?.value) : undefined);
      const token = this.peekToken();
      if (known !== undefined && token !== null && token.type !== 'block-end') {
        this.fail(`expected block end in ${known} statement`, token.lineno, token.colno);
      }
      return super.advanceAfterBlockEnd(known);
    }

    /** Nunjucks runs an unclosed `raw` as a template, and overlooks `{%- endraw %}`. */
    override parseRaw(tag = 'raw'): TreeNode {
      const open = this.advanceAfterBlockEnd();
      const end = new RegExp(`\\{%(-?)\\s*end${tag}\\s*(-?)%\\}`).exec(this.tokens.currentStr());
      if (end === null) throw new Unclosed();
      let text = this.tokens.currentStr().slice(0, end.index);
      if (this.dropLeadingWhitespace) text = text.trimStart();
      if (end[1] === '-') text = text.trimEnd();
      this.tokens.forwardN(end.index + end[0].length);
      this.dropLeadingWhitespace = end[2] === '-';
      const { lineno, colno } = open;
      return new nodes.Output(lineno, colno, [new nodes.TemplateData(lineno, colno, text)]);
    }
  };
}

class Unclosed extends Error {}
