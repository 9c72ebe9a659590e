/** Paragraphs of Markdown in which HTML goes on over blank lines. */
import type { StateBlock } from 'markdown-it';
import { RAW, rawEnd } from '../../html/balance.js';
import { isWhole } from '../../html/reader.js';
import { isIndented, isOutside, pushParagraph } from '../block-lines.js';
import { COMMENT, kindEnd, OPEN_TAG, type SpanEnv, TAG, type UnendedMarkup } from './html-spans.js';

/** What may be open over lines; a tag, too, where it doesn't end in its line. */
const MAY_BE_OPEN =
  /<(?:!--|!\[CDATA\[|(?:pre|listing|svg|math|select|script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])|\/?[a-z](?:[^<>"'\n]|"[^"\n]*(?:"|(?=\n))|'[^'\n]*(?:'|(?=\n)))*\n)/gi;
/** In which lines a tag of a paragraph may end, counted from the first that it isn't one with. */
const MOST_LINES = 10;
const WHOLE_TAG = new RegExp(`^${TAG}`, 'i');
const BARE = /^<[a-z][\w-]*\s*$/i;
const QUOTE = /^ {0,3}> /;
const SETEXT = /^ {0,3}(?:=+|-+)[ \t]*$/;

/**
 * Before a paragraph: one in which a comment, `<pre>` or script is open goes on to its end, whatever stands
 * in between.
 */
export function paragraphWithHtml(
  state: StateBlock,
  start: number,
  end: number,
  silent: boolean,
): boolean {
  if (silent || !state.md.options.html || !mayBeOpen(state, start, end)) return false;
  let stop = paragraphEnd(state, start, end);
  let content = state.getLines(start, stop, state.blkIndent, false);
  let tail = content;
  for (let isOpen = false; ; isOpen = true) {
    const place = endLine(state, openIn(state, tail), stop, end);
    if (place === null) {
      if (!isOpen) return false;
      break;
    }
    const next = paragraphEnd(state, place.line, end);
    content += `\n${state.getLines(stop, next, state.blkIndent, false)}`;
    const more = state.getLines(place.line, next, state.blkIndent, false);
    tail = `${place.tag}${more.slice(place.at)}`;
    stop = next;
  }
  pushParagraph(state, [start, stop], { content: content.trim() });
  return true;
}

/** Whether anything that may be open over lines begins before the next blank line. */
function mayBeOpen(state: StateBlock, start: number, end: number): boolean {
  const env: SpanEnv = state.env;
  const from = state.bMarks[start] ?? 0;
  let next = env.nextMarkup;
  if (next === undefined || from < next.from || from > next.at) {
    MAY_BE_OPEN.lastIndex = from;
    next = { from, at: MAY_BE_OPEN.exec(state.src)?.index ?? Infinity };
    env.nextMarkup = next;
  }
  if (next.at === Infinity) return false;
  for (let line = start; line < end && !state.isEmpty(line); line++) {
    if (next.at < (state.eMarks[line] ?? 0)) return true;
  }
  return false;
}

/** The line below the paragraph that a line belongs to. */
function paragraphEnd(state: StateBlock, start: number, end: number): number {
  const rules = state.md.block.ruler.getRules('paragraph');
  const type = state.parentType;
  state.parentType = 'paragraph';
  let line = start + 1;
  for (; line < end && !state.isEmpty(line); line++) {
    if (isIndented(state, line) || (state.sCount[line] ?? 0) < 0) continue;
    if (SETEXT.test(state.src.slice(state.bMarks[line], state.eMarks[line]))) break;
    const at = line;
    if (rules.some((rule) => rule(state, at, end, true))) break;
  }
  state.parentType = type;
  return line;
}

/** The markup that is open at the end of a text, as its words are parsed. */
function openIn(state: StateBlock, text: string): readonly UnendedMarkup[] {
  const env: SpanEnv = {};
  state.md.inline.parse(text, state.md, env, []);
  return env.unended ?? [];
}

interface ParagraphPlace {
  readonly line: number;
  /** In what the line has besides its indentation. */
  readonly at: number;
  /** What ends there, where it is a tag: its element may be open then. */
  readonly tag: string;
}

/** Where the first of them that ends at all does. */
function endLine(
  state: StateBlock,
  opened: readonly UnendedMarkup[],
  from: number,
  end: number,
): ParagraphPlace | null {
  const env: SpanEnv = state.env;
  for (const { kind, src, at: start } of opened) {
    if (kind === OPEN_TAG) {
      const place = tagEndLine(state, src.slice(start), from, end);
      if (place !== null) return place;
      continue;
    }
    const [first, last] = env.endless?.get(kind) ?? [end, end];
    if (from >= first && end <= last) continue;
    // What is in a comment or script stays there, wherever a list ends; `<pre>` ends with its item.
    const isHidden = RAW.has(kind) || kind === COMMENT;
    let isLeft = false;
    /** An end tag may go on in the next line. */
    let isEnding = false;
    for (let line = from; line < end && !isLeft; line++) {
      const text = `${state.getLines(line, line + 1, state.blkIndent, false)}\n`;
      const at = isEnding ? text.indexOf('>') + 1 || -1 : kindEnd(kind, text, 0);
      isLeft = isOutside(state, line) && !isHidden;
      if (at !== -1 && !isLeft) return { line, at, tag: '' };
      isEnding ||= isWhole(kind) && rawEnd(text, kind, 0) !== -1;
    }
    if (isLeft) continue;
    env.endless ??= new Map();
    env.endless.set(kind, [from, end]);
  }
  return null;
}

/**
 * Where a tag ends that begins in a paragraph: a line of it may look like another block's, as the `>` that
 * formatters put at the start of one. Null: it is no tag, or a blank line comes first.
 */
function tagEndLine(
  state: StateBlock,
  begun: string,
  from: number,
  end: number,
): ParagraphPlace | null {
  let tag = begun;
  for (let line = from; line < Math.min(end, from + MOST_LINES); line++) {
    if (state.isEmpty(line) || isOutside(state, line)) return null;
    const text = state.getLines(line, line + 1, state.blkIndent, false);
    // A heading's line, and a quote below a mere name, which formatters don't write with a blank.
    if (SETEXT.test(text) || (BARE.test(tag) && QUOTE.test(text))) return null;
    const before = tag.length + 1;
    tag += `\n${text}`;
    const [whole] = WHOLE_TAG.exec(tag) ?? [];
    if (whole !== undefined) return { line, at: whole.length - before, tag: whole };
  }
  return null;
}
