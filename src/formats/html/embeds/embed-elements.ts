/** Which elements of a body are shown as an embed, and as what. */
import type { EmbedName } from '../../../model/config.js';
import { type Shaped, startTag } from '../serialise.js';
import { HTML_NAMESPACE, type HtmlElement, type HtmlNode } from '../tree.js';
import { embedOf } from './embed-addresses.js';

type Names = readonly EmbedName[];

/** A frame as the link that it is opened by; null: of a site that isn't in the table. */
export function frameAsLink({ attrs }: HtmlElement, names: Names): Shaped | null {
  const attribute = (name: string): string => attrs.find((one) => one.name === name)?.value ?? '';
  const source = attribute('src') === '' ? attribute('data-src') : attribute('src');
  const embed = embedOf(source);
  if (embed === null || embed.name === 'audio' || !names.includes(embed.name)) return null;
  const title = attribute('title').trim();
  return linkTo(embed.href, embed.frame, title === '' ? embed.words : title);
}

/** An address that is a paragraph; null: it is a link in a text, or to elsewhere. */
export function addressAsEmbed(element: HtmlElement, names: Names): Shaped | null {
  if (names.length === 0 || element.tagName !== 'a') return null;
  const href = element.attrs.find(({ name }) => name === 'href')?.value ?? '';
  const embed = embedOf(href);
  if (embed === null || !names.includes(embed.name) || !isBare(element, href)) return null;
  if (embed.name !== 'audio') return linkTo(embed.href, embed.frame, embed.words);
  const tag = startTag('audio', [
    ['controls', ''],
    ['preload', 'none'],
    ['src', embed.frame],
  ]);
  return typeof tag === 'string' ? null : { ...tag, text: href };
}

function linkTo(href: string, frame: string, words: string): Shaped {
  const tag = startTag('a', [
    ['class', 'embed'],
    ['href', href],
    ['data-frame', frame],
  ]);
  return typeof tag === 'string' ? tag : { ...tag, text: words };
}

/** Nothing but the address, and nothing beside it. */
function isBare({ parentNode, childNodes }: HtmlElement, href: string): boolean {
  const [only, ...others] = childNodes;
  if (only === undefined || others.length > 0 || !('value' in only)) return false;
  if (!sameAddress(only.value.trim(), href)) return false;
  if (parentNode === null || !('tagName' in parentNode)) return false;
  const { tagName, namespaceURI, childNodes: siblings } = parentNode;
  return (
    tagName === 'p' && namespaceURI === HTML_NAMESPACE && siblings.filter(isShown).length === 1
  );
}

function isShown(node: HtmlNode): boolean {
  return 'tagName' in node || ('value' in node && node.value.trim() !== '');
}

/** An address may be encoded where its words are not. */
function sameAddress(words: string, href: string): boolean {
  return words === href || encodeURI(words) === href;
}
