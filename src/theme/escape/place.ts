/**
 * Where in HTML a template's text ends, and what is printed there stands: in text, in a tag, in an
 * attribute's value, in a script. The states are those of the HTML standard's tokenizer, as far as they
 * matter for escaping.
 */
import { afterValue, SCRIPT_START, type ScriptState, scanScript } from './script-state.js';
import { type StyleMode, scanStyle } from './style-state.js';

/** What an attribute's value is. */
export type AttributeUse =
  | 'plain'
  | 'address'
  | 'picture'
  | 'srcset'
  | 'style'
  | 'handler'
  | 'html';

export interface Place {
  readonly where:
    | 'text'
    /** In a tag's name. */
    | 'open'
    /** In a tag, between attributes. */
    | 'tag'
    /** In an attribute's name. */
    | 'name'
    /** Behind one. */
    | 'named'
    /** Behind `=`. */
    | 'equals'
    | 'value'
    | 'comment'
    /** `<!`, `<?` and their like, up to `>`. */
    | 'bogus'
    /** In an element that has no tags: `title`, `textarea`. */
    | 'rcdata'
    /** In one that has not even references. */
    | 'raw'
    | 'script'
    | 'style';
  /** The tag's name, lower case, `/` first where it ends; or the element whose text this is. */
  readonly element: string;
  readonly attribute: string;
  /** Of a value; '': it has none. */
  readonly quote: '"' | "'" | '';
  /** The beginning of the value, as far as it was written in the template, at most 64 characters. */
  readonly seen: string;
  /** The value's text so far ends with `&`, or more of a reference: what follows could end it. */
  readonly isInReference: boolean;
  /** A script's `type`, a meta's `http-equiv`. */
  readonly type: string;
  readonly script: ScriptState;
  readonly style: StyleMode;
}

/** Where a page begins. */
export const TEXT: Place = {
  where: 'text',
  element: '',
  attribute: '',
  quote: '',
  seen: '',
  isInReference: false,
  type: '',
  script: SCRIPT_START,
  style: 'code',
};

/** Where a file of its own begins that is no HTML: a script, JSON, a style; null: in text. */
export function startOfFile(path: string): Place | null {
  if (/\.(?:m?js|json|webmanifest)$/.test(path))
    return { ...TEXT, where: 'script', element: 'script' };
  return /\.s?css$/.test(path) ? { ...TEXT, where: 'style', element: 'style' } : null;
}

const ADDRESSES: ReadonlySet<string> = new Set(
  (
    'action archive cite classid codebase data formaction href icon longdesc manifest ping profile ' +
    'src usemap xlink:href'
  ).split(' '),
);
const PICTURES: ReadonlySet<string> = new Set(['background', 'poster']);

/** What the value of an attribute is; of a name that isn't known as plain as any. */
export function useOf({ element, attribute, type }: Place): AttributeUse {
  // `data-href`, `data-src`: scripts take them for addresses.
  const name = attribute.replace(/^data-(?=.)/, '');
  if (/^on./.test(attribute)) return 'handler';
  if (name === 'style') return 'style';
  if (name === 'srcdoc') return 'html';
  if (name === 'srcset' || name === 'imagesrcset') return 'srcset';
  if (PICTURES.has(name) || (name === 'src' && element === 'img')) return 'picture';
  if (name === 'data' && element !== 'object' && attribute !== 'data') return 'plain';
  if (ADDRESSES.has(name)) return 'address';
  if (element === 'meta' && name === 'content' && type === 'refresh') return 'address';
  if (/^xmlns(?::|$)/.test(name) || /(?:src|uri|url|href)$/.test(name)) return 'address';
  return 'plain';
}

const RCDATA: ReadonlySet<string> = new Set(['title', 'textarea']);
const RAW: ReadonlySet<string> = new Set(
  ['iframe', 'noembed', 'noframes', 'plaintext', 'xmp'], // biome-ignore format: a table
);
const JAVASCRIPT =
  /^(?:|module|(?:text|application)\/(?:(?:x-)?(?:java|ecma|j|live)script(?:1\.[0-5])?|babel|jsx|typescript)|(?:.*[/+])?json|importmap|speculationrules)$/;

/** Whether a script's text is JavaScript or JSON; otherwise a browser leaves it alone. */
function isScript(type: string): boolean {
  return JAVASCRIPT.test(type.trim().toLowerCase().split(';', 1)[0]?.trim() ?? '');
}

