/**
 * What becomes of one element of an untrusted body: under which name and with which attributes it
 * stays, whether only its children stay, or nothing. The tables are in `allow.ts`.
 */

import type { EmbedName } from '../../model/config.js';
import {
  allowedName,
  isAllowedAttribute,
  isAllowedClass,
  isCodeClass,
  LAZY,
  SHOWN_ELSEWHERE,
} from './allow.js';
import { addressAsEmbed, frameAsLink } from './embeds/embed-elements.js';
import { type Shaped, startTag } from './serialise.js';
import { type Attributes, alignmentOf, isHidden, readStyle } from './style.js';
import { HTML_NAMESPACE, type HtmlElement } from './tree.js';

const TABLE_PARTS: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);
const LISTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['li', ['ul', 'ol']],
  ['dt', ['dl']],
  ['dd', ['dl']],
]);

/** What readers would miss; grows as elements are sanitised. */
export interface Missed {
  /** Names of elements taken away that showed something. */
  readonly elements: Set<string>;
  /** Addresses that were taken from pictures, sound and film, which show nothing without them. */
  readonly addresses: Set<string>;
  /** Addresses that were taken from links, whose words stay. */
  readonly links: Set<string>;
}

/** Of all of a body: which embeds it may have, and what readers would miss. */
export interface Sanitising {
  readonly embeds: readonly EmbedName[];
  readonly missed: Missed;
}

/** `parent` is the name of the nearest element that stays. */
export function sanitizeElement(
  element: HtmlElement,
  parent: string,
  { embeds, missed }: Sanitising,
): Shaped {
  if (element.tagName === 'input') return inputOf(element, missed);
  const known = element.namespaceURI === HTML_NAMESPACE ? allowedName(element.tagName) : null;
  if (known === null && !SHOWN_ELSEWHERE.has(element.tagName)) return 'nothing';
  const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
  const style = readStyle(attributes.get('style') ?? '');
  if (isHidden(element.tagName, attributes, style)) return 'nothing';
  if (known === null) {
    const link = element.tagName === 'iframe' ? frameAsLink(element, embeds) : null;
    if (link !== null) return link;
    // An icon, as pages mark theirs, says nothing.
    if (attributes.get('aria-hidden') !== 'true') missed.elements.add(element.tagName);
    return 'nothing';
  }
  const name = inPlace(known, parent);
  if (name === '') return 'children';
  const embed = addressAsEmbed(element, embeds);
  if (embed !== null) return embed;
  const lost = lostAddress(name, attributes);
  if (lost !== null) missed.addresses.add(lost);
  const link = refusedLink(name, attributes);
  if (link !== null) missed.links.add(link);
  const alignment = element.tagName === 'center' ? 'center' : alignmentOf(attributes, style);
  return startTag(name, keptAttributes(name, attributes, { parent, alignment }));
}

/** Fields that show nothing, and buttons, which the text around them loses nothing by. */
const NO_FIELDS: ReadonlySet<string> = new Set('hidden submit reset button image'.split(' '));

/** Of a form nothing works in a story; a field that readers would have seen is missed. */
function inputOf(element: HtmlElement, missed: Missed): Shaped {
  const box = taskBox(element);
  if (box !== 'nothing') return box;
  const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
  const type = attributes.get('type')?.toLowerCase() ?? 'text';
  const style = readStyle(attributes.get('style') ?? '');
  const isField = !NO_FIELDS.has(type) && !isHidden('input', attributes, style);
  if (isField) missed.elements.add('input');
  return box;
}

/** The box of a task, which nobody can tick: it says whether the task is done. */
function taskBox({ attrs, namespaceURI }: HtmlElement): Shaped {
  const attributes = new Map(attrs.map(({ name, value }) => [name, value]));
  const isBox = attributes.get('type')?.toLowerCase() === 'checkbox' && attributes.has('disabled');
  if (namespaceURI !== HTML_NAMESPACE || !isBox) return 'nothing';
  const kept: (readonly [string, string])[] = [['type', 'checkbox']];
  const classes = keptClasses(attributes.get('class') ?? '', null, isAllowedClass);
  if (classes !== '') kept.push(['class', classes]);
  const name = attributes.get('aria-label') ?? '';
  if (/^[\p{L} ]{1,40}$/u.test(name)) kept.push(['aria-label', name]);
  kept.push(['disabled', '']);
  if (attributes.has('checked')) kept.push(['checked', '']);
  return startTag('input', kept);
}

/** `about:blank` and nothing at all show nothing anywhere. */
const EMPTY = /^\s*(?:about:.*)?$/i;

/** `file:///C:/…` of a word processor, `blob:` of a web page: what only its writer could see. */
function lostAddress(name: string, attributes: Attributes): string | null {
  const address = SHOWING.has(name) ? (attributes.get('src') ?? '') : '';
  if (EMPTY.test(address) || isAllowedAttribute(name, 'src', address)) return null;
  const others = attributes.get('srcset') ?? '';
  return others !== '' && isAllowedAttribute(name, 'srcset', others) ? null : address;
}

/** Buttons of the page that a story was taken from: nearly every scraped page has them. */
const SCRIPTED = /^(?:javascript|vbscript|data):/i;
/** What browsers pass over in an address. */
const PASSED_OVER = /[\p{Cc}\s]/gu;

/** A link that would have led somewhere: `rdar://1`, `file:///C:/…`. */
function refusedLink(name: string, attributes: Attributes): string | null {
  const address = name === 'a' ? (attributes.get('href') ?? '') : '';
  if (EMPTY.test(address) || isAllowedAttribute(name, 'href', address)) return null;
  return SCRIPTED.test(address.replace(PASSED_OVER, '')) ? null : address;
}

const SHOWING: ReadonlySet<string> = new Set(['img', 'video', 'audio', 'source']);

/** A list item outside a list would close one that the page has around the story. */
function inPlace(name: string, parent: string): string {
  if (TABLE_PARTS.has(parent) && name === 'div') return '';
  const lists = LISTS.get(name);
  return lists === undefined || lists.includes(parent) ? name : 'div';
}

function keptAttributes(
  name: string,
  attributes: Attributes,
  { parent, alignment }: { readonly parent: string; readonly alignment: string | null },
): readonly (readonly [string, string])[] {
  const kept: (readonly [string, string])[] = [];
  const isAllowed = (one: string): boolean => isAllowedClass(one) || isCodeClass(one, name, parent);
  const classes = keptClasses(attributes.get('class') ?? '', alignment, isAllowed);
  if (classes !== '' && !attributes.has('class')) kept.push(['class', classes]);
  for (const [key, value] of attributes) {
    if (key === 'class') {
      if (classes !== '') kept.push([key, classes]);
    } else if (isAllowedAttribute(name, key, value)) kept.push([key, value]);
  }
  if (name !== 'img') return kept;
  const written = new Set(kept.map(([key]) => key));
  return [...kept, ...LAZY.filter(([key]) => !written.has(key))];
}

function keptClasses(
  written: string,
  alignment: string | null,
  isAllowed: (name: string) => boolean,
): string {
  const classes = written.split(/[\t\n\f\r ]+/).filter(isAllowed);
  const shown = alignment === null || alignment === 'left' ? '' : `align-${alignment}`;
  if (shown !== '' && !classes.includes(shown)) classes.push(shown);
  return classes.join(' ');
}
