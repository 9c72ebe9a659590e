/**
 * Jekyll's fixed forms in a story, replaced once, before Markdown and the sanitiser: `raw`, `comment`,
 * `highlight`, `link`, `post_url`, values of the site. Everything else of Liquid stays text, and what a
 * form brings in is not looked at again.
 */
import { positionAt } from '../../problems/code-frame.js';
import { blockEnds } from './form-blocks.js';
import { type FormToken, formTokens, trimmedEnd, trimmedStart } from './form-tokens.js';
import { type FormSettings, printedValue, siteName } from './form-values.js';

/** What a story links to by its file, or by a post's name. */
export type LinkForm = 'link' | 'post_url';

/**
 * The address with `baseurl`, percent-encoded; null: nothing is published there, and the form stays as it
 * is written, so that the words of its link are text.
 */
export type FormLinks = (form: LinkForm, name: string) => string | null;

export interface StoryLink {
  readonly form: LinkForm;
  readonly name: string;
  /** In the text as it is written. */
  readonly at: number;
}

export interface ReplacedForms {
  readonly text: string;
  /** Each target once, where it stands first. */
  readonly links: readonly StoryLink[];
  /** The text as it is written, with letters for its forms, and everything else in its place. */
  rest(): string;
  /** The written text's line that a line of the new one comes from; both from 1. */
  lineOf(line: number): number;
  /** Where the first form stands that stays text, for the story would grow too much; null: none. */
  readonly tooMuchAt: number | null;
}

/** Units that any text may grow by, and times its own length; as `markdown/growth.ts` has it. */
const SHORT = 10_000;
const MOST = 8;
/** With code, which has marks around its parts. */
const MOST_CODE = 24;
/** Of colouring, which may take quadratic time: squares of the codes' lengths. */
const MOST_WORK = 400e6;
/** Targets that one story may name. */
const MOST_LINKS = 1000;

