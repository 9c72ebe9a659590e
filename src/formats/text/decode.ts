/**
 * From a file's bytes to text, in any of the known encodings: the first step for every file. Clean UTF-8,
 * which nearly every file is, takes microseconds.
 */
import { Buffer, isAscii, isUtf8, transcode } from 'node:buffer';
import { binaryKindOf } from './binary-kinds.js';

/**
 * `repaired` lists what is to be reported: `bom`, `crlf`, `control`, `surrogate`,
 * `encoding:gb18030` and the like. `encoding` is a WHATWG label, `reason` half a sentence,
 * `hint` a whole one.
 */
export type DecodedText =
  | {
      readonly kind: 'ok';
      readonly text: string;
      readonly encoding: string;
      readonly repaired: readonly string[];
    }
  | { readonly kind: 'fail'; readonly reason: string; readonly hint: string };

const SAVE = 'Save it as UTF-8.';
const NO_TEXT: DecodedText = {
  kind: 'fail',
  reason: 'it is no text',
  hint: 'Take it out, or give it the name of what it is.',
};

const UNCLEAN: RegExp = /[^\P{Cc}\t\n]|[\ufffe\uffff]/u;
const CONTROL: RegExp = /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu;

/** Line ends become LF; control characters but tab and LF, and noncharacters, go. */
function clean(text: string, encoding: string, known: readonly string[]): DecodedText {
  if (!UNCLEAN.test(text)) return { kind: 'ok', text, encoding, repaired: known };
  const lines = text.replace(/\r\n?/g, '\n');
  const cleaned = lines.replace(CONTROL, '');
  if (lines.length - cleaned.length > 8 + text.length / 100) {
    return NO_TEXT;
  }
  const crlf = text.includes('\r') ? ['crlf'] : [];
  const control = cleaned.length < lines.length ? ['control'] : [];
  return { kind: 'ok', text: cleaned, encoding, repaired: [...known, ...crlf, ...control] };
}

function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // Invalid bytes, or an unknown label: this is not the encoding.
    return null;
  }
}

/** Of valid bytes. By way of UTF-16, Chinese takes a tenth of the time of `toString('utf8')`. */
function decodeUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (isAscii(buffer)) return buffer.toString('latin1');
  return transcode(buffer, 'utf8', 'utf16le').toString('utf16le');
}

/** Lone surrogates become U+FFFD, as TextDecoder has it. */
function decodeUtf16(
  bytes: Uint8Array,
  label: 'utf-16le' | 'utf-16be',
  hasMark: boolean,
): DecodedText {
  const text = new TextDecoder(label).decode(bytes);
  const mark = hasMark ? ['bom'] : [];
  const surrogate = text.includes('\ufffd') ? ['surrogate'] : [];
  return clean(text, label, [...mark, `encoding:${label}`, ...surrogate]);
}

/** UTF-16 without a mark shows in the front matter: every other byte of ASCII text is NUL. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(32, bytes.length >> 1);
  if (pairs < 2 || bytes.length % 2 === 1) return null;
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1)
    if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even === 0 && odd * 2 >= pairs) return 'utf-16le';
  return odd === 0 && even * 2 >= pairs ? 'utf-16be' : null;
}

/** How many two-byte characters are GB2312's Han of everyday use, how many are hardly ever seen. */
function countGb(bytes: Uint8Array): {
  readonly total: number;
  readonly han: number;
  readonly odd: number;
} {
  let total = 0;
  let han = 0;
  let odd = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    // ASCII stands alone: one step, not two.
    while ((bytes[at] ?? 0x80) < 0x80) at += 1;
    if (at >= bytes.length) break;
    const lead = bytes[at] ?? 0;
    const trail = bytes[at + 1] ?? 0;
    total += 1;
    if (trail < 0x40) at += 2;
    if (lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) han += 1;
    else if (lead < 0xa1 || lead > 0xf7 || trail < 0xa1 || (lead >= 0xa4 && lead <= 0xaf)) odd += 1;
  }
  return { total, han, odd };
}

const FREQUENT: RegExp = /[的一是在不了有和年月日中国人为上大，。、]/g;

/**
 * Whether bytes that GB18030 allows are Chinese: Latin-1, Big5 and Shift_JIS land among rare
 * characters, EUC-KR on everyday ones but without the few that every Chinese text has.
 */
function looksChinese(bytes: Uint8Array, text: string): boolean {
  const { total, han, odd } = countGb(bytes);
  if (odd * 10 > total || han * 2 < total) return false;
  return total < 50 || (text.match(FREQUENT)?.length ?? 0) * 33 >= total;
}

/** `declared` is taken without a check of the text; without it only GB18030 is guessed. */
function decodeOther(bytes: Uint8Array, declared: string | undefined): DecodedText {
  const isOther = declared !== undefined && !/^utf-?8$/i.test(declared);
  const asDeclared = isOther ? decodeStrictly(bytes, declared) : null;
  if (isOther && asDeclared !== null) {
    return clean(asDeclared, declared, [`encoding:${declared.toLowerCase()}`]);
  }
  const text = decodeStrictly(bytes, 'gb18030');
  if (text === null || !looksChinese(bytes, text)) {
    // No encoding but UTF-16, which is told above, has it.
    if (bytes.includes(0)) return NO_TEXT;
    const reason = 'it is neither UTF-8 nor another encoding that can be told';
    return { kind: 'fail', reason, hint: SAVE };
  }
  return clean(text, 'gb18030', ['encoding:gb18030']);
}

/**
 * Decodes a file: UTF-8, UTF-16 with or without a byte order mark, `declared` (a WHATWG label) and
 * GB18030, in this order. The text has LF line ends, no byte order mark, no control characters but
 * tab and LF, no lone surrogates. Fails for what is none of these, and for binary files.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const binary = binaryKindOf(bytes);
  if (binary !== null) {
    const hint = `Give it the name of what it is, with ${binary.ending} at its end, or take it out.`;
    return { kind: 'fail', reason: `it is ${binary.name}`, hint };
  }
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (first === 0xff && second === 0xfe) {
    const isUtf32 = bytes.length >= 4 && third === 0 && fourth === 0;
    if (!isUtf32) return decodeUtf16(bytes, 'utf-16le', true);
    return { kind: 'fail', reason: 'UTF-32 is not supported', hint: SAVE };
  }
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes, 'utf-16be', true);
  const utf16 = unmarkedUtf16(bytes);
  if (utf16 !== null) return decodeUtf16(bytes, utf16, false);
  if (!isUtf8(bytes)) return decodeOther(bytes, declared);
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  return clean(decodeUtf8(bytes.subarray(hasMark ? 3 : 0)), 'utf-8', hasMark ? ['bom'] : []);
}
