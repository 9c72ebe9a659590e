/**
 * Reads HTML piece by piece, as a parser's tokenizer does, and knows which markup and which elements are
 * open where a piece ends. The Markdown rules need that to find the end of HTML; the parser of the
 * finished body decides what the markup means.
 */
import { RAW, rawEnd, VOID } from './balance.js';

/** Elements in which blank lines begin no paragraph: one would break the element, or be moved out of it. */
const WHOLE: ReadonlySet<string> = new Set('pre listing svg math select'.split(' '));

/** Whether all content of an element belongs to it up to its end tag. */
export function isWhole(name: string): boolean {
  return WHOLE.has(name) || RAW.has(name);
}

/** In formulas and drawings a parser knows no raw text, but CDATA. */
const FOREIGN: ReadonlySet<string> = new Set(['svg', 'math']);

/** Which elements the start of another closes, where one of them was opened last. */
const PARTS = 'td th tr tbody thead tfoot caption colgroup';
const CLOSED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    // In the standard a block ends a paragraph; but an end tag that follows shows that it was meant inside.
    ['li', 'p li'],
    ['dt dd', 'p dt dd'],
    ['td th', 'p td th'],
    ['tr', 'p td th tr caption colgroup'],
    ['tbody thead tfoot caption colgroup', `p ${PARTS}`],
    ['option optgroup', 'option'],
  ].flatMap(([names = '', closed = '']) =>
    names.split(' ').map((name) => [name, new Set(closed.split(' '))] as const),
  ),
);

/** The deepest nesting that is followed: bodies with deeper elements are set aside. */
const DEEPEST = 500;

/** The kind of an open element: raw HTML, HTML with Markdown inside, or a quote or item of Markdown. */
export type Origin = 'html' | 'markdown' | 'container';

interface Open {
  readonly name: string;
  readonly origin: Origin;
}

/** Markup that has begun and not ended. */
export interface OpenMarkup {
  /** `!--`, `!`, `![CDATA[`, `tag`, or the name of an element whose content is no markup. */
  readonly kind: string;
  /** The offset of its `<` in all text that this reader was given. */
  readonly at: number;
}

interface OpenedElement extends OpenMarkup {
  readonly name: string;
  readonly isEnd: boolean;
  quote: string;
}

