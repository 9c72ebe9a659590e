/**
 * Pieces of a story's finished HTML that a theme cuts for its table of contents. In what a sanitised
 * story's HTML is written, `<` begins a tag and nothing else, so that a piece can only end amid a tag, or
 * begin amid one.
 */

import { allowedName, isAllowedAttribute } from '../../formats/html/allow.js';
import { COMMON } from '../../formats/html/references.js';
import { isSafeUrl } from '../../formats/html/safe-urls.js';
import { advance, type Place, TEXT, useOf } from './place.js';

/** Whether a piece leaves text where it stands in text: its last tag is a whole one. */
export function endsInText(html: string): boolean {
  const last = html.lastIndexOf('<');
  return last < 0 || advance(TEXT, html.slice(last)).where === 'text';
}

const REST_OF_NAME = /^[a-z\d]{0,12}/i;
const ATTRIBUTE = /^\s+([a-z-]{1,20})(?:="([^"<>]*)")?(?![\w-]*=)/i;
/** Where a piece ends amid an attribute. */
const BEGUN = /^\s+(?!on|style)[a-z-]{0,20}(?:="?|="[^"<>]*)?$/i;

/**
 * Whether a piece that stands where `place` is, in a tag, goes on with attributes that a story's tag may
 * have. `mayEnd` says whether it has to end in text, or may end amid a tag, as pieces do that others follow.
 */
export function continuesTag(html: string, place: Place, mayEnd: 'in text' | 'anywhere'): boolean {
  const { element, where } = place;
  let rest = html;
  let name = element;
  if (where === 'open') {
    const [more = ''] = REST_OF_NAME.exec(html) ?? [];
    name += more.toLowerCase();
    rest = html.slice(more.length);
  } else if (where === 'value') {
    const value = continuedValue(html, place);
    if (value === null) return false;
    rest = html.slice(value.length);
  } else if (where !== 'tag') return false;
  const tag = name.replace(/^\//, '');
  if (rest === '') return mayEnd === 'anywhere';
  if (allowedName(tag) !== tag) return false;
  for (;;) {
    const [whole, attribute, value = ''] = ATTRIBUTE.exec(rest) ?? [];
    if (whole === undefined || attribute === undefined) break;
    if (!isAllowed(tag, attribute.toLowerCase(), decodeReferences(value))) return false;
    rest = rest.slice(whole.length);
  }
  const [end] = /^\s*\/?>/.exec(rest) ?? [];
  if (end !== undefined) return mayEnd === 'anywhere' || endsInText(rest.slice(end.length));
  return mayEnd === 'anywhere' ? rest.trim() === '' || BEGUN.test(rest) : rest === '';
}

/** The end of a value in double quotes that a piece was cut in, with the quote; null: it is none. */
function continuedValue(html: string, place: Place): string | null {
  const [value] = place.quote === '"' ? (/^[^"<>]*(?:"|$)/.exec(html) ?? []) : [];
  const use = useOf(place);
  if (value === undefined || (use !== 'plain' && use !== 'address' && use !== 'picture'))
    return null;
  const address = decodeReferences(place.seen + value.replace(/"$/, ''));
  return use === 'plain' || isSafeUrl(address, use === 'picture' ? 'image' : 'link') ? value : null;
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
