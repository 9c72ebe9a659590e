/**
 * Where an element may stand and what it may hold, where the HTML parser does nothing of its own:
 * what the quick way (`nested.ts`) goes by. Nothing that isn't listed is certain.
 */

// An element's content is the sum of the places it has.
const PHRASING = 1;
const FLOW = 2;
const ITEM = 4;
const TERM = 8;
const TABLE_PART = 16;
const ROW = 32;
const CELL = 64;
/** What a body holds: wherever there may be text. */
export const TEXT: number = PHRASING | FLOW;

/** `content`: 0 for void elements, null for what holds whatever its parent may hold. */
export interface Model {
  readonly place: number;
  readonly content: number | null;
}

const model = (names: string, place: number, content: number | null): readonly [string, Model][] =>
  names.split(' ').map((name) => [name, { place, content }]);

const INLINE =
  'a b strong i em u s del ins mark small sub sup code kbd samp var q cite abbr dfn time span ' +
  'bdi bdo';

/** What bodies have, old pages' too; a row outside a `tbody` gets one from the parser. */
export const NESTED_MODELS: ReadonlyMap<string, Model> = new Map([
  ...model(`${INLINE} font big tt strike`, PHRASING, null),
  ...model('br img wbr', PHRASING, 0),
  ...model('hr', FLOW, 0),
  ...model('p h1 h2 h3 h4 h5 h6 pre', FLOW, PHRASING),
  ...model('div section blockquote figure figcaption center', FLOW, TEXT),
  ...model('article aside header footer nav main address', FLOW, TEXT),
  ...model('ul ol', FLOW, ITEM),
  ...model('li', ITEM, TEXT),
  ...model('dl', FLOW, TERM),
  ...model('dt dd', TERM, TEXT),
  ...model('table', FLOW, TABLE_PART),
  ...model('caption', TABLE_PART, TEXT),
  ...model('thead tbody tfoot', TABLE_PART, ROW),
  ...model('tr', ROW, CELL),
  ...model('td th', CELL, TEXT),
]);

/** Whether there is nothing but blanks, which are all that a list or a table may have as text. */
export function isBlank(html: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = html.charCodeAt(at);
    if (code !== 0x0a && code !== 0x20 && code !== 0x09) return false;
  }
  return true;
}
