/** The picture that stands for a story: its body's first one that is no icon. */
import { tagEnd } from './balance.js';
import { parseBody } from './tree.js';

/** Declared smaller than this, in pixels, a picture is a smiley or a counter. */
const SMALLEST = 100;
/** A page of smileys must not cost a parse for each. */
const MOST_TRIES = 10;

/** The address of the first picture in finished HTML, as it is written there; null: none. */
export function firstImage(html: string): string | null {
  let at = html.indexOf('<img');
  for (let tries = 0; at !== -1 && tries < MOST_TRIES; tries++) {
    const end = tagEnd(html, at);
    if (end === -1) return null;
    const found = usable(html.slice(at, end));
    if (found !== null) return found;
    at = html.indexOf('<img', end);
  }
  return null;
}

function usable(tag: string): string | null {
  const [node] = parseBody(tag, 1);
  if (node === undefined || !('attrs' in node) || node.tagName !== 'img') return null;
  const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
  const small = ['width', 'height'].some((name) => {
    const size = Number.parseInt(attributes.get(name) ?? '', 10);
    return size < SMALLEST;
  });
  const source = attributes.get('src') ?? '';
  return small || source === '' || source.startsWith('data:') ? null : source;
}
