/**
 * Front matter whose first `---` was forgotten, or made a dash by an editor: found only where it is
 * certain, for what is taken for front matter by mistake is missing from the story.
 */
import { keysWith } from '../../model/front-matter-keys.js';
import { POST_KEYS } from './post-keys.js';
import { firstLine, lineEnd, type Split } from './split.js';

/** Dashes of all kinds, as typed with an input method or made by a word processor. */
const DASHES: RegExp = /^[ \t]*[-\u2010-\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d]{1,10}[ \t]*$/;
const CLOSING: RegExp = /^---[ \t]*$/;
const KEY: RegExp = /^([A-Za-z_][\w-]{0,40})[ \t]*(?:：|:(?!\/\/))/;
/** `来源: 新华社`; with a full-width colon it may as well be the story's first sentence. */
const NAMED: RegExp = /^[\p{L}_][\p{L}\p{N}_-]{0,20}:(?:[ \t]|$)/u;
/** A comment, or what is indented below a key. */
const BELOW: RegExp = /^(?:[ \t]+[^ \t]|#)/;
/** Below a key that has its value, it is the story's own list. */
const ENTRY: RegExp = /^-[ \t]/;
const EMPTY: RegExp = /[:：][ \t]*$/;
/** Without one of them it may be anything: `source: …` stands in many a text. */
const CERTAIN: readonly string[] = keysWith('certain');

interface HeadLine {
  readonly start: number;
  readonly text: string;
}

/** Lines at the top that look like front matter. */
interface LostHead {
  /** What stands in place of the fence; null: nothing. */
  readonly dashes: string | null;
  /** Number of the first of `lines` in the text. */
  readonly line: number;
  readonly lines: readonly HeadLine[];
  /** Where the next line begins. */
  readonly end: number;
}

function lineAt(text: string, start: number): HeadLine {
  return { start, text: text.slice(start, lineEnd(text, start)) };
}

/** The first must be a key of stories, and all keys of its that are there be enough to be sure. */
function headOf(text: string): LostHead | null {
  const first = firstLine(text);
  const above = lineAt(text, first.start);
  const isDashes = DASHES.test(above.text);
  let end = isDashes ? lineEnd(text, above.start) + 1 : first.start;
  const lines: HeadLine[] = [];
  const known = new Set<string>();
  let isOpen = false;
  while (end < text.length) {
    const line = lineAt(text, end);
    const key = KEY.exec(line.text)?.[1];
    if (key !== undefined && POST_KEYS.has(key)) known.add(key);
    if (known.size === 0) return null;
    const isKey = key !== undefined || NAMED.test(line.text);
    if (isKey) isOpen = EMPTY.test(line.text);
    else if (!BELOW.test(line.text) && !(isOpen && ENTRY.test(line.text))) break;
    lines.push(line);
    end += line.text.length + 1;
  }
  const isCertain = CERTAIN.some((key) => known.has(key)) && known.size >= (isDashes ? 1 : 2);
  if (!isCertain) return null;
  const dashes = isDashes ? above.text.trim() : null;
  return { dashes, line: first.line + (isDashes ? 1 : 0), lines, end };
}

/** Blank lines may stand above the closing fence, and nowhere else: a text may follow them. */
function closingFence(
  text: string,
  { end, lines, line, dashes }: LostHead,
): HeadLine & { line: number } {
  let number = line + lines.length;
  let fence = lineAt(text, end);
  while (fence.text.trim() === '' && fence.start < text.length) {
    fence = lineAt(text, fence.start + fence.text.length + 1);
    number += 1;
  }
  const isClosing = CLOSING.test(fence.text) || fence.text.trim() === dashes;
  return { ...fence, line: isClosing ? number : 0 };
}

/**
 * A text that `splitFrontMatter` finds none in, split all the same; null: there is no sign of any.
 * `limit` is the longest block, in characters.
 */
export function splitLost(text: string, limit: number): Split | null {
  const head = headOf(text);
  const [first] = head?.lines ?? [];
  if (head === null || first === undefined || head.end - first.start > limit) return null;
  const fence = closingFence(text, head);
  if (fence.line === 0) return null;
  const { dashes } = head;
  const what = dashes === null ? 'The --- above the front matter is missing' : null;
  return {
    block: text.slice(first.start, head.end - 1),
    blockLine: head.line,
    body: text.slice(lineEnd(text, fence.start) + 1),
    bodyLine: fence.line + 1,
    note: {
      code: 'front-matter-fence',
      message: what ?? `There is "${dashes}" where --- should be`,
      hint: 'Begin the file with a line of three hyphens, ---.',
      line: head.line - (dashes === null ? 0 : 1),
      column: 1,
    },
    fault: null,
  };
}

/** The first and last line of what may be front matter and has no fences; null: there is none. */
export function unfencedLines(text: string): readonly [number, number] | null {
  const head = headOf(text);
  return head === null ? null : [head.line, head.line + head.lines.length - 1];
}