const SPACE = /[\t\n\f\r ]/;

/** The place after more of a template's text. */
export function advance(from: Place, text: string): Place {
  let place = from;
  let at = 0;
  while (at < text.length) {
    const [next, end] = step(place, text, at);
    place = next;
    at = end;
  }
  return place;
}

type Step = readonly [place: Place, end: number];

/** As far as one state goes. */
function step(place: Place, text: string, at: number): Step {
  switch (place.where) {
    case 'text':
      return inText(place, text, at);
    case 'open':
      return inOpen(place, text, at);
    case 'tag':
    case 'named':
      return inTag(place, text, at);
    case 'name':
      return inName(place, text, at);
    case 'equals':
      return inEquals(place, text, at);
    case 'value':
      return inValue(place, text, at);
    case 'comment':
      return until(/--!?>/g, text, at);
    case 'bogus':
      return until(/>/g, text, at, place);
    default:
      return inElement(place, text, at);
  }
}

/** To the text behind the next `end`; without one the place goes on. */
function until(end: RegExp, text: string, at: number, place: Place | null = null): Step {
  end.lastIndex = at;
  const found = end.exec(text);
  if (found === null) return [place ?? { ...TEXT, where: 'comment' }, text.length];
  return [TEXT, end.lastIndex];
}

function inText(place: Place, text: string, at: number): Step {
  const open = text.indexOf('<', at);
  if (open < 0) return [place, text.length];
  const next = text.charAt(open + 1);
  if (text.startsWith('<!--', open)) {
    // `<!-->` and `<!--->` are whole comments.
    const short = /^<!---?>/.exec(text.slice(open, open + 6));
    return short ? [TEXT, open + short[0].length] : [{ ...TEXT, where: 'comment' }, open + 4];
  }
  // An XML file's, whose text feed readers take for HTML.
  if (text.startsWith('<![CDATA[', open)) return [TEXT, open + 9];
  if (next === '!' || next === '?') return [{ ...TEXT, where: 'bogus' }, open + 2];
  if (next === '/' && /[a-z]/i.test(text.charAt(open + 2) || 'a')) {
    return [{ ...TEXT, where: 'open', element: '/' }, open + 2];
  }
  if (next === '' || /[a-z]/i.test(next)) return [{ ...TEXT, where: 'open' }, open + 1];
  return [place, open + 1];
}

function inOpen(place: Place, text: string, at: number): Step {
  const [name = ''] = /[^\t\n\f\r />]*/.exec(text.slice(at)) ?? [];
  // A `<` that nothing printed made a tag.
  if (place.element === '' && name !== '' && !/^[a-z\ufffd]/i.test(name)) return [TEXT, at];
  if (place.element === '' && name === '') return [TEXT, at];
  const element = place.element + name.toLowerCase();
  const end = at + name.length;
  return end < text.length
    ? [{ ...place, where: 'tag', element }, end]
    : [{ ...place, element }, end];
}

function inTag(place: Place, text: string, at: number): Step {
  const char = text.charAt(at);
  if (char === '>') return [afterTag(place), at + 1];
  if (char === '=' && place.where === 'named') {
    return [{ ...place, where: 'equals', quote: '', seen: '' }, at + 1];
  }
  if (SPACE.test(char)) return [place, at + 1];
  if (char === '/') return [{ ...place, where: 'tag', attribute: '' }, at + 1];
  return [{ ...place, where: 'name', attribute: '' }, at];
}

/** Behind a start tag: in its element's text. */
function afterTag({ element, type }: Place): Place {
  const inner: Place = { ...TEXT, element };
  if (RCDATA.has(element)) return { ...inner, where: 'rcdata' };
  if (RAW.has(element)) return { ...inner, where: 'raw' };
  if (element === 'style') return { ...inner, where: 'style' };
  if (element === 'script') return { ...inner, type, where: isScript(type) ? 'script' : 'rcdata' };
  return TEXT;
}

function inName(place: Place, text: string, at: number): Step {
  const [name = ''] = /^[^\t\n\f\r />=]*/.exec(text.slice(at)) ?? [];
  // A `=` at the beginning is part of the name.
  const first = name === '' && place.attribute === '' ? text.charAt(at) : '';
  const attribute = place.attribute + first + name.toLowerCase();
  const end = at + first.length + name.length;
  return [{ ...place, where: end < text.length ? 'named' : 'name', attribute }, end];
}

