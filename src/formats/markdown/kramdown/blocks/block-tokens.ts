/** kramdown's blocks as the tokens of markdown-it, which the other rules and the renderer work on. */
import type { StateCore, Token } from 'markdown-it';
import { isSparing } from '../../growth.js';
import { IN_ELEMENT } from '../../headings.js';
import { pushCallout } from '../../writing/callouts.js';
import { addAttributes } from '../attributes.js';
import { addBlank, setElements } from '../layout.js';
import { BLOCK as MATH_BLOCK } from '../math.js';
import type { BlockKind, KramdownBlock, KramdownEnv, TableRow } from './block-tree.js';

interface TokenWriter {
  readonly state: StateCore;
  readonly env: KramdownEnv;
  level: number;
  /** Elements of HTML around what is written. */
  elements: number;
}

export function blockTokens(state: StateCore, root: KramdownBlock): void {
  const writer: TokenWriter = { state, env: state.env, level: 0, elements: 0 };
  for (const block of root.children) write(writer, block);
}

function push(writer: TokenWriter, type: string, tag: string, nesting: -1 | 0 | 1): Token {
  const token = new writer.state.Token(type, tag, nesting);
  token.block = true;
  if (nesting < 0) writer.level--;
  token.level = writer.level;
  if (nesting > 0) writer.level++;
  setElements(token, writer.elements);
  writer.state.tokens.push(token);
  return token;
}

function open(writer: TokenWriter, type: string, tag: string, block: KramdownBlock): Token {
  const token = push(writer, `${type}_open`, tag, 1);
  token.map = [block.line, block.line + 1];
  put(writer, token, block);
  return token;
}

function put({ env }: TokenWriter, token: Token, { lists }: KramdownBlock): void {
  for (const list of lists) addAttributes(token, list, env);
}

/** Parsed when all blocks are known. */
function words(writer: TokenWriter, content: string, line: number): Token {
  const token = push(writer, 'inline', '', 0);
  token.content = content;
  token.map = [line, line + content.split('\n').length];
  token.children = [];
  return token;
}

const CONTAINERS: Readonly<Partial<Record<BlockKind, readonly [type: string, tag: string]>>> = {
  blockquote: ['blockquote', 'blockquote'],
  dd: ['dd', 'dd'],
  dl: ['dl', 'dl'],
  li: ['list_item', 'li'],
  ol: ['ordered_list', 'ol'],
  ul: ['bullet_list', 'ul'],
};

function write(writer: TokenWriter, block: KramdownBlock): void {
  const container = CONTAINERS[block.kind];
  if (container !== undefined) {
    open(writer, ...container, block);
    for (const child of block.children) write(writer, child);
    push(writer, `${container[0]}_close`, container[1], -1);
    return;
  }
  switch (block.kind) {
    case 'blank':
      addBlank(writer.state.tokens);
      break;
    case 'paragraph':
      writeParagraph(writer, block);
      break;
    case 'heading':
      writeHeading(writer, block);
      break;
    case 'dt':
      writeWords(writer, block, 'dt', 'dt');
      break;
    case 'code':
      writeCode(writer, block);
      break;
    case 'callout':
      writeCallout(writer, block);
      break;
    case 'rule':
      put(writer, push(writer, 'hr', 'hr', 0), block);
      break;
    case 'math': {
      const token = push(writer, MATH_BLOCK, '', 0);
      put(writer, token, block);
      Object.assign(token, { content: block.text, map: [block.line, block.line + 1] });
      break;
    }
    case 'html':
      writeElement(writer, block);
      break;
    case 'raw':
      writeRaw(writer, block);
      break;
    case 'table':
      writeTable(writer, block);
      break;
    case 'end':
      for (const note of block.children) writeNote(writer, note);
      break;
    default:
  }
}

function writeParagraph(writer: TokenWriter, block: KramdownBlock): void {
  const token = open(writer, 'paragraph', 'p', block);
  token.hidden = block.isBare === true;
  const inline = words(writer, block.text, block.line);
  if (block.box !== undefined) inline.meta = { ...inline.meta, box: block.box };
  push(writer, 'paragraph_close', 'p', -1).hidden = block.isBare === true;
}

function writeWords(writer: TokenWriter, block: KramdownBlock, type: string, tag: string): Token {
  const token = open(writer, type, tag, block);
  words(writer, block.text, block.line);
  push(writer, `${type}_close`, tag, -1);
  return token;
}

function writeHeading(writer: TokenWriter, block: KramdownBlock): void {
  const token = writeWords(writer, block, 'heading', `h${block.level}`);
  token.meta = { ...token.meta, [IN_ELEMENT]: writer.elements > 0 };
}

const LANGUAGE = /(?:^|\s)language-(\S+)/;