/** Null: the text has no forms. One without `{%` and `{{` is only searched for those. */
export function replaceForms(
  text: string,
  settings: FormSettings,
  links: FormLinks,
): ReplacedForms | null {
  if (text.indexOf('{') === -1 || !/\{[{%]/.test(text)) return null;
  const tokens = formTokens(text);
  if (tokens.length === 0) return null;
  const replacer = new Replacer(text, tokens, settings, links);
  const made = replacer.run();
  return replacer.spans.length === 0 && replacer.tooMuchAt === null ? null : made;
}

/** A part of the new text, and where it comes from. */
interface FormPiece {
  readonly text: string;
  readonly at: number;
  /** Unchanged: each of its lines is one of the written text's. */
  readonly isWritten: boolean;
}

/** Of the written text; its ends are trimmed as the tags there say. */
interface FormPart {
  readonly from: number;
  readonly to: number;
  readonly trimsStart: boolean;
  readonly trimsEnd: boolean;
}

/** What is made of one token: its text, and the index of the last token that belongs to it. */
interface Form {
  readonly text: string;
  readonly last: number;
}

class Replacer {
  readonly spans: (readonly [start: number, end: number])[] = [];
  tooMuchAt: number | null = null;
  readonly #text: string;
  readonly #tokens: readonly FormToken[];
  readonly #settings: FormSettings;
  readonly #links: FormLinks;
  readonly #ends: ReadonlyMap<number, number>;
  readonly #found = new Map<string, StoryLink>();
  #room: number;
  #roomOfCode: number;
  #work = 0;
  /** The end of `{{ site.baseurl }}`, which an address that has it already may follow. */
  #baseurlEnd = -1;

  constructor(
    text: string,
    tokens: readonly FormToken[],
    settings: FormSettings,
    links: FormLinks,
  ) {
    this.#text = text;
    this.#tokens = tokens;
    this.#settings = settings;
    this.#links = links;
    this.#ends = blockEnds(tokens, ({ markup }) => settings.highlight(markup, '', true) !== null);
    this.#room = text.length * MOST + SHORT;
    this.#roomOfCode = text.length * MOST_CODE + SHORT;
  }

  run(): ReplacedForms {
    const whole = { from: 0, to: this.#text.length, trimsStart: false, trimsEnd: false };
    const pieces = this.#pieces(0, this.#tokens.length, whole, true);
    const [text, spans] = [this.#text, this.spans];
    return {
      text: textOf(pieces),
      links: [...this.#found.values()],
      tooMuchAt: this.tooMuchAt,
      rest: () => maskedAt(text, spans),
      lineOf: (line) => writtenLine(line, pieces, text),
    };
  }

  /** Of the tokens from `first` to before `end`, which stand in the part. */
  #pieces(first: number, end: number, part: FormPart, isOuter: boolean): readonly FormPiece[] {
    const pieces: FormPiece[] = [];
    let at = part.from;
    let trims = part.trimsStart;
    const write = (until: number, trimsEnd: boolean): void => {
      const written = this.#text.slice(at, until);
      const started = trims ? trimmedStart(written) : written;
      const text = trimsEnd ? trimmedEnd(started) : started;
      if (text === '') return;
      pieces.push({ text, at: at + written.length - started.length, isWritten: true });
    };
    for (let index = first; index < end; index++) {
      const token = this.#tokens[index] as FormToken;
      const form = this.#formOf(index, isOuter);
      if (form === null) {
        write(token.start, false);
        pieces.push({
          text: this.#text.slice(token.start, token.end),
          at: token.start,
          isWritten: true,
        });
        trims = false;
        at = token.end;
        continue;
      }
      const last = this.#tokens[form.last] ?? token;
      write(token.start, token.trimsBefore);
      if (form.text !== '') pieces.push({ text: form.text, at: token.start, isWritten: false });
      if (isOuter) this.spans.push([token.start, last.end]);
      trims = last.trimsAfter;
      at = last.end;
      index = form.last;
    }
    write(part.to, part.trimsEnd);
    return pieces;
  }

  /** Null: the token stays text. */
  #formOf(index: number, isOuter: boolean): Form | null {
    const token = this.#tokens[index] as FormToken;
    const one = (text: string | null): Form | null =>
      text === null ? null : { text, last: index };
    if (token.kind === 'raw') return one(token.markup);
    if (token.kind === 'print') return one(this.#printed(token));
    switch (token.name) {
      case '#':
        return one('');
      case 'comment': {
        const last = this.#ends.get(index);
        return last === undefined ? null : { text: '', last };
      }
      case 'highlight':
        return isOuter ? this.#highlighted(index) : null;
      case 'link':
      case 'post_url':
        return one(this.#linked(token, token.name));
      default:
        return null;
    }
  }

  #printed(token: FormToken): string | null {
    const value = printedValue(token.markup, this.#settings);
    if (value === null || !this.#fits(value, token)) return null;
    if (siteName(token.markup) === 'baseurl') this.#baseurlEnd = token.end;
    return value;
  }

  #linked(token: FormToken, form: LinkForm): string | null {
    const { markup: name } = token;
    if (!isTarget(form, name)) return null;
    const id = `${form} ${name}`;
    if (this.#found.size >= MOST_LINKS && !this.#found.has(id)) return null;
    if (!this.#found.has(id)) this.#found.set(id, { form, name, at: token.start });
    const address = this.#links(form, name);
    if (address === null || !this.#fits(address, token)) return null;
    const { baseurl } = this.#settings;
    // Jekyll 3 had it written; Jekyll 4 puts it in by itself.
    const isDouble = this.#baseurlEnd === token.start && address.startsWith(`${baseurl}/`);
    return isDouble ? address.slice(baseurl.length) : address;
  }

  #highlighted(index: number): Form | null {
    const last = this.#ends.get(index);
    const [start, end] = [this.#tokens[index], this.#tokens[last ?? -1]];
    if (last === undefined || start === undefined || end === undefined) return null;
    const part = {
      from: start.end,
      to: end.start,
      trimsStart: start.trimsAfter,
      trimsEnd: end.trimsBefore,
    };
    const code = textOf(this.#pieces(index + 1, last, part, false));
    this.#work += code.length ** 2;
    const isLong = this.#work > MOST_WORK;
    const coloured = isLong ? null : this.#settings.highlight(start.markup, code, false);
    const isDear = coloured === null || coloured.length > this.#roomOfCode;
    const text = isDear ? this.#settings.highlight(start.markup, code, true) : coloured;
    if (text === null) return null;
    this.#roomOfCode -= text.length;
    if (this.#roomOfCode < 0) this.tooMuchAt ??= start.start;
    return this.#roomOfCode < 0 ? null : { text, last };
  }

  #fits(value: string, token: FormToken): boolean {
    const fits = value.length <= this.#room;
    if (fits) this.#room -= value.length;
    else this.tooMuchAt ??= token.start;
    return fits;
  }
}

/** A path of a file, or a day and a name with folders before it (Jekyll `tags/post_url.rb`). */
function isTarget(form: LinkForm, name: string): boolean {
  if (name === '' || name.length > 1024 || /[{}\n]/.test(name)) return false;
  return form === 'link' || POST_NAME.test(name);
}

const POST_NAME = /^\/?(?:.+\/)?\d+-\d+-\d+-/;

function textOf(pieces: readonly FormPiece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** Blanks would make indented code of what follows them. */
function maskedAt(text: string, spans: readonly (readonly [number, number])[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const [start, end] of spans) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\n]/g, 'x'));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** A line belongs to the piece that it begins in, or that begins in it. */
function writtenLine(line: number, pieces: readonly FormPiece[], text: string): number {
  let current = 1;
  let place = 0;
  for (const { text: piece, at, isWritten } of pieces) {
    place = at;
    const more = piece.split('\n').length - 1;
    if (current + more >= line) return positionAt(text, at).line + (isWritten ? line - current : 0);
    current += more;
  }
  return positionAt(text, place).line;
}
