/**
 * Attributes added to the pictures of finished HTML where they stand; nothing else of the text changes,
 * so that what was finished stays finished.
 */
import { RAW, rawEnd, tagEnd } from './balance.js';
import { escapeAttribute } from './serialise.js';
import { parseBody } from './tree.js';

/** What a picture's tag says, decoded. */
export type PictureAttributes = ReadonlyMap<string, string>;

type AddedAttributes = readonly (readonly [name: string, value: string])[];

export interface PictureAdditions {
  /** Names that are there already stay as they are. */
  readonly attributes: AddedAttributes;
  /** Of a source beside the picture, for browsers that show its format; none: there is no such source. */
  readonly source: AddedAttributes;
}

export type AddToPicture = (written: PictureAttributes) => PictureAdditions;

/** Whether there may be any. */
export function hasPictures(html: string): boolean {
  return /<img[\s/]/i.test(html);
}

const NAME = /\/?[a-z][^\s/>]*/iy;

export function addToPictures(html: string, add: AddToPicture): string {
  if (!hasPictures(html)) return html;
  let written = '';
  let done = 0;
  // A picture that has sources of its own gets no other.
  let isInPicture = false;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    const end = html.startsWith('<!--', at) ? html.indexOf('-->', at + 2) + 3 : tagEnd(html, at);
    if (end <= at) break;
    NAME.lastIndex = at + 1;
    const name = NAME.exec(html)?.[0].toLowerCase() ?? '';
    if (/^\/?picture$/.test(name)) isInPicture = name === 'picture';
    if (name === 'img') {
      const { attributes, source } = additions(html.slice(at, end), add);
      const before = /\/>$/.test(html.slice(at, end)) ? end - 2 : end - 1;
      const tag = html.slice(at, before) + attributes + html.slice(before, end);
      const hasSource = source !== '' && !isInPicture;
      written += html.slice(done, at);
      written += hasSource ? `<picture><source${source}>${tag}</picture>` : tag;
      done = end;
    }
    const close = RAW.has(name) ? rawEnd(html, name, end) : end;
    if (close === -1) break;
    at = close;
  }
  return written + html.slice(done);
}

interface WrittenAdditions {
  readonly attributes: string;
  readonly source: string;
}

function additions(tag: string, add: AddToPicture): WrittenAdditions {
  const [node] = parseBody(tag, 1);
  if (node === undefined || !('attrs' in node) || node.tagName !== 'img') {
    return { attributes: '', source: '' };
  }
  const written = new Map(node.attrs.map(({ name, value }) => [name, value]));
  const { attributes, source } = add(written);
  const more = attributes.filter(([name]) => !written.has(name));
  return { attributes: inTag(more), source: inTag(source) };
}

function inTag(attributes: AddedAttributes): string {
  return attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');
}
