/**
 * The quick way past markdown-it, for `markdown.ts`: a body of HTML blocks and one-line paragraphs,
 * as scripts write it, in which no other rule finds anything. Null means nothing but "take the slow
 * way".
 */

/** Addresses as news has them, which the slow normalisation leaves as they are. */
export const NORMAL_LINK: RegExp =
  /^(?:https?:)?\/\/[a-z0-9]+(?:[.-][a-z0-9]+)*(?:\/[\w./?=&-]*)?$/;

/** Elements that begin an HTML block: those that a story has, of those that end with a blank line. */
const HTML_BLOCK =
  /^ {0,3}<(?:p|div|h[1-6]|center|table|ul|ol|dl|blockquote|figure|section|article)[ >]/;
/** Under anything it may make a table. */
const SECOND_LINE = /^[^\n]*\n[ \t]*[|:-]/;
/** A quote's mark, or nothing; then what begins a paragraph and no other block. */
const PARAGRAPH = /^ {0,3}(> )?(?=[A-Za-z\x80-\uffff("]|\d+(?![\d.)])|\[[^^]|<http)/;

/** Without line ends, nor anything that an inline rule begins with. */
const TEXT = '[^\\n\\t\\\\`~*_[\\]<&^]+';
const INLINE: RegExp = new RegExp(
  `(${TEXT})|\\[(${TEXT})\\]\\(([^\\s()<>]{1,500})\\)|<(https?:[^\\s<>]{1,200})>`,
  'y',
);

/** What markdown-it, with HTML on, makes of `text`; or null. */
export function renderPlain(text: string): string | null {
  if (text.includes('\r') || text.includes('\0')) return null;
  let html = '';
  for (let at = afterBlankLines(text, 0); at < text.length; ) {
    const end = blockEnd(text, at);
    const rendered = renderBlock(text.slice(at, end));
    if (rendered === null) return null;
    html += rendered;
    at = afterBlankLines(text, end);
  }
  return html;
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

/** The end of the last line before a blank one, its line feed included. */
function blockEnd(text: string, start: number): number {
  for (let at = start; ; ) {
    const feed = text.indexOf('\n', at);
    if (feed === -1) return text.length;
    at = feed + 1;
    if (afterBlankLines(text, at) !== at) return at;
  }
}

function renderBlock(block: string): string | null {
  if (HTML_BLOCK.test(block)) return SECOND_LINE.test(block) ? null : block;
  const start = PARAGRAPH.exec(block);
  if (start === null) return null;
  const inline = renderInline(block.slice(start[0].length, lastOf(block)));
  if (inline === null) return null;
  const paragraph = `<p>${inline}</p>\n`;
  return start[1] === undefined ? paragraph : `<blockquote>\n${paragraph}</blockquote>\n`;
}

/** Where a block's text ends: before blanks, but not before an ideographic space. */
function lastOf(block: string): number {
  let end = block.length;
  while (end > 0 && ' \n'.includes(block.charAt(end - 1))) end--;
  return end;
}

function renderInline(line: string): string | null {
  let html = '';
  for (let at = 0; at < line.length; at = INLINE.lastIndex) {
    INLINE.lastIndex = at;
    const token = INLINE.exec(line);
    if (token === null) return null;
    const text = token[1];
    const address = token[3] ?? token[4] ?? '';
    if (text !== undefined) html += escapeHtml(text);
    else if (line.charAt(at - 1) === '!' || !NORMAL_LINK.test(address)) return null;
    else html += `<a href="${escapeHtml(address)}">${escapeHtml(token[2] ?? address)}</a>`;
  }
  return html;
}

function escapeHtml(text: string): string {
  if (!/[&>"]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