const MARKUP = /<(?:(\/?)([a-z][^\s/>]*)|(!--)(?:-?>)?|(!\[CDATA\[)|([!?]|\/(?![>a-z])))/iy;
const COMMENT_END = /--!?>/g;
/** A quotation mark delimits a value only behind `=`. */
const TAG_PART = /=\s*(["'])|>/g;

export class HtmlReader {
  readonly #open: Open[];
  /** Of those that are open, how many are whole. */
  #whole: number;
  #opened: OpenedElement | null = null;
  #length = 0;
  /** Kinds of markup that are text here, as they never end; where they were met. */
  readonly #ignored: ReadonlySet<string>;
  readonly inert: number[] = [];
  /** Whether an element, or a rule, ended, and nothing but blanks and comments came behind it. */
  endsElement = false;
  /** The name of the last that did so. */
  lastEnded = '';

  constructor(from?: HtmlReader, ignored: ReadonlySet<string> = new Set()) {
    this.#open = from === undefined ? [] : [...from.#open];
    this.#whole = from === undefined ? 0 : from.#whole;
    this.#ignored = ignored;
  }

  /** Markup that the last piece left unended. */
  get unended(): OpenMarkup | null {
    return this.#opened;
  }

  /** Whether an element is open in which blank lines are its own. */
  get isInWhole(): boolean {
    return this.#whole > 0;
  }

  /** The name of the element of raw HTML in which stands what comes next; empty: in none. */
  get element(): string {
    const top = this.#open.at(-1);
    return top?.origin === 'html' ? top.name : '';
  }

  /** How many elements and containers are open. */
  get depth(): number {
    return this.#open.length;
  }

  /** Names of the elements of raw HTML in which stands what comes next, each once. */
  get elements(): readonly string[] {
    const last = this.#open.findLastIndex(({ origin }) => origin !== 'html');
    return [...new Set(this.#open.slice(last + 1).map(({ name }) => name))];
  }

  /** Whose the innermost element of that name is; null: none is open. */
  originOf(name: string): Origin | null {
    return this.#open.findLast((open) => open.name === name)?.origin ?? null;
  }

  /**
   * Whole lines, so that no end tag is parted; the last ends with a line feed. `text`, with the flag
   * `g`: what is text wherever it begins outside of markup, such as code in Markdown.
   */
  read(piece: string, text: RegExp | null = null): void {
    const nextText = text === null ? () => null : matchesFrom(piece, text);
    for (let at = 0; at < piece.length; ) {
      if (this.#opened !== null) at = this.#rest(piece, at, this.#opened);
      else {
        const start = piece.indexOf('<', at);
        const skipped = this.#whole > 0 ? null : nextText(at);
        const isText = skipped !== null && (start === -1 || skipped.start <= start);
        at = isText ? this.#skip(skipped.end) : this.#next(piece, at, start);
      }
    }
    this.#length += piece.length;
  }

  #skip(end: number): number {
    this.endsElement = false;
    return end;
  }

  /** Markup that the last piece left open never ends: it is text. */
  giveUp(): void {
    if (this.#opened !== null) this.inert.push(this.#opened.at);
    this.#opened = null;
  }

  /** Closes elements that span blank lines, at the end of the text that they are in. */
  leaveWhole(): void {
    if (this.#opened !== null && RAW.has(this.#opened.kind)) this.end(this.#opened.kind, 'html');
    this.#opened = null;
    while (this.#whole > 0) this.#pop();
  }

  start(name: string, origin: Origin): void {
    const closed = CLOSED.get(name);
    while (closed?.has(this.element) === true) this.#pop();
    if (origin === 'html' && this.#open.length >= DEEPEST) return;
    if (origin === 'html' && WHOLE.has(name)) this.#whole++;
    this.#open.push({ name, origin });
  }

  /** Closes an element and all that are open in it, within the open container. */
  end(name: string, origin: Origin): void {
    const index = this.#open.findLastIndex(
      (open) => open.origin === 'container' || (open.name === name && open.origin === origin),
    );
    const found = this.#open[index];
    if (found === undefined || found.name !== name || found.origin !== origin) return;
    while (this.#open.length > index) this.#pop();
  }

  #pop(): void {
    const open = this.#open.pop();
    if (open?.origin === 'html' && WHOLE.has(open.name)) this.#whole--;
  }

  /** From text to the start of markup. */
  #next(piece: string, from: number, at: number): number {
    if (piece.slice(from, at === -1 ? undefined : at).trim() !== '') this.endsElement = false;
    if (at === -1) return piece.length;
    MARKUP.lastIndex = at;
    const found = MARKUP.exec(piece);
    if (found === null) {
      this.endsElement = false;
      return at + 1;
    }
    const [all, slash, name = '', comment, data, other] = found;
    const isData = data !== undefined && this.#isForeign();
    const kind = comment ?? (isData ? data : (data ?? other) === undefined ? 'tag' : '!');
    const place = this.#length + at;
    const isIgnored = slash !== '/' && this.#ignored.has(name.toLowerCase());
    if (isIgnored || this.#ignored.has(kind)) {
      this.inert.push(place);
      return at + all.length;
    }
    const isOver = comment !== undefined && all.endsWith('>');
    if (!isOver) {
      this.#opened = {
        kind,
        at: place,
        name: name.toLowerCase(),
        isEnd: slash === '/',
        quote: '',
      };
    }
    return at + all.length;
  }

  #isForeign(): boolean {
    return this.#whole > 0 && this.#open.some(({ name }) => FOREIGN.has(name));
  }

  /** From within open markup to its end. */
  #rest(piece: string, at: number, opened: OpenedElement): number {
    if (opened.kind === 'tag') return this.#tag(piece, at, opened);
    if (RAW.has(opened.kind)) {
      const end = opened.kind === 'plaintext' ? -1 : rawEnd(piece, opened.kind, at);
      return this.#over(end, piece);
    }
    if (opened.kind === '!--') {
      COMMENT_END.lastIndex = at;
      const end = COMMENT_END.exec(piece) === null ? -1 : COMMENT_END.lastIndex;
      return this.#over(end, piece);
    }
    const mark = opened.kind === '!' ? '>' : ']]>';
    const end = piece.indexOf(mark, at);
    return this.#over(end === -1 ? -1 : end + mark.length, piece);
  }

  #over(end: number, piece: string): number {
    if (end === -1) return piece.length;
    this.#opened = null;
    return end;
  }

  #tag(piece: string, from: number, opened: OpenedElement): number {
    for (let at = from; ; ) {
      if (opened.quote !== '') {
        const end = piece.indexOf(opened.quote, at);
        if (end === -1) return piece.length;
        opened.quote = '';
        at = end + 1;
      }
      TAG_PART.lastIndex = at;
      const [part, quote = ''] = TAG_PART.exec(piece) ?? [];
      if (part === undefined) return piece.length;
      at = TAG_PART.lastIndex;
      opened.quote = quote;
      if (part === '>') {
        this.#opened = null;
        this.#element(opened, piece.charAt(at - 2) === '/');
        return at;
      }
    }
  }

  /** In browsers `/>` ends foreign elements only; here it ends every element but one of raw text. */
  #element({ name, isEnd, at }: OpenedElement, isClosed: boolean): void {
    this.endsElement = isEnd || name === 'hr';
    if (this.endsElement) this.lastEnded = name;
    if (isEnd) this.end(name, 'html');
    else if (!VOID.has(name)) {
      const isRaw = RAW.has(name) && !this.#isForeign();
      if (isRaw || !isClosed) this.start(name, 'html');
      if (isRaw) this.#opened = { kind: name, at, name, isEnd: false, quote: '' };
    }
  }
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** The first match at or behind a position, for positions that grow; each stretch is searched once. */
function matchesFrom(piece: string, pattern: RegExp): (from: number) => Match | null {
  let next: Match | null = { start: -1, end: 0 };
  return (from) => {
    while (next !== null && next.start < from) {
      pattern.lastIndex = from;
      const found = pattern.exec(piece);
      next = found === null ? null : { start: found.index, end: found.index + found[0].length };
    }
    return next;
  };
}