/** A class such as `language-ruby`, put on it by a list, names its language. */
function writeCode(writer: TokenWriter, block: KramdownBlock): void {
  const token = push(writer, 'fence', 'code', 0);
  put(writer, token, block);
  const classes = String(token.attrGet('class') ?? '');
  const [, named] = LANGUAGE.exec(classes) ?? [];
  const language = block.language ?? named;
  if (named !== undefined) {
    const others = classes.replace(LANGUAGE, '').trim();
    token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'class');
    if (others !== '') token.attrs.push(['class', others]);
  }
  token.info = `${language ?? ''} ${block.lines ?? ''}`.trim();
  token.content = block.text.endsWith('\n') ? block.text : `${block.text}\n`;
  token.map = [block.line, block.line + block.text.split('\n').length];
}

function writeCallout(writer: TokenWriter, block: KramdownBlock): void {
  if (block.callout === undefined) return;
  const pushed = pushCallout(writer.state, block.callout, (type, tag, nesting) => {
    const token = push(writer, type, tag, nesting);
    token.map = [block.line, block.line + 1];
    if (nesting > 0) put(writer, token, block);
    return token;
  });
  for (const child of block.children) write(writer, child);
  pushed.close();
}

function writeRaw(writer: TokenWriter, { text, name }: KramdownBlock): void {
  const { options, utils } = writer.state.md;
  if (text === '') return;
  const token = push(writer, 'html_block', '', 0);
  token.content = options.html || name === undefined ? text : `<p>${utils.escapeHtml(text)}</p>\n`;
}

function writeElement(writer: TokenWriter, block: KramdownBlock): void {
  const { name = '', inside, children } = block;
  const tag = push(writer, 'html_block', '', 0);
  tag.content = withAttributes(writer, block);
  if (block.level === 0) {
    tag.content += '\n';
    return;
  }
  if (inside === undefined && children.every(({ kind }) => kind === 'raw')) {
    tag.content += `${children.map(({ text }) => text).join('')}</${name}>\n`;
    return;
  }
  if (inside === 'blocks') tag.content += '\n';
  writer.elements++;
  for (const child of children) write(writer, child);
  writer.elements--;
  push(writer, 'html_block', '', 0).content = `</${name}>\n`;
}

const ATTRIBUTE =
  /\s+([A-Za-z_][\w.:-]*)(?:\s*=\s*(?:([\p{L}\p{M}\p{N}\p{Pc}]+)|"([^"]*)"|'([^']*)'))?/gu;

/** The start tag, with what lists put on it. */
function withAttributes(writer: TokenWriter, block: KramdownBlock): string {
  if (block.lists.length === 0) return block.text;
  const token = new writer.state.Token('html', '', 0);
  const [, start = '', written = '', end = ''] =
    /^(<[^\s/>]+)([\s\S]*?)(\s*\/?>)$/.exec(block.text) ?? [];
  const { escapeHtml, unescapeAll } = writer.state.md.utils;
  for (const [, name = '', bare, double, single] of written.matchAll(ATTRIBUTE)) {
    const value = bare ?? double ?? single ?? '';
    token.attrSet(
      name.toLowerCase(),
      value.includes('&') ? unescapeAll(value.replaceAll('\\', '\\\\')) : value,
    );
  }
  put(writer, token, block);
  const attributes = (token.attrs ?? []).map(
    ([name, value]) => ` ${name}="${escapeHtml(String(value))}"`,
  );
  return `${start}${attributes.join('')}${end}`;
}

function writeNote(writer: TokenWriter, note: KramdownBlock): void {
  push(writer, 'footnote_reference_open', '', 1).meta = { label: note.name };
  for (const child of note.children) write(writer, child);
  push(writer, 'footnote_reference_close', '', -1);
}

function writeTable(writer: TokenWriter, block: KramdownBlock): void {
  const { parts = [], aligned = [], columns = 0 } = block.table ?? {};
  open(writer, 'table', 'table', block);
  for (const { tag, rows } of parts) {
    push(writer, `${tag}_open`, tag, 1);
    const cell = tag === 'thead' ? 'th' : 'td';
    for (const row of rows) writeRow(writer, row, { cell, aligned, columns });
    push(writer, `${tag}_close`, tag, -1);
  }
  push(writer, 'table_close', 'table', -1);
}

interface RowShape {
  readonly cell: 'th' | 'td';
  readonly aligned: readonly string[];
  readonly columns: number;
}

/** Cells without words are there, as kramdown has them. */
const NOTHING_IN_IT = '\u00a0';

function writeRow(
  writer: TokenWriter,
  { line, cells }: TableRow,
  { cell, aligned, columns }: RowShape,
): void {
  push(writer, 'tr_open', 'tr', 1).map = [line, line + 1];
  for (let column = 0; column < Math.max(columns, cells.length); column++) {
    const token = push(writer, `${cell}_open`, cell, 1);
    const alignment = isSparing(writer.env, 'style') ? '' : (aligned[column] ?? '');
    if (alignment !== '') token.attrSet('style', `text-align:${alignment}`);
    const content = cells[column] ?? '';
    words(writer, content === '' ? NOTHING_IN_IT : content, line);
    push(writer, `${cell}_close`, cell, -1);
  }
  push(writer, 'tr_close', 'tr', -1);
}
