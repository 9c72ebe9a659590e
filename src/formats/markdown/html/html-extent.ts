/** Where a block of HTML in Markdown ends. */
import type { StateBlock } from 'markdown-it';
import { HtmlReader } from '../../html/reader.js';
import { isIndented, isOutside, startOf } from '../block-lines.js';
import { reportFault } from '../body-faults.js';
import { losesWords } from './html-losses.js';
import { type HtmlEnv, htmlBefore, lastEnds } from './html-open.js';
import { TAG, unendedFault } from './html-spans.js';

/** A tag that goes on over blank lines has no more lines than that below one. */
const MOST_LINES = 10;

/** Among kinds of markup: an element such as `<pre>`; no name of one. */
const WHOLE_ELEMENT = '<>';

/** What a block of HTML begins with: markup that has its own end, or an element's tag. */
export type Start = 'markup' | 'element';

export function pushHtml(state: StateBlock, start: number, end: number, begins: Start): true {
  const env: HtmlEnv = state.env;
  const before = htmlBefore(state);
  const ignored = new Set<string>();
  for (const [kind, [from, to]] of (state.level > 0 && env.endlessHtml) || []) {
    if (start >= from && end <= to) ignored.add(kind);
  }
  for (;;) {
    const reader = new HtmlReader(before, ignored);
    const isBounded = ignored.has(WHOLE_ELEMENT);
    const block = readBlock(state, start, end, { begins, before, reader, isBounded });
    if (block.endless === null) {
      const token = state.push('html_block', '', 0);
      token.content = withoutInert(state, start, block);
      token.map = [start, block.stop];
      env.html = { reader: block.reader, seen: state.tokens.length };
      state.line = block.stop;
      return true;
    }
    ignored.add(block.endless);
    env.endlessHtml ??= new Map();
    env.endlessHtml.set(block.endless, [start, end]);
  }
}

interface HtmlReading {
  readonly begins: Start;
  /** What was open before the block, and what will be behind it. */
  readonly before: HtmlReader;
  readonly reader: HtmlReader;
  /** Whether elements end where the item of a list does, as their own end isn't in the text. */
  readonly isBounded: boolean;
}

interface Block {
  readonly reader: HtmlReader;
  readonly content: string;
  /** The line below it. */
  readonly stop: number;
  /** The kind of markup that never ends, which must be text here; null: there is none. */
  readonly endless: string | null;
}

/**
 * A block ends at a blank line, or where Markdown may begin in the next one; but not inside of markup or an
 * element that goes on as it is. Outside of lists and quotes such markup may be open to the end of the
 * text, as in HTML; inside of them it would take with it what stands below.
 */
function readBlock(state: StateBlock, start: number, end: number, reading: HtmlReading): Block {
  const { reader } = reading;
  let content = '';
  /** The first line that is outside of the list's item or the quote. */
  let outside = 0;
  const instruction = instructionEnd(state, start, end);
  const gaps = new Gaps();
  for (let line = start; ; ) {
    const text = state.getLines(line, line + 1, state.blkIndent, true);
    content += text;
    gaps.read(text);
    reader.read(text.endsWith('\n') ? text : `${text}\n`);
    line++;
    const isOver = line >= end;
    if (!isOver && outside === 0 && isOutside(state, line)) outside = line;
    const block = { reader, content, stop: line, endless: null };
    if (reader.unended?.kind === 'tag' && (isOver || outside > 0 || state.isEmpty(line))) {
      const rest = isOver ? '' : state.getLines(line, Math.min(end, line + MOST_LINES), 0, true);
      if (!isOver && WHOLE_TAG.test(content.slice(reader.unended.at) + rest)) continue;
      reader.giveUp();
      if (isOver || !reader.isInWhole) return block;
    }
    const isInside = reader.unended !== null || reader.isInWhole;
    if (isOver && isInside && state.level > 0) {
      const kind = reader.unended?.kind ?? (reading.isBounded ? null : WHOLE_ELEMENT);
      return { ...block, endless: kind };
    }
    if (isOver) return block;
    if (isInside && !(outside > 0 && reading.isBounded && reader.unended === null)) continue;
    if (line < instruction && outside === 0) continue;
    if (outside > 0 || state.isEmpty(line) || isMarkdown(state, line, gaps.isOver, reading))
      return block;
  }
}

const WHOLE_TAG = new RegExp(`^${TAG}`, 'i');

/** `<https://a.example/x>` and `<name@a.example>` are no tags. */
const ADDRESS_HERE = /<(?:[a-z][a-z\d+.-]+:\/\/|[^\s<>@/]+@[^\s<>@]+>)/iy;

const BLANK_LINE = /^[ \t]*\n?$/;

/** Whether lines of a block go over a blank one: asked below each, so that each is read once. */
class Gaps {
  #isAtBlank = false;
  isOver = false;

  read(line: string): void {
    if (BLANK_LINE.test(line)) this.#isAtBlank = true;
    else this.isOver ||= this.#isAtBlank;
  }
}

/** Elements that hold no blocks: what stands below is no part of one. */
const OF_WORDS = /^(?:p|h[1-6]|hr|pre|iframe)$/;

/**
 * Whether Markdown begins in the line, which is below one of HTML. In CommonMark it does below markup. Here it
 * does so, too, below a paragraph, below an element that went over a blank line, as CommonMark's blocks of HTML
 * don't, and where words would be lost as HTML.
 */
function isMarkdown(
  state: StateBlock,
  line: number,
  isOverBlank: boolean,
  { begins, before, reader }: HtmlReading,
): boolean {
  if (begins === 'markup') return true;
  if (!reader.endsElement) return false;
  const from = startOf(state, line);
  const isOfHtml = reader.depth >= before.depth && !OF_WORDS.test(reader.lastEnded);
  if (isOfHtml && !isOverBlank && !losesWords(state, line)) return false;
  if (isIndented(state, line)) return false;
  if (reader.element !== '' && !isForgotten(state, from, { before, reader })) return false;
  ADDRESS_HERE.lastIndex = from;
  return state.src.charAt(from) !== '<' || ADDRESS_HERE.test(state.src);
}

/** Of what an earlier block opened: a paragraph is mostly one that nobody closed, and what has no end is no element. */
function isForgotten(
  state: StateBlock,
  from: number,
  { before, reader }: Pick<HtmlReading, 'before' | 'reader'>,
): boolean {
  if (reader.depth > before.depth) return false;
  return reader.element === 'p' || (lastEnds(state).get(reader.element) ?? -1) < from;
}

/** The line below an instruction, `<?php … ?>`; what begins as one and has no such end is none. */
function instructionEnd(state: StateBlock, start: number, end: number): number {
  const from = startOf(state, start);
  if (!state.src.startsWith('<?', from)) return start;
  const next = state.src.indexOf('<?', from + 2);
  const at = state.src.slice(from, next === -1 ? undefined : next).indexOf('?>');
  if (at === -1) return start;
  let line = start + 1;
  while (line < end && (state.bMarks[line] ?? 0) <= from + at) line++;
  return line;
}

/** Markup that doesn't end is shown as it is written, and reported. */
function withoutInert(state: StateBlock, start: number, { content, reader }: Block): string {
  let html = '';
  let from = 0;
  for (const at of reader.inert) {
    html += `${content.slice(from, at)}&lt;`;
    from = at + 1;
    reportFault(state.env, 'html-unbalanced', () =>
      unendedFault(content, at, start + content.slice(0, at).split('\n').length),
    );
  }
  return html + content.slice(from);
}
