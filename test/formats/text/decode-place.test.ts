/** Where the first byte stands that had to be repaired, in the lines of the text that came out. */
import { expect, it } from 'vitest';
import { decodeText } from '../../../src/formats/text/decode.js';
import { firstOdd } from '../../../src/formats/text/decode-place.js';

const bad = (before: string): Uint8Array =>
  Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe])]);

it.each<readonly [string, Uint8Array, string]>([
  ['a byte that is no UTF-8', bad('一\n二三'), '2:3'],
  ['after a U+FFFD that was written', bad('一\ufffd\n\ufffd二'), '2:3'],
  ['after a byte order mark', bad('\ufeff一'), '1:2'],
  ['after line ends of all kinds', bad('a\r\nb\rc\nd'), '4:2'],
  [
    'a control character, before a line end',
    Buffer.from(`一\r\n${'二三四五六\n'.repeat(9)}七\x01`),
    '11:2',
  ],
  ['a carriage return', Buffer.from('一二\r\n三'), '1:3'],
  ['a byte order mark', Buffer.from('\ufeff一'), '1:1'],
  ['half a character in UTF-16', Buffer.from('\ufeff一\n二\ud800', 'utf16le'), '2:2'],
  ['another encoding', Buffer.from('\ufeff一\n二', 'utf16le'), '1:1'],
])('%s', (_name, bytes, expected) => {
  const { line, column } = firstOdd(bytes, decodeText(bytes));
  expect(`${line}:${column}`).toBe(expected);
});