function inEquals(place: Place, text: string, at: number): Step {
  const char = text.charAt(at);
  if (SPACE.test(char)) return [place, at + 1];
  if (char === '>') return [afterTag(place), at + 1];
  const value: Place = {
    ...place,
    where: 'value',
    seen: '',
    isInReference: false,
    script: SCRIPT_START,
    style: 'code',
  };
  if (char === '"' || char === "'") return [{ ...value, quote: char }, at + 1];
  return [{ ...value, quote: '' }, at];
}

function inValue(place: Place, text: string, at: number): Step {
  const { quote } = place;
  const rest = text.slice(at);
  const length = quote === '' ? rest.search(/[\t\n\f\r >]/) : rest.indexOf(quote);
  const value = inside(place, length < 0 ? rest : rest.slice(0, length));
  if (length < 0) return [value, text.length];
  const tag: Place = { ...closed(value), where: 'tag' };
  return [tag, at + length + quote.length];
}

/** The tag behind a value, which remembers what its element's text or other values turn on. */
function closed(value: Place): Place {
  const { element, attribute, seen } = value;
  const isType =
    (element === 'script' && attribute === 'type') ||
    (element === 'meta' && attribute === 'http-equiv');
  const type = isType ? seen.trim().toLowerCase() : value.type;
  return { ...TEXT, element, type };
}

const REFERENCES: Readonly<Record<string, string>> = {
  ...{ quot: '"', '#34': '"', '#39': "'", '#x27': "'", '#x22': '"', apos: "'" },
  ...{ amp: '&', lt: '<', gt: '>' },
};

/** A part of a value's text. */
function inside(place: Place, text: string): Place {
  if (text === '') return place;
  const isInReference = /&#?[a-z\d]*$/i.test(text) || (place.isInReference && /^#?\w*$/.test(text));
  const seen = place.seen.length < 64 ? (place.seen + text).slice(0, 64) : keepQuery(place, text);
  const use = useOf(place);
  if (use !== 'handler' && use !== 'style') return { ...place, seen, isInReference };
  const plain = text.replace(
    /&(quot|apos|amp|lt|gt|#34|#39|#x27|#x22);/gi,
    (_, name: string) => REFERENCES[name.toLowerCase()] ?? '',
  );
  return use === 'handler'
    ? { ...place, seen, isInReference, script: scanScript(place.script, plain) }
    : { ...place, seen, isInReference, style: scanStyle(place.style, plain) };
}

/** Whether there is a `?` or `#` must be known of a long address, too. */
function keepQuery({ seen }: Place, text: string): string {
  return /[?#]/.test(text) && !/[?#]/.test(seen) ? `${seen.slice(0, 63)}?` : seen;
}

/** In an element without tags: up to its end tag. */
function inElement(place: Place, text: string, at: number): Step {
  const end = new RegExp(`</${place.element}(?=[\\t\\n\\f\\r />]|$)`, 'gi');
  end.lastIndex = at;
  const found = end.exec(text);
  const inner = text.slice(at, found?.index ?? text.length);
  if (found !== null) {
    return [{ ...TEXT, where: 'tag', element: `/${place.element}` }, end.lastIndex];
  }
  if (place.where === 'script') {
    return [{ ...place, script: scanScript(place.script, inner) }, text.length];
  }
  if (place.where === 'style') {
    return [{ ...place, style: scanStyle(place.style, inner) }, text.length];
  }
  return [place, text.length];
}

/** A name that a template prints a part of has this there. */
const PRINTED = '\ufffd';

/** The place behind something printed, which stays within the place where it stands. */
export function afterPrint(place: Place): Place {
  switch (place.where) {
    case 'open':
      return { ...place, element: place.element + PRINTED };
    case 'name':
      return { ...place, attribute: place.attribute + PRINTED };
    case 'named':
      return { ...place, where: 'tag', attribute: '' };
    case 'equals':
      return { ...place, where: 'value', quote: '', seen: '' };
    default:
      return place.where === 'script' || place.where === 'value'
        ? { ...place, script: afterValue(place.script), isInReference: false }
        : place;
  }
}

/** Equal for places that are one. */
export function placeKey(place: Place): string {
  const { where, element, attribute, quote, seen, isInReference, type, script, style } = place;
  const { mode, isAfterValue, open } = script;
  return JSON.stringify([
    where,
    element,
    attribute,
    quote,
    seen,
    isInReference,
    type,
    mode,
    isAfterValue,
    open,
    style,
  ]);
}
