/**
 * Text to syntax tree: Nunjucks' parser with corrected positions. An unclosed tag is reported where it
 * opens, and every error has a line.
 */
import type { Position } from '../../model/problem.js';
import type { TemplateFault } from '../compiler/template-problems.js';
import {
  type ListNode,
  type NunjucksToken,
  placeOf,
  type Tokenizer,
} from './nunjucks-internals.js';
import { type OpenedTag, openParser, type TemplateParser } from './template-parser.js';

/** A tree, or why there is none. */
export type ParseResult =
  | { readonly kind: 'ok'; readonly tree: ListNode }
  | { readonly kind: 'fail'; readonly fault: TemplateFault };

/** A tokenizer that keeps the positions for its parser. */
function listen(parser: TemplateParser): void {
  const { tokens } = parser;
  const next = tokens.nextToken.bind(tokens);
  tokens.nextToken = (): NunjucksToken | null => {
    const { lineno, colno, index } = tokens;
    parser.start = { what: '{#', lineno, colno, index };
    const token = next();
    if (token?.type === 'variable-start') parser.delimiter = { ...parser.start, what: '{{' };
    if (token?.type === 'block-start') parser.delimiter = { ...parser.start, what: '{%' };
    return token;
  };
}

/** Parses a template's text; the first error ends it, with its position in the text. */
export function parseTemplate(text: string): ParseResult {
  const parser = openParser(text);
  listen(parser);
  try {
    return { kind: 'ok', tree: parser.parseAsRoot() };
  } catch (error) {
    return { kind: 'fail', fault: toFault(text, parser, error) };
  }
}

/** Nunjucks' own errors know their place, but for most at the end of a file. */
function toFault(text: string, parser: TemplateParser, error: unknown): TemplateFault {
  const { tokens, delimiter } = parser;
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('expected end of comment')) return unclosedComment(parser.start, text);
  if (message === 'unexpected end of comment') return strayCommentEnd(tokens);
  const place = placeOf(error);
  if (place === null) {
    if (delimiter && tokens.in_code && tokens.isFinished()) return unclosedDelimiter(delimiter);
    const open = parser.tags.at(-1);
    if (open) return unclosedTag(open, text);
    return syntax({ line: tokens.lineno + 1, column: tokens.colno + 1 }, message);
  }
  if (delimiter && opensAgain(text, delimiter, place)) return unclosedDelimiter(delimiter);
  return syntax(place, plainMessage(parser, message));
}

function syntax(at: Position, message: string, hint?: string): TemplateFault {
  const fault: TemplateFault = { code: 'template-syntax', ...at, message };
  return hint === undefined ? fault : { ...fault, hint };
}

function unclosed({ what, lineno, colno }: OpenedTag, end: string): TemplateFault {
  const message = `\`${what}\` is never closed`;
  return syntax({ line: lineno + 1, column: colno + 1 }, message, `Close it with \`${end}\`.`);
}

/** kramdown's `## Title {#id}` is a comment here; its other spelling is none. */
function unclosedComment(opened: OpenedTag, text: string): TemplateFault {
  const fault = unclosed(opened, '#}');
  const id = /^\{#([^\s{}#]{1,100})\}/.exec(text.slice(opened.index))?.[1];
  if (id === undefined) return fault;
  return {
    ...fault,
    hint: `${fault.hint} An id for a heading is \`{: #${id}}\` in the next line.`,
  };
}

function unclosedDelimiter(opened: OpenedTag): TemplateFault {
  return unclosed(opened, opened.what === '{{' ? '}}' : '%}');
}

const PAIRED: RegExp = /^(?:if|for|block|set|macro|call|filter|switch|raw|verbatim)$/;

/** The tag has no end, or nunjucks stumbled over it without a word. */
function unclosedTag(opened: OpenedTag, text: string): TemplateFault {
  const name = opened.what.slice(3, -3);
  const ends = new RegExp(`\\{%-?\\s*end${name}\\b`).test(text.slice(opened.index));
  if (PAIRED.test(name) && !ends) return unclosed(opened, `{% end${name} %}`);
  const at = { line: opened.lineno + 1, column: opened.colno + 1 };
  return syntax(at, `\`${opened.what}\` can't be understood`);
}

function strayCommentEnd(tokens: Tokenizer): TemplateFault {
  const at = { line: tokens.lineno + 1, column: tokens.colno + 1 };
  const hint = 'To print it, write `{{ "#}" }}` or put `{% raw %}` around it.';
  return syntax(at, '`#}` ends a comment that was never opened', hint);
}

/** Whether another `{{`, `{%` or `{#` stands between an opening and the place it failed at. */
function opensAgain(text: string, opened: OpenedTag, { line, column }: Position): boolean {
  const lines = text.split('\n').slice(0, line - 1);
  const failedAt = lines.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  const between = text.slice(opened.index + 2, failedAt + 2);
  return /\{[{%#]/.test(between.replace(/"[^"]*"|'[^']*'/g, ''));
}

/** Nunjucks' words for its parser's state, in an author's. */
function plainMessage(parser: TemplateParser, message: string): string {
  const tag = /^unknown block tag: (.*)$/s.exec(message)?.[1];
  if (tag !== undefined) return unknownTag(parser, tag);
  if (message === 'expected variable end') return '`}}` is expected here';
  const statement = /^expected block end in (.*) statement$/s.exec(message)?.[1];
  if (statement !== undefined) return `\`%}\` is expected here, to end \`{% ${statement} … %}\``;
  const text = message.replace(/^parse\w+: /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function unknownTag(parser: TemplateParser, tag: string): string {
  const closes = /^(?:end\w+|else|elif|elseif)$/.test(tag);
  if (!closes) return `There is no tag named \`${tag}\``;
  // The statement being parsed is the tag itself.
  const open = parser.tags.at(-2);
  if (open === undefined) return `\`{% ${tag} %}\` has no opening tag`;
  if (tag === 'else' && open.what === '{% switch %}')
    return '`{% else %}` of a `{% switch %}` is written `{% default %}`';
  return `\`{% ${tag} %}\` doesn't fit \`${open.what}\` of line ${open.lineno + 1}`;
}
