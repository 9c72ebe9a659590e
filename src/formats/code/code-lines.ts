/** Lines of a code block that its writer wants numbered or marked: ```` ```js {1,3-4} linenos ````. */

export interface LineWishes {
  readonly isNumbered: boolean;
  /** From 1. */
  readonly marked: ReadonlySet<number>;
}

/** The first word of a block's information, and what it says of lines. */
export interface CodeInfo {
  readonly language: string;
  /** Null: nothing. */
  readonly lines: LineWishes | null;
}

/** Each line gets an element: of more lines none is numbered. */
const MOST_LINES = 2000;
const MARKS = /\{([\d,\s-]{1,200})\}/;
const NUMBERED = /(?:^|\s|\})(?:linenos|:?line-numbers|showLineNumbers)(?=\s|$|\{)/;

/** `info` is what stands behind the fence. */
export function codeInfo(info: string): CodeInfo {
  const [first = ''] = info.trim().split(/[\s{]/, 1);
  const [, marks = ''] = MARKS.exec(info) ?? [];
  const isNumbered = NUMBERED.test(info);
  const marked = linesIn(marks);
  const language = /^(?:linenos|:?line-numbers|showLineNumbers)$/.test(first) ? '' : first;
  return { language, lines: isNumbered || marked.size > 0 ? { isNumbered, marked } : null };
}

/** Of `1,3-4`: 1, 3 and 4. */
function linesIn(text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const part of text.split(',')) {
    const [, from = '', to = from] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part) ?? [];
    if (from === '') continue;
    const last = Math.min(Number(to), MOST_LINES);
    for (let line = Number(from); line <= last; line++) lines.add(line);
  }
  return lines;
}

const TAG = /<(\/?)span\b[^>]*>/g;

/**
 * HTML of coloured code with an element for each line, or, where they aren't numbered, for each marked one;
 * colours that go on over a line's end are begun anew.
 */
export function withLines(html: string, { isNumbered, marked }: LineWishes): string {
  const lines = html.replace(/\n$/, '').split('\n');
  if (lines.length > MOST_LINES) return html;
  let open: string[] = [];
  return lines
    .map((line, at) => {
      const isMarked = marked.has(at + 1);
      const start = open.join('');
      for (const [tag, end] of line.matchAll(TAG)) {
        if (end === '') open.push(tag);
        else open = open.slice(0, -1);
      }
      const whole = `${start}${line}${'</span>'.repeat(open.length)}\n`;
      if (!isNumbered && !isMarked) return whole;
      const classes = [isNumbered ? 'line' : '', isMarked ? 'hll' : ''].filter(Boolean).join(' ');
      return `<span class="${classes}">${whole}</span>`;
    })
    .join('');
}
