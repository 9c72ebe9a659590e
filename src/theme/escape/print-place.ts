/** What a place asks of a text that is printed there. */
import { type Place, useOf } from './place.js';

/** How a story's text is escaped; see `escape-text.ts`. */
export type PrintKind =
  | 'text'
  | 'attribute'
  /** HTML in an attribute's value. */
  | 'document'
  | 'address'
  | 'path'
  | 'query'
  | 'srcset'
  | 'code'
  | 'string'
  /** A regular expression, a comment of a script. */
  | 'pattern'
  | 'declaration'
  | 'style-string'
  | 'style-address'
  /** A name of a tag or an attribute. */
  | 'name'
  | 'strict';

/** Why the build has a word about a print. */
export type Trouble = 'unknown' | 'handler' | 'unquoted' | 'tag';

export interface PrintPlace {
  readonly kind: PrintKind;
  /** Null: it can't be told. */
  readonly place: Place | null;
  /** In an attribute's value, whose references a browser reads before anything else. */
  readonly isInValue: boolean;
  /** The address is a picture's. */
  readonly isPicture: boolean;
  readonly trouble: Trouble | null;
}

/** What a compiled print knows: its place, and whether a text without a mark is the site's own. */
export interface PlacedPrint {
  readonly to: PrintPlace;
  readonly isOwn: boolean;
}

/** What is printed at one of `places`: the one, or several that ask the same. */
export function printPlace(places: readonly Place[]): PrintPlace {
  const [first, ...more] = places.map(ofPlace);
  if (first === undefined) return UNKNOWN;
  return more.every((other) => asksSame(first, other)) ? first : UNKNOWN;
}

const UNKNOWN: PrintPlace = {
  kind: 'strict',
  place: null,
  isInValue: false,
  isPicture: false,
  trouble: 'unknown',
};

function asksSame(a: PrintPlace, b: PrintPlace): boolean {
  return (
    a.kind === b.kind &&
    a.isInValue === b.isInValue &&
    a.isPicture === b.isPicture &&
    a.trouble === b.trouble &&
    a.place?.seen === b.place?.seen &&
    a.place?.isInReference === b.place?.isInReference
  );
}

function ofPlace(place: Place): PrintPlace {
  const plain = { place, isInValue: false, isPicture: false, trouble: null };
  switch (place.where) {
    case 'text':
      return { ...plain, kind: 'text' };
    case 'open':
    case 'tag':
    case 'name':
    case 'named':
    case 'bogus':
      return { ...plain, kind: 'name', trouble: 'tag' };
    case 'equals':
    case 'value':
      return ofValue(place);
    case 'comment':
    case 'rcdata':
      return { ...plain, kind: 'attribute' };
    case 'raw':
      return { ...plain, kind: 'attribute' };
    case 'script':
      return { ...plain, kind: scriptKind(place) };
    case 'style':
      return { ...plain, kind: styleKind(place) };
    default:
      return UNKNOWN;
  }
}

function ofValue(place: Place): PrintPlace {
  const use = useOf(place);
  const kind = valueKind(place);
  const isUnquoted = place.where === 'equals' || place.quote === '';
  const isHandler = use === 'handler' || kind === 'pattern';
  return {
    kind,
    place,
    isInValue: true,
    isPicture: use === 'picture' || use === 'srcset',
    trouble: isUnquoted ? 'unquoted' : isHandler ? 'handler' : null,
  };
}

function valueKind(place: Place): PrintKind {
  switch (useOf(place)) {
    case 'handler':
      return scriptKind(place);
    case 'style':
      return styleKind(place);
    case 'html':
      return 'document';
    case 'srcset':
      return 'srcset';
    case 'address':
    case 'picture':
      return addressKind(place);
    default:
      return 'attribute';
  }
}

/** Schemes whose addresses are programs or whole documents: what is printed there is part of them. */
const PROGRAM = /^\s*(?:javascript|vbscript|data)\s*:/i;

function addressKind({ seen, element, attribute, type }: Place): PrintKind {
  if (PROGRAM.test(seen)) return /^\s*data:image\//i.test(seen) ? 'query' : 'pattern';
  // `<meta http-equiv="refresh" content="0; url=`
  const isRefresh = element === 'meta' && attribute === 'content' && type === 'refresh';
  const address = isRefresh ? seen.replace(/^[\s\d.]*[;,]?\s*(?:url\s*=\s*)?["']?/i, '') : seen;
  if (!/[:/?#\\]/.test(address)) return 'address';
  return /[?#]/.test(address) ? 'query' : 'path';
}

function scriptKind({ script: { mode } }: Place): PrintKind {
  if (mode === 'code') return 'code';
  return mode === 'single' || mode === 'double' || mode === 'template' ? 'string' : 'pattern';
}

function styleKind({ style }: Place): PrintKind {
  if (style === 'single' || style === 'double') return 'style-string';
  return style.startsWith('address') ? 'style-address' : 'declaration';
}
