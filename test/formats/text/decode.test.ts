import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/formats/text/decode.js';
import { anyText } from '../../support/any-text.js';
import { effort } from '../../support/effort.js';
import { runs } from '../../support/runs.js';

const STORY =
  '---\ntitle: "央行：下调存款准备金率"\ndate: 2022-05-16 15:04:20\n---\n' +
  '人民日报讯，中国人民银行决定下调金融机构存款准备金率，这是今年以来的第二次，为的是支持实体经济。' +
  '市场人士认为，这一政策有利于银行增加信贷投放，也有利于降低企业的融资成本。\n';

/** Bytes of a text in a legacy encoding, by trying which of its byte pairs decode to what. */
function encoder(label: string): (text: string) => Uint8Array {
  const decoder = new TextDecoder(label, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const learn = (bytes: readonly number[]): void => {
    try {
      const char = decoder.decode(Uint8Array.from(bytes));
      if (/^.$/su.test(char) && !table.has(char)) table.set(char, bytes);
    } catch {
      // Not a character of this encoding.
    }
  };
  for (let byte = 0; byte < 256; byte += 1) learn([byte]);
  for (let lead = 0x81; lead < 255; lead += 1) {
    for (let trail = 0x40; trail < 255; trail += 1) learn([lead, trail]);
  }
  return (text) => Uint8Array.from(Array.from(text).flatMap((char) => table.get(char) ?? [0x3f]));
}

function utf16(text: string, label: 'le' | 'be', mark = ''): Buffer {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return label === 'le' ? bytes : bytes.swap16();
}

function decodeString(text: string): unknown {
  return decodeText(Buffer.from(text, 'utf8'));
}

describe('UTF-8', () => {
  it.each(['', 'a', STORY, '😀\u{20000}\ufffd', '\ufeff'.slice(1), 'a\tb\n'])(
    'keeps %j',
    (text) => {
      expect(decodeString(text)).toEqual({ kind: 'ok', text, encoding: 'utf-8', repaired: [] });
    },
  );

  it.each([
    ['a byte order mark', '\ufeffa', 'a', ['bom']],
    ['CRLF', 'a\r\nb\r\n', 'a\nb\n', ['crlf']],
    ['lone CR', 'a\rb\r\rc', 'a\nb\n\nc', ['crlf']],
    ['NUL', 'a\0b', 'ab', ['control']],
    ['C0, DEL and C1', 'a\x07\x0b\x0c\x1b[0m\x7f\x85\x9bb', 'a[0mb', ['control']],
    ['noncharacters', 'a\ufffe\uffffb', 'ab', ['control']],
    ['all of it', '\ufeffa\r\nb\x08', 'a\nb', ['bom', 'crlf', 'control']],
  ])('repairs %s', (_, raw, text, repaired) => {
    expect(decodeString(raw)).toEqual({ kind: 'ok', text, encoding: 'utf-8', repaired });
  });

  it('reads a view into a larger buffer', () => {
    const bytes = Buffer.from('xx央行yy').subarray(2, 8);
    expect(decodeText(new Uint8Array(bytes))).toMatchObject({ text: '央行' });
    expect(decodeText(bytes)).toMatchObject({ text: '央行' });
  });

  it('is kept whatever is declared', () => {
    expect(decodeText(Buffer.from(STORY), 'gb18030')).toMatchObject({ encoding: 'utf-8' });
  });

  it('is quick', () => {
    const bytes = Buffer.from(STORY.repeat(10));
    const decode = (): void => {
      for (let turn = 0; turn < 500; turn += 1) decodeText(bytes);
    };
    const rounds = Array.from({ length: 20 }, () => effort(decode));
    expect(Math.min(...rounds)).toBeLessThan(1.5);
  });
});

describe('UTF-16', () => {
  it.each(['le', 'be'] as const)('%s with a mark', (order) => {
    const encoding = `utf-16${order}`;
    const repaired = ['bom', `encoding:${encoding}`];
    const decoded = decodeText(utf16(STORY, order, '\ufeff'));
    expect(decoded).toEqual({ kind: 'ok', text: STORY, encoding, repaired });
  });

  it.each(['le', 'be'] as const)('%s without', (order) => {
    const encoding = `utf-16${order}`;
    const repaired = [`encoding:${encoding}`];
    expect(decodeText(utf16(STORY, order))).toEqual({
      kind: 'ok',
      text: STORY,
      encoding,
      repaired,
    });
    expect(decodeText(utf16('plain ASCII', order))).toMatchObject({ text: 'plain ASCII' });
  });

  it('with CRLF and a lone surrogate', () => {
    expect(decodeText(utf16('a\r\n\ud83db', 'le', '\ufeff'))).toEqual({
      kind: 'ok',
      text: 'a\n\ufffdb',
      encoding: 'utf-16le',
      repaired: ['bom', 'encoding:utf-16le', 'surrogate', 'crlf'],
    });
  });
});

describe('GB18030', () => {
  const gbk = encoder('gbk');

  it('is recognised', () => {
    const repaired = ['encoding:gb18030'];
    expect(decodeText(gbk(STORY))).toEqual({
      kind: 'ok',
      text: STORY,
      encoding: 'gb18030',
      repaired,
    });
  });

  it.each([
    '快讯：央行降准',
    '---\ntitle: 开站大吉\n---\n祝贺开站\n',
    '股价涨5%，成交额１００亿元（人民币）',
  ])('is recognised in short texts: %s', (text) =>
    expect(decodeText(gbk(text))).toMatchObject({ kind: 'ok', text }),
  );

  it('comes with CRLF as well', () => {
    expect(decodeText(gbk(STORY.replaceAll('\n', '\r\n')))).toMatchObject({
      text: STORY,
      repaired: ['encoding:gb18030', 'crlf'],
    });
  });

  const japanese =
    '東京の株式市場で日経平均株価は大きく上昇した。これはドル安を受けたものだ。'.repeat(3);
  const korean = '서울 증시에서 코스피 지수가 크게 올랐다 이는 달러 약세에 따른 것이다 '.repeat(3);
  const traditional =
    '中央銀行決定調降存款準備率，這是今年以來的第二次，目的是支持實體經濟。'.repeat(3);

  it.each([
    ['Latin-1', Buffer.from('Un déjà-vu à la française, où l’été fut très doux', 'latin1')],
    ['German', Buffer.from('Für größere Städte müssen Bürger über Äcker gehen', 'latin1')],
    ['Big5', encoder('big5')(traditional)],
    ['Shift_JIS', encoder('shift_jis')(japanese)],
    ['EUC-JP', encoder('euc-jp')(japanese)],
    ['EUC-KR', encoder('euc-kr')(korean)],
    ['a cut text', gbk(`${STORY}央`).subarray(0, -1)],
    ['bytes', Uint8Array.from({ length: 255 }, (_, index) => index + 1)],
    ['bad UTF-8', Buffer.from([...Buffer.from(STORY), 0xff])],
    ['overlong UTF-8', Uint8Array.of(0x2d, 0xe0, 0x80, 0xaf)],
    ['a surrogate in UTF-8', Uint8Array.of(0x2d, 0xed, 0xa0, 0x80)],
  ])('is not guessed for %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({
      kind: 'fail',
      reason: 'it is neither UTF-8 nor another encoding that can be told',
      hint: 'Save it as UTF-8.',
    });
  });

  it.each(['big5', 'Shift_JIS', 'euc-kr'])('nor where %s is declared', (label) => {
    const text = { big5: traditional, Shift_JIS: japanese, 'euc-kr': korean }[label] ?? '';
    const encoding = label;
    const repaired = [`encoding:${label.toLowerCase()}`];
    expect(decodeText(encoder(label)(text), label)).toEqual({
      kind: 'ok',
      text,
      encoding,
      repaired,
    });
  });

  it('is recognised although something else, or nonsense, is declared', () => {
    expect(decodeText(gbk(STORY), 'utf-8')).toMatchObject({ encoding: 'gb18030' });
    expect(decodeText(gbk(STORY), 'no-such-label')).toMatchObject({ encoding: 'gb18030' });
  });
});

