/**
 * Attributes added to the pictures of finished HTML where they stand; nothing else of the text changes,
 * so that what was finished stays finished.
 */
import { RAW, rawEnd, tagEnd } from './balance.js';
import { escapeAttribute } from './serialise.js';
import { parseBody } from './tree.js';

/** What a picture's tag says, decoded. */
export type PictureAttributes = ReadonlyMap<string, string>;

/** What is to be added; names that are there already stay as they are. */
export type AddAttributes = (written: PictureAttributes) => readonly (readonly [string, string])[];

/** Whether there may be any. */
export function hasPictures(html: string): boolean {
  return /<img[\s/]/i.test(html);
}

const NAME = /[a-z][^\s/>]*/iy;

export function addToPictures(html: string, add: AddAttributes): string {
  if (!hasPictures(html)) return html;
  let written = '';
  let done = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    const end = html.startsWith('<!--', at) ? html.indexOf('-->', at + 2) + 3 : tagEnd(html, at);
    if (end <= at) break;
    NAME.lastIndex = at + 1;
    const name = NAME.exec(html)?.[0].toLowerCase() ?? '';
    if (name === 'img') {
      const added = additions(html.slice(at, end), add);
      const before = /\/>$/.test(html.slice(at, end)) ? end - 2 : end - 1;
      if (added !== '') {
        written += html.slice(done, before) + added;
        done = before;
      }
    }
    const close = RAW.has(name) ? rawEnd(html, name, end) : end;
    if (close === -1) break;
    at = close;
  }
  return written + html.slice(done);
}

function additions(tag: string, add: AddAttributes): string {
  const [node] = parseBody(tag, 1);
  if (node === undefined || !('attrs' in node) || node.tagName !== 'img') return '';
  const written = new Map(node.attrs.map(({ name, value }) => [name, value]));
  return add(written)
    .filter(([name]) => !written.has(name))
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
}
