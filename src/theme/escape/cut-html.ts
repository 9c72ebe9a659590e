/**
 * Pieces of a story's finished HTML that a theme cuts for its table of contents. In what a sanitised
 * story's HTML is written, `<` begins a tag and nothing else, so that a piece can only end amid a tag, or
 * begin amid one.
 */

import { allowedName, isAllowedAttribute } from '../../formats/html/allow.js';
import { COMMON } from '../../formats/html/references.js';
import { advance, type Place, TEXT } from './place.js';

/** Whether a piece leaves text where it stands in text: its last tag is a whole one. */
export function endsInText(html: string): boolean {
  const last = html.lastIndexOf('<');
  return last < 0 || advance(TEXT, html.slice(last)).where === 'text';
}

const REST_OF_NAME = /^[a-z\d]{0,12}/i;
const ATTRIBUTE = /^\s+([a-z-]{1,20})(?:="([^"<>]*)")?/i;

/**
 * Whether a piece that stands where `place` is, in a tag, goes on with attributes that a story's tag may
 * have, to the end of the tag and no further than text.
 */
export function continuesTag(html: string, { element, where }: Place): boolean {
  if (where !== 'open' && where !== 'tag') return false;
  let rest = html;
  let name = element;
  if (where === 'open') {
    const [more = ''] = REST_OF_NAME.exec(html) ?? [];
    name += more.toLowerCase();
    rest = html.slice(more.length);
  }
  const tag = name.replace(/^\//, '');
  if (allowedName(tag) !== tag) return false;
  for (;;) {
    const [whole, attribute, value = ''] = ATTRIBUTE.exec(rest) ?? [];
    if (whole === undefined || attribute === undefined) break;
    if (!isAllowed(tag, attribute.toLowerCase(), decodeReferences(value))) return false;
    rest = rest.slice(whole.length);
  }
  const [end] = /^\s*\/?>/.exec(rest) ?? [];
  return end === undefined ? rest.trim() === '' : endsInText(rest.slice(end.length));
}

/** Ids and classes are a trusted page's own as well. */
function isAllowed(tag: string, name: string, value: string): boolean {
  return name === 'id' || name === 'class' || isAllowedAttribute(tag, name, value);
}

/** The text of HTML without tags, as far as common references go. */
export function decodeReferences(html: string): string {
  if (!html.includes('&')) return html;
  return html.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|[a-z]+);/gi, (found, decimal, hex) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
    if (code === null) return COMMON.get(found) ?? found;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
