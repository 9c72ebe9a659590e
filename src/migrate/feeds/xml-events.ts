/**
 * XML, read as a stream: the only door to saxes, which knows no entity but XML's five and asks for
 * nothing outside of the text. What a document declares of its own is never expanded, so that no bomb
 * grows and no file is fetched. What is broken is told, and the rest is read.
 */
import type { SaxesParser } from 'saxes';
import { xmlText } from '../../formats/xml/xml.js';
import { SiteError } from '../../model/problem.js';
import { type GuardedXml, XmlGuard } from './xml-guard.js';

export interface XmlElement {
  /** With its prefix, as it is written. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements around it, the outermost first. */
  readonly parents: readonly string[];
  /** Where it begins, from 1. */
  readonly line: number;
  readonly column: number;
}

export interface XmlContent extends XmlElement {
  /** Its own text; of one that `open` takes as markup, all that is in it. */
  readonly text: string;
}

export interface XmlFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface XmlReader {
  /** `markup`: what is in the element is wanted as it is written. */
  open(element: XmlElement): 'markup' | null;
  close(content: XmlContent): void;
  problem(fault: XmlFault): void;
}

/** Elements inside one another. */
const MOST_DEPTH = 200;
/** Characters of one text, and bytes between two tags. */
const MOST_TEXT = 64 << 20;
/** Faults of one document that are told. */
const MOST_FAULTS = 20;

/** Names that feeds use though XML has none. */
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ nbsp: '\u00a0', copy: '©', reg: '®', trade: '™', middot: '·', bull: '•', hellip: '…' },
  ...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', times: '×' },
  ...{ laquo: '«', raquo: '»', euro: '€', deg: '°' },
};

/** Throws `SiteError` where the document is nested or joined beyond what any reader is meant to take. */
export async function readXml(pieces: Iterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const { SaxesParser: Parser } = await import('saxes');
  const parser = new Parser({ xmlns: false, position: true });
  Object.assign(parser.ENTITIES, ENTITIES);
  const stream = new EventStream(parser, reader);
  let decoder: TextDecoder | null = null;
  for (const piece of pieces) {
    decoder ??= decoderOf(piece, reader);
    stream.write(decoder.decode(piece, { stream: true }));
  }
  if (decoder === null) return;
  stream.write(decoder.decode(), true);
  parser.close();
}

interface OpenXmlElement extends XmlElement {
  readonly text: string[];
  readonly isMarkup: boolean;
}

class EventStream {
  readonly #parser: SaxesParser;
  readonly #reader: XmlReader;
  readonly #open: OpenXmlElement[] = [];
  readonly #guard = new XmlGuard();
  /** What the line has more than in the document. */
  #added = { line: 0, columns: 0 };
  #faults = 0;
  #isBroken = false;
  #since = 0;
  /** Of the tag that is being read. */
  #start: { readonly line: number; readonly column: number } = { line: 1, column: 1 };

