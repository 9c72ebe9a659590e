/** What raw HTML in Markdown leaves open where the next block begins. */
import type { Env, StateBlock, Token } from 'markdown-it';
import { HtmlReader } from '../../html/reader.js';
import { SPAN } from '../code.js';

/** What the rules for HTML know of a text. */
export interface HtmlEnv extends Env {
  /** What is open where the next block begins, and how many tokens that was read from. */
  html?: { reader: HtmlReader; seen: number };
  /** Whether there is any HTML with `markdown="1"`. */
  hasParsed?: boolean;
  lastEnds?: ReadonlyMap<string, number>;
  /** Markup whose end was looked for in vain, by its kind, and in which lines: it isn't looked for again. */
  endlessHtml?: Map<string, readonly [from: number, to: number]>;
}

/** The `markup` of a tag whose element has Markdown inside. */
export const PARSED = 'markdown';

/** What all blocks so far leave open; each token is looked at once. */
export function htmlBefore(state: StateBlock): HtmlReader {
  const env: HtmlEnv = state.env;
  env.html ??= { reader: new HtmlReader(), seen: 0 };
  const { html } = env;
  for (; html.seen < state.tokens.length; html.seen++) {
    const token = state.tokens[html.seen];
    if (token !== undefined) readToken(html.reader, token);
  }
  return html.reader;
}

/** A tag at the start of a text: its slash, and its name. */
const TAG_NAME: RegExp = /^<(\/?)([a-z][\w-]*)/i;
const CONTAINER = /^(blockquote|list_item|footnote_reference)_(open|close)$/;

/** Markdown's own angle brackets: `<https://a.example>`, `<name@a.example>`, `[a](<b c>)`. */
const ADDRESS = /<[a-z][a-z\d+.-]+:\/\/[^\n<>]*>|<[^\s<>@/]+@[^\s<>@]+>|\]\(<[^\n<>]*>/;
/** What opens nothing in the words of Markdown, though it may hold a `<`. */
const WORDS = new RegExp(`${SPAN.source}|${ADDRESS.source}`, 'gi');

function readToken(reader: HtmlReader, token: Token): void {
  const { type, nesting, content } = token;
  if (type === 'html_block') readHtml(reader, token);
  else if (type === 'inline') {
    if (!content.includes('<')) return;
    reader.read(`${content}\n`, WORDS);
    reader.leaveWhole();
  } else if (nesting !== 0) {
    const [, container = '', edge] = CONTAINER.exec(type) ?? [];
    if (edge === 'open') reader.start(container, 'container');
    else if (edge === 'close') reader.end(container, 'container');
  }
}

function readHtml(reader: HtmlReader, { content, markup }: Token): void {
  const [, slash, written] = (markup === PARSED && TAG_NAME.exec(content)) || [];
  const name = written?.toLowerCase();
  if (name === undefined) reader.read(content);
  else if (slash === '/') reader.end(name, 'markdown');
  else {
    reader.start(name, 'markdown');
    reader.read(content.slice(content.indexOf('>') + 1));
  }
  reader.giveUp();
}

/** Where the last end tag of each name is. */
export function lastEnds(state: StateBlock): ReadonlyMap<string, number> {
  const env: HtmlEnv = state.env;
  env.lastEnds ??= new Map(
    Array.from(state.src.matchAll(/<\/([a-z][^\s/>]*)/gi), ({ 1: name = '', index }) => [
      name.toLowerCase(),
      index,
    ]),
  );
  return env.lastEnds;
}