describe('what is no text', () => {
  it.each([
    ['NULs', new Uint8Array(1000)],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d4948445200000010', 'hex')],
    ['NULs among text', Buffer.from('ab\0\0\0'.repeat(50))],
    ['UTF-32', Buffer.from('fffe00002d0000002d0000002d000000', 'hex')],
  ])('fails: %s', (_, bytes) => expect(decodeText(bytes).kind).toBe('fail'));

  it.each([
    ['a PNG picture', '.png', '89504e470d0a1a0a0000000d49484452'],
    ['a JPEG picture', '.jpg', 'ffd8ffe000104a464946'],
    ['a GIF picture', '.gif', '474946383961010001'],
    ['a WebP picture', '.webp', '524946462400000057454250'],
    ['a PDF document', '.pdf', '255044462d312e340a25e2e3cfd30a'],
    ['a ZIP archive', '.zip', '504b03041400000008'],
  ])('is named where it is %s', (name, ending, bytes) => {
    expect(decodeText(Buffer.from(bytes, 'hex'))).toEqual({
      kind: 'fail',
      reason: `it is ${name}`,
      hint: `Give it the name of what it is, with ${ending} at its end, or take it out.`,
    });
  });

  it.each([
    ['with control characters', Buffer.from('ab\x01\x02\x03'.repeat(50))],
    ['with NULs and bytes of no encoding', Buffer.from([0x2d, 0xff, 0x31, 0x00, 0x80])],
  ])('is not to be saved as UTF-8: %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({
      kind: 'fail',
      reason: 'it is no text',
      hint: 'Take it out, or give it the name of what it is.',
    });
  });

  it.each([
    ['RIFF is a format'],
    ['RIFF or WEBP? 图'],
    ['GIF'],
    ['GIF89a was a format.'],
    ['GIF87a,1987\nGIF89a,1989\n'],
    ['%PDF'],
    ['%PDF-1.7 explained'],
    [''],
  ])('is not what begins much alike: %j', (text) => {
    expect(decodeText(Buffer.from(text))).toMatchObject({ kind: 'ok', text });
  });

  it('never throws, and what comes out is clean', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 30 }),
      anyText({ maxLength: 30 }).map((text) => Buffer.from(text)),
      anyText({ maxLength: 30 }).map((text) => Buffer.from(text, 'utf16le')),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const decoded = decodeText(Buffer.concat(pieces));
        const text = decoded.kind === 'ok' ? decoded.text : '';
        expect(text).not.toMatch(/[^\P{Cc}\n\t]|\p{Cs}/u);
      }),
      { numRuns: runs(5000) },
    );
  });
});
