/**
 * A story's text, escaped for the place where it is printed, so that it stays what it is: a text, an
 * address, a value of a script. What can't be is refused, and says so.
 */
import { isSafeSrcset, isSafeUrl } from '../../formats/html/safe-urls.js';
import { escapeHtml } from '../runtime/template-values.js';
import type { PrintPlace } from './print-place.js';

/** Stands for a text that can't be printed where it should. */
export const REFUSED = 'refused';
/** The same for an address: it leads nowhere. */
export const REFUSED_ADDRESS = 'about:invalid#refused';

/** `raw` where HTML is read as `to` says. */
export function escapeText(raw: string, to: PrintPlace): string {
  if (to.kind === 'address' && isWholeAndPlain(raw, to)) return raw;
  const escaped = forKind(raw, to);
  if (!to.isInValue) return escaped;
  if (to.trouble === 'unquoted') return references(escaped);
  const value = escapeValue(escaped, to);
  // The site's `&` before it is no beginning of a reference that a story ends.
  if (to.place?.isInReference !== true || !/^[#\w]/.test(value)) return value;
  return `&#${value.charCodeAt(0)};${value.slice(1)}`;
}

function forKind(raw: string, { kind, place, isPicture }: PrintPlace): string {
  switch (kind) {
    case 'text':
      return escapeHtml(raw);
    case 'attribute':
      if (place?.where === 'value' || place?.where === 'equals') return raw;
      // Behind a `<` of the site's it would end a `title`.
      return escapeHtml(raw).replace(/^\//, '&#47;');
    case 'document':
      return escapeHtml(raw);
    case 'address':
      return escapeAddress(raw, place?.seen ?? '', isPicture);
    case 'path':
      return encodeAddress(raw);
    case 'query':
      return encodePart(raw);
    case 'srcset':
      return isSafeSrcset((place?.seen ?? '') + raw) ? raw : REFUSED_ADDRESS;
    case 'code':
      return scriptString(raw);
    case 'string':
      return scriptText(raw);
    case 'pattern':
      return raw.replace(NOT_A_LETTER, unicodeEscape);
    case 'declaration':
      return isStyleValue(raw) ? raw : REFUSED;
    case 'style-string':
      return styleText(raw);
    case 'style-address':
      return styleAddress(raw);
    case 'name':
      return escapeName(raw, place?.attribute ?? '');
    default:
      return references(raw);
  }
}

/** Most addresses are plain: whole in their attribute, and nothing in them to escape. */
const PLAIN_ADDRESS = /^(?:https?:\/)?\/(?:[\w./~\u0080-\uffff-]|%[\da-f]{2})*$/i;

function isWholeAndPlain(raw: string, { place, trouble }: PrintPlace): boolean {
  return trouble === null && place?.seen === '' && PLAIN_ADDRESS.test(raw);
}

/** In a quoted value. */
function escapeValue(text: string, { kind }: PrintPlace): string {
  return kind === 'declaration' || kind === 'pattern' ? text : escapeHtml(text);
}

const NOT_A_LETTER =
  /[^\w\u00a0-\uffff]|_|[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g;

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Every character but letters and digits as a reference: the same text wherever references are read. */
export function references(raw: string): string {
  return raw.replace(NOT_A_LETTER, (char) => {
    const code = char.charCodeAt(0);
    // Browsers read a reference to NUL as U+FFFD.
    return `&#${code === 0 ? 0xfffd : code};`;
  });
}

/** `seen` stands before it; whole addresses only with schemes that stories may link to. */
function escapeAddress(written: string, seen: string, isPicture: boolean): string {
  // Browsers take no blank at an end for a part of it; encoded, it would be one.
  const raw = seen === '' ? written.trim() : written.trimEnd();
  const isSafe =
    isSafeUrl(seen + raw, isPicture ? 'image' : 'link') &&
    isSafeUrl(raw, isPicture ? 'image' : 'link');
  return isSafe ? encodeAddress(raw) : REFUSED_ADDRESS;
}

/** Characters that are in no address; a `%` that encodes nothing. Other scripts' letters stay. */
function encodeAddress(raw: string): string {
  return raw.replace(/[\0-\x20"'<>`{}|\\^\x7f]|%(?![\da-f]{2})/gi, percent);
}

/** A part of a query, a fragment: nothing in it parts one value from the next. */
function encodePart(raw: string): string {
  return raw.replace(/[^\w.~+\u0080-\uffff%-]|%(?![\da-f]{2})/gi, percent);
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Controls, what ends a string, what HTML or a template reads. */
const IN_STRINGS = /[^ -~\u0080-\uffff]|["'`\\<>&$\u2028\u2029]/g;

/** The inside of a script's string of any quotes, and of JSON's. */
export function scriptText(raw: string): string {
  // Behind a `<` of the site's a slash would end the script.
  return raw.replace(IN_STRINGS, unicodeEscape).replace(/^\//, '\\u002f');
}

/** A whole string. */
function scriptString(raw: string): string {
  return `"${scriptText(raw)}"`;
}

/** Words, numbers, colours: nothing that begins or ends anything. */
function isStyleValue(raw: string): boolean {
  return /^[\w #%.,+\u00c0-\ud7ff-]*$/.test(raw) && !/--|expression|binding/i.test(raw);
}

/** CSS' own escapes; the blank ends one. */
function styleText(raw: string): string {
  return raw.replace(
    /[^\w \u00a1-\uffff.,-]/g,
    (char) => `\\${(char === '\0' ? '\ufffd' : char).charCodeAt(0).toString(16)} `,
  );
}

function styleAddress(raw: string): string {
  if (!isSafeUrl(raw, 'image')) return REFUSED_ADDRESS;
  return encodeAddress(raw).replace(/[()*,;&]/g, (char) => (char === '&' ? char : percent(char)));
}

/** Numbers (`<h2`), and the end of a name that begins with `data-`, `aria-`. */
function escapeName(raw: string, before: string): string {
  if (/^\d+$/.test(raw)) return raw;
  return /^(?:data|aria)-/.test(before) && /^[\w-]+$/.test(raw) ? raw : REFUSED;
}
