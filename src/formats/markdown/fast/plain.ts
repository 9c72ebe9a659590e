/**
 * The quick way past markdown-it, for `markdown/markdown.ts`: a body of HTML blocks, headings, short lists and
 * paragraphs, as scripts and reporters write it, in which no other rule finds anything.
 * Null means nothing but "take the slow way". It saves some 16 % of the
 * processor time of a clean build of 1,500 stories (median of ten pairs, in turns).
 */
import { HtmlReader } from '../../html/reader.js';
import { joinsTightly } from '../../text/cjk-spacing.js';
import { createHeadingIds, withoutDashes } from '../headings.js';

/** Addresses as news has them, which the slow normalisation leaves as they are. */
export const NORMAL_LINK: RegExp =
  /^(?:(?:https?:)?\/\/[a-z0-9]+(?:[.-][a-z0-9]+)*(?:\/[\w./?=&,-]*)?|(?:\.{1,2}\/|\/(?!\/))[\w./?=&,-]*)$/;

/** Elements that begin an HTML block: those that a story has, of those that end with a blank line. */
const HTML_BLOCK =
  /^ {0,3}<(?:p|div|h[1-6]|center|table|ul|ol|dl|blockquote|figure|section|article)[ >]/;
/** Under anything it may make a table. */
const SECOND_LINE = /^[^\n]*\n[ \t]*[|:-]/;

/** Without line ends, nor anything that an inline rule begins with. */
const TEXT = '[^\\n\\t\\\\`~*_[\\]<&^]';
/** Beside one of these two stars begin or end what is strong, whatever stands on the other side. */
const LETTER = '[A-Za-z0-9\\u4e00-\\u9fff]';
const STRONG = `\\*\\*(${LETTER}(?:${TEXT}*${LETTER})?)\\*\\*(?!\\*)`;
const LINK = `\\[(${TEXT}+)\\]\\(([^\\s()<>]{1,500})\\)`;
const AUTOLINK = '<(https?:[^\\s<>]{1,200})>';
const INLINE = new RegExp(`(${TEXT}+)|${STRONG}|${LINK}|${AUTOLINK}|\\n {0,3}`, 'y');

/** What begins a paragraph and no other block. */
const START = `(?=[A-Za-z\\x80-\\uffff("]|\\d+(?![\\d.)])|\\[[^^]|<http|\\*\\*${LETTER})`;
/** A quote's mark may precede it. */
const PARAGRAPH = new RegExp(`^ {0,3}(> )?${START}`);
/** A line's end with blanks before it, which may break it, or with something else behind it. */
const ODD_END = new RegExp(` \\n|\\n(?! {0,3}${START})`);
const ITEM = new RegExp(`^- ${START}`);
const HEADING = new RegExp(`^(#{1,6}) +(?![ #])((?:(?!#)${TEXT})+)$`);

/** What markdown-it, with HTML on, makes of `text`; or null. `mayLink`: addresses in the text are links. */
export function renderPlain(text: string, mayLink = false): string | null {
  if (text.includes('\r') || text.includes('\0')) return null;
  // kramdown's attribute lists, which may stand anywhere, HTML with Markdown in it, and formulas.
  if (text.includes('{') && /\{[:#]/.test(text)) return null;
  if (text.includes(' markdown=') || text.includes('$$') || text.includes('==')) return null;
  const tools = { idOf: createHeadingIds(), mayLink };
  let html = '';
  for (let at = afterBlankLines(text, 0); at < text.length; ) {
    const end = text.charAt(at) === '#' ? lineEnd(text, at) : blockEnd(text, at);
    const next = afterBlankLines(text, end);
    const block = renderBlock(text.slice(at, end), text.charAt(next), tools);
    if (block === null) return null;
    html += block;
    at = next;
  }
  return html;
}

interface PlainTools {
  readonly idOf: ReturnType<typeof createHeadingIds>;
  readonly mayLink: boolean;
}

/** `next` is what the next block begins with. */
function renderBlock(block: string, next: string, tools: PlainTools): string | null {
  if (block.startsWith('#')) return heading(withoutEnd(block), tools);
  // What is indented, or another list's item, would go on with the list.
  if (block.startsWith('-')) return /[ \t-]/.test(next) ? null : list(withoutEnd(block), tools);
  return HTML_BLOCK.test(block) ? htmlBlock(block) : paragraph(withoutEnd(block), tools);
}

/** The start of the first line from `start` on that isn't blank. */
function afterBlankLines(text: string, start: number): number {
  let line = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) line = at + 1;
    else if (code !== 0x20 && code !== 0x09) return line;
  }
  return text.length;
}

/** The end of the line, its line feed included. */
function lineEnd(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  return feed === -1 ? text.length : feed + 1;
}

/** The end of the last line before a blank one. */
function blockEnd(text: string, start: number): number {
  let end = lineEnd(text, start);
  while (end < text.length && afterBlankLines(text, end) === end) end = lineEnd(text, end);
  return end;
}

/** Without blanks, but with an ideographic space, which is text. */
function withoutEnd(block: string): string {
  let end = block.length;
  while (end > 0 && ' \n'.includes(block.charAt(end - 1))) end--;
  return block.slice(0, end);
}

/** Below the end of an element Markdown may begin, with an address in angle brackets, too. */
const BELOW_END = />[ \t]*\n {0,3}(?:[^ \t\n<]|<[^\s<>]*[:@])/;

/** What may still be open at the block's end: markup, elements that go on over blank lines, a tag. */
const MAY_BE_OPEN =
  /<(?:[!?]|\/[^a-z]|(?:pre|listing|svg|math|select|script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)[\s/>])|<[^<>]*$|=\s*(?:"[^"<>]*(?:[<>]|$)|'[^'<>]*(?:[<>]|$))/i;

