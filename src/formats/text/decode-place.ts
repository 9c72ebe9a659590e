/** Where in a file the first byte stands that `decode.ts` repaired or gave up at; asked only then. */
import { Buffer, isUtf8 } from 'node:buffer';
import type { Position } from '../../model/problem.js';
import { positionAt } from '../../problems/code-frame.js';
import type { DecodedText } from './decode.js';

const CONTROL = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u;
const LOST = '\ufffd';

/** Lines are counted as in the decoded text. What is odd all over begins at the file's first byte. */
export function firstOdd(bytes: Uint8Array, decoded: DecodedText): Position {
  const isWide = decoded.kind === 'ok' && decoded.encoding.startsWith('utf-16');
  const text = isWide ? decoded.text : new TextDecoder().decode(bytes);
  const at = isWide
    ? text.indexOf(LOST)
    : isUtf8(bytes)
      ? firstUnclean(text)
      : firstBad(bytes, text);
  // A line feed of its own for each line end, whatever it was.
  const before = text.slice(0, Math.max(at, 0)).replace(/\r\n?/g, '\n');
  return positionAt(before, before.length);
}

function firstUnclean(text: string): number {
  const control = text.search(CONTROL);
  return control < 0 ? text.indexOf('\r') : control;
}

/** The place of a byte that is no UTF-8; a U+FFFD that was written as such is none. */
function firstBad(bytes: Uint8Array, text: string): number {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let offset = hasMark ? 3 : 0;
  for (let from = 0; ; ) {
    const at = text.indexOf(LOST, from);
    offset += Buffer.byteLength(text.slice(from, at));
    const isWritten =
      bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (at < 0 || !isWritten) return at;
    offset += 3;
    from = at + 1;
  }
}
