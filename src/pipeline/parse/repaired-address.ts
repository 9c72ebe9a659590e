/**
 * Where Jekyll has a story of which something was repaired. What Jekyll doesn't take for front matter
 * it publishes all the same, by the file's name alone; the keys that finews reads there can give the
 * story another address, and the one that the world links would be lost.
 */

import { categoriesOf } from '../../formats/front-matter/post-terms.js';
import { readYaml } from '../../formats/front-matter/yaml.js';
import { foldPath } from '../../formats/text/fold.js';
import { type PostName, parsePostName } from '../../formats/urls/file-name.js';
import { type Data, isMap } from '../../model/data.js';
import type { PostFile } from '../../model/source.js';
import { type Address, addressOf, postKind } from './address.js';
import { dateOf } from './date.js';
import { publishedOf } from './fields.js';
import { report } from './file-problems.js';
import type { ParseSettings } from './parse-settings.js';

/** A story as finews has it. */
export interface RepairedStory {
  readonly file: PostFile;
  readonly bytes: Uint8Array;
  readonly address: Pick<Address, 'output'>;
}

/**
 * The address that the story has with Jekyll, where finews gives it another; null: the same, or none
 * that stays (drafts are dated by their file, unreadable ones by the build's day).
 */
export function jekyllUrl(story: RepairedStory, settings: ParseSettings): string | null {
  const { file, bytes, address } = story;
  const name = parsePostName(file.path.slice(file.path.lastIndexOf('/') + 1));
  // Other names are no posts for Jekyll; of a day that isn't there it makes nothing at all.
  if (file.draft || name.date === null) return null;
  const there = jekyllAddress(file, name, { ...settings, front: jekyllFront(bytes) });
  if (there === null || foldPath(there.output) === foldPath(address.output)) return null;
  return there.url;
}

/** What Jekyll reads, a block that it can't read apart: it gives up, and the story has no date. */
type Front =
  | { readonly kind: 'ok'; readonly data: Data; readonly head: string }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'unknown' };

/** Two moments that have nothing in common: an address that is the same at both has no date. */
const MOMENTS = [Date.UTC(2001, 1, 3, 4, 5, 6), Date.UTC(2032, 10, 25, 16, 47, 58)] as const;

function jekyllAddress(
  file: PostFile,
  name: PostName,
  settings: ParseSettings & { readonly front: Front },
): Address | null {
  const { front } = settings;
  if (front.kind === 'unknown') return null;
  const own = front.kind === 'ok' ? front.data : {};
  const data = settings.defaults(file.path, 'posts', own);
  const fileProblems = report(file.path, '');
  const at = (date: number, named: PostName): Address | null => {
    const categories = categoriesOf(data, file.folders);
    const input = { path: file.path, data, name: named, categories, date };
    return addressOf(input, postKind(input, settings), settings.zone, fileProblems);
  };
  if (front.kind === 'unreadable') {
    const slug = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
    const [one, other] = MOMENTS.map((date) => at(date, { ...name, slug }));
    return one?.url === other?.url ? (one ?? null) : null;
  }
  if (!publishedOf(data)) return null;
  const date = dateOf({ data, name, modified: null, head: front.head }, settings, fileProblems);
  // A date that it can't read stops Jekyll.
  return date === null || fileProblems.problems.length > 0 ? null : at(date, name);
}

const FENCE = /^---[ \t\r\f\v]*$/;
const CLOSING = /^(?:---|\.\.\.)[ \t\r\f\v]*$/;
/** What libyaml refuses. */
const CONTROL = /[^\P{Cc}\t\n\r\u0085]/u;

/** `document.rb`, `YAML_FRONT_MATTER_REGEXP`: the fence is the file's first line, a mark allowed. */
function jekyllFront(bytes: Uint8Array): Front {
  const text = decoded(bytes);
  // Jekyll publishes no text that is not UTF-8.
  if (text === null) return { kind: 'unknown' };
  const lines = text.split('\n');
  const end = FENCE.test(lines[0] ?? '') ? lines.findIndex(isClosing) : -1;
  if (end < 0) return { kind: 'ok', data: {}, head: '' };
  const block = lines.slice(1, end).join('\n');
  if (CONTROL.test(block)) return { kind: 'unreadable' };
  const head = block.replace(/\r\n?/g, '\n');
  const read = readYaml(head);
  // Jekyll follows aliases, finews doesn't: no saying what it has.
  if (read.kind === 'fail')
    return { kind: read.fault.code === 'yaml-alias' ? 'unknown' : 'unreadable' };
  if (read.value === null || read.value === false) return { kind: 'ok', data: {}, head };
  return isMap(read.value) ? { kind: 'ok', data: read.value, head } : { kind: 'unreadable' };
}

function isClosing(line: string, at: number): boolean {
  return at > 0 && CLOSING.test(line);
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