/** One that every reader ends at the same place. */
const COMMENT = /<!--[^<>-]+(?:-[^<>-]+)*-->/g;

function htmlBlock(block: string): string | null {
  if (SECOND_LINE.test(block) || BELOW_END.test(block)) return null;
  const rest = block.includes('<!--') ? block.replace(COMMENT, '') : block;
  return MAY_BE_OPEN.test(rest) && isOpen(block) ? null : block;
}

function isOpen(block: string): boolean {
  const reader = new HtmlReader();
  reader.read(`${block}\n`);
  return reader.unended !== null || reader.isInWhole;
}

function heading(line: string, { idOf, mayLink }: PlainTools): string | null {
  const [, mark, text] = HEADING.exec(line) ?? [];
  if (mark === undefined || text === undefined || (mayLink && text.includes('://'))) return null;
  const tag = `h${mark.length}`;
  return `<${tag} id="${idOf(withoutDashes(text))}">${escapeHtml(text)}</${tag}>\n`;
}

function list(block: string, tools: PlainTools): string | null {
  let items = '';
  for (const line of block.split('\n')) {
    const item = ITEM.test(line) ? inline(withoutEnd(line.slice(2)), tools) : null;
    if (item === null) return null;
    items += `<li>${item}</li>\n`;
  }
  return `<ul>\n${items}</ul>\n`;
}

function paragraph(block: string, tools: PlainTools): string | null {
  const start = PARAGRAPH.exec(block);
  if (start === null || ODD_END.test(block)) return null;
  const text = inline(block.slice(start[0].length), tools);
  if (text === null) return null;
  const html = `<p>${text}</p>\n`;
  return start[1] === undefined ? html : `<blockquote>\n${html}</blockquote>\n`;
}

/** Line ends are told apart by the text on both sides, as `renderSoftBreak` has it. */
function inline(text: string, { mayLink }: PlainTools): string | null {
  let html = '';
  let before = '';
  let broken = false;
  for (let at = 0; at < text.length; at = INLINE.lastIndex) {
    INLINE.lastIndex = at;
    const token = INLINE.exec(text);
    if (token === null) return null;
    const [whole, plain, strong, label, target, auto] = token;
    const shown = plain ?? strong ?? label ?? auto;
    if (shown === undefined) {
      broken = true;
      continue;
    }
    if (mayLink && (plain ?? strong)?.includes('://') === true) return null;
    if (broken && !joinsTightly(before, shown)) html += '\n';
    [before, broken] = [shown, false];
    const escaped = escapeHtml(shown);
    const address = target ?? auto;
    if (address !== undefined) {
      if (text.charAt(at - 1) === '!' || !NORMAL_LINK.test(address)) return null;
      html += `<a href="${escapeHtml(address)}">${escaped}</a>`;
    } else html += whole === plain ? escaped : `<strong>${escaped}</strong>`;
  }
  return html;
}

function escapeHtml(text: string): string {
  if (!/[&>"]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