  constructor(parser: SaxesParser, reader: XmlReader) {
    this.#parser = parser;
    this.#reader = reader;
    parser.on('opentagstart', ({ name }) => {
      // The character behind the name is read; where that is a line end, the name ends a line.
      const before = parser.column - name.length - 2;
      this.#start =
        before < 0
          ? { line: parser.line - 1, column: 1 }
          : { line: parser.line, column: before + 1 };
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#begin(name, attributes);
    });
    parser.on('closetag', () => this.#end());
    parser.on('text', (text) => this.#add(this.#markup === null ? text : xmlText(text)));
    parser.on('cdata', (text) => {
      this.#tellStories('a CDATA section', text);
      this.#add(this.#markup === null ? text : xmlText(text));
    });
    parser.on('comment', (text) => this.#tellStories('a comment', text));
    parser.on('error', ({ message }) =>
      this.#fault(message.replace(/^(?:[^:]*:)?\d+:\d+: |\.$/g, '')),
    );
  }

  write(text: string, isLast = false): void {
    if (!this.#isBroken && text.includes('\uFFFD')) {
      this.#isBroken = true;
      this.#fault('the text has bytes that are not of its encoding');
    }
    this.#since += text.length;
    for (const part of this.#guard.pass(text, isLast)) {
      if (part.kind === 'text') this.#parser.write(part.text);
      else this.#mend(part.kind);
    }
    if (this.#since > MOST_TEXT)
      throw tooMuch('has more than 64 MB without a tag', this.#parser.line);
  }

  /** Of a part that no element is read in. */
  #tellStories(part: string, text: string): void {
    const story = /<(?:item|entry)(?=[\s>])/.exec(text)?.[0];
    if (story !== undefined)
      this.#fault(`${part} that ends here has ${story}> in it, which was not read as a story`);
  }

  #mend(what: Exclude<GuardedXml['kind'], 'text'>): void {
    const within = this.#open.at(-1);
    if (what === 'lone') this.#fault('an `&` stands alone, and was read as `&amp;`');
    else
      this.#fault(
        `a CDATA section goes on beyond <${within?.name}>, and was ended with it`,
        within,
      );
    const written = what === 'lone' ? '&amp;' : ']]>';
    this.#parser.write(written);
    const { line } = this.#parser;
    const more = what === 'lone' ? written.length - 1 : written.length;
    this.#added = { line, columns: more + (line === this.#added.line ? this.#added.columns : 0) };
  }

  /** The element whose content is taken as it is written; null: there is none. */
  get #markup(): OpenXmlElement | null {
    return this.#open.find(({ isMarkup }) => isMarkup) ?? null;
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#since = 0;
    const markup = this.#markup;
    if (this.#open.length >= MOST_DEPTH) {
      throw tooMuch(`has elements more than ${MOST_DEPTH} deep`, this.#parser.line);
    }
    if (markup !== null) {
      const written = Object.entries(attributes).map(
        ([key, value]) => ` ${key}="${xmlText(value)}"`,
      );
      markup.text.push(`<${name}${written.join('')}>`);
      this.#open.push({ name, attributes, ...this.#start, parents: [], text: [], isMarkup: false });
      return;
    }
    const parents = this.#open.map((one) => one.name);
    const element = { name, attributes, parents, ...this.#start };
    const isMarkup = this.#reader.open(element) === 'markup';
    this.#open.push({ ...element, text: [], isMarkup });
  }

  #end(): void {
    this.#since = 0;
    const closed = this.#open.pop();
    if (closed === undefined) return;
    const markup = this.#markup;
    if (markup !== null) {
      if (!VOID.has(closed.name)) markup.text.push(`</${closed.name}>`);
      return;
    }
    const { isMarkup: _, text, ...element } = closed;
    this.#reader.close({ ...element, text: text.join('') });
  }

  #add(text: string): void {
    this.#since = 0;
    (this.#markup ?? this.#open.at(-1))?.text.push(text);
  }

  /** At what was read last, or at `place`. */
  #fault(message: string, place?: XmlElement): void {
    this.#faults++;
    if (this.#faults > MOST_FAULTS) return;
    const { line, column } = this.#parser;
    const added = line === this.#added.line ? this.#added.columns : 0;
    const { line: at, column: from } = place ?? { line, column: column + 1 - added };
    this.#reader.problem({ message, line: at, column: from });
  }
}

/** Elements of HTML that have no end. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

function tooMuch(what: string, line: number): SiteError {
  const hint = 'Split the file, or have it exported anew.';
  return SiteError.of('migrate-xml', `The XML ${what} (line ${line})`, hint);
}

/** By its mark, else by its declaration; UTF-8 otherwise. */
function decoderOf(start: Uint8Array, reader: XmlReader): TextDecoder {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  const head = new TextDecoder('latin1').decode(start.subarray(0, 200));
  const label = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label);
  } catch {
    const message = `its encoding ${JSON.stringify(label)} is unknown, and was read as UTF-8`;
    reader.problem({ message, line: 1, column: 1 });
    return new TextDecoder('utf-8');
  }
}
