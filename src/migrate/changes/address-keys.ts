/** Old addresses put under `redirect_from`; the rest of the file keeps its bytes. */
import { isDeepStrictEqual } from 'node:util';
import { parseFrontMatter } from '../../formats/front-matter/front-matter.js';
import { decodeText } from '../../formats/text/decode.js';
import { decodeOnce } from '../../formats/urls/paths.js';
import { urlPath } from '../../formats/urls/permalink.js';
import { toConfigText } from './config-text.js';
import { addressFor, asBytes, asText, withEntriesOf } from './edit-lines.js';

/** The fence may have blanks and a mark before it. */
const BLOCK = /^((?:\xEF\xBB\xBF)?\s*---[ \t]*\r?\n)([\s\S]*?)(^(?:---|\.\.\.)[ \t]*\r?$)/m;
const LIMITS = { frontMatter: 16 << 20 };
const KEY = 'redirect_from';

/** Null: the file is of a form in which only a person can do that. */
export function withRedirects(bytes: Buffer, addresses: readonly string[]): Buffer | null {
  const before = read(bytes);
  if (before === null) return null;
  const known = listOf(before.data[KEY]);
  const fresh = addresses.filter((one) => !known.some((other) => decodeOnce(other) === one));
  if (fresh.length === 0) return bytes;
  const entries = fresh.map((one) => addressFor(bytes, one));
  const after = asBytes(edited(asText(bytes), entries));
  const now = read(after);
  if (now === null) return null;
  const { [KEY]: list, ...others } = now.data;
  const { [KEY]: _, ...was } = before.data;
  const isWhole =
    listOf(list).map(decodeOnce).join('\n') === [...known.map(decodeOnce), ...fresh].join('\n');
  const isSame = isDeepStrictEqual({ ...others }, { ...was }) && now.body === before.body;
  return isWhole && isSame ? after : null;
}

/** A permalink put into front matter that finews wrote. */
export function withPermalink(bytes: Buffer, address: string): Buffer {
  const line = toConfigText('permalink', urlPath(address));
  return Buffer.from(bytes.toString('utf8').replace(/^---\n/, () => `---\n${line}`));
}

function edited(text: string, entries: readonly string[]): string {
  const match = BLOCK.exec(text);
  if (match === null || match.index !== 0) {
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    return `---${end}${withEntriesOf(end === '\n' ? '' : end, KEY, entries).trimStart()}---${end}${text}`;
  }
  const [, opening = '', block = '', closing = ''] = match;
  const rest = text.slice(opening.length + block.length);
  const kept = withEntriesOf(
    block === '' && opening.endsWith('\r\n') ? '\r\n' : block,
    KEY,
    entries,
  );
  return `${opening}${block === '' ? kept.trimStart() : kept}${rest.startsWith(closing) ? rest : ''}`;
}

function read(bytes: Buffer): ReturnType<typeof parseFrontMatter> | null {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'fail') return null;
  const front = parseFrontMatter(decoded.text, LIMITS);
  return front.status === 'unusable' ? null : front;
}

function listOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' ? one.trim() : []));
}
