import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { pictureSize } from '../../../src/formats/pictures/picture-size.js';
import { strippedOf, withoutMetadata } from '../../../src/formats/pictures/strip-metadata.js';
import { type PictureFormat, picture, SECRETS } from '../../support/pictures.js';

const FORMATS = ['jpeg', 'png', 'webp'] as const;

async function pixelsOf(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes).raw().toBuffer();
}

function secretsIn(bytes: Buffer): readonly string[] {
  const text = bytes.toString('latin1');
  return [...SECRETS, 'GPS', 'xmpmeta', 'xpacket'].filter((word) => text.includes(word));
}

describe('camera data', () => {
  it.each(FORMATS)('of a %s is gone, the picture and its colours are the same', async (format) => {
    const written = await picture({ format, width: 60, height: 40, hasSecrets: true });
    expect((await sharp(written).metadata()).exif?.length).toBeGreaterThan(100);
    const stripped = withoutMetadata(written);
    expect(secretsIn(stripped)).toEqual([]);
    const before = await sharp(written).metadata();
    const after = await sharp(stripped).metadata();
    expect([after.exif, after.xmp, after.iptc]).toEqual([undefined, undefined, undefined]);
    expect(before.icc).toBeDefined();
    expect(after.icc).toEqual(before.icc);
    expect(await pixelsOf(stripped)).toEqual(await pixelsOf(written));
    expect(withoutMetadata(stripped)).toEqual(stripped);
  });

  it.each(FORMATS)('of a %s keeps which side is up', async (format) => {
    const written = await picture({
      format,
      width: 60,
      height: 40,
      orientation: 6,
      hasSecrets: true,
    });
    const stripped = withoutMetadata(written);
    expect(secretsIn(stripped)).toEqual([]);
    expect((await sharp(stripped).metadata()).orientation).toBe(6);
    expect(withoutMetadata(stripped)).toEqual(stripped);
  });

  it('behind the end of a JPEG, and of a progressive one, is gone', async () => {
    const first = await picture({ format: 'jpeg', width: 60, height: 40 });
    const second = await picture({ format: 'jpeg', width: 60, height: 40, hasSecrets: true });
    const progressive = await sharp(second).keepMetadata().jpeg({ progressive: true }).toBuffer();
    expect(withoutMetadata(Buffer.concat([first, second]))).toEqual(withoutMetadata(first));
    expect(await pixelsOf(withoutMetadata(progressive))).toEqual(await pixelsOf(progressive));
    expect(secretsIn(withoutMetadata(progressive))).toEqual([]);
    // A comment between two scans.
    const scan = progressive.lastIndexOf(Buffer.from([0xff, 0xda]));
    const note = Buffer.from([0xff, 0xfe, 0, 11, ...Buffer.from('SECRETCAM')]);
    const noted = Buffer.concat([progressive.subarray(0, scan), note, progressive.subarray(scan)]);
    expect(withoutMetadata(noted)).toEqual(withoutMetadata(progressive));
  });
});

/** Blocks of up to 255 bytes, and the empty one. */
function subBlocks(content: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length; at += 255) {
    const part = content.subarray(at, at + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}

function program(name: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x21, 0xff, 11]), Buffer.from(name, 'latin1'), content]);
}

describe('a GIF', () => {
  const loops = program('NETSCAPE2.0', subBlocks(Buffer.from([1, 0, 0])));
  const colours = program('ICCRGBG1012', subBlocks(Buffer.alloc(300, 7)));
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe]), subBlocks(Buffer.from('SECRETCAM'))]);
  // XMP is text as it is, and ends in bytes that any reader of blocks finds its way out of.
  const magic = Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0]);
  const xmp = program(
    'XMP DataXMP',
    Buffer.concat([Buffer.from('<x:xmpmeta>secret-xmp, Reporter Secret</x:xmpmeta>'), magic]),
  );

  it('loses comments and what programs say, and keeps how it plays and its colours', async () => {
    const plain = await picture({ format: 'gif', width: 60, height: 40 });
    const head = 13 + 3 * 2 ** (((plain[10] ?? 0) & 7) + 1);
    const [start, rest] = [plain.subarray(0, head), plain.subarray(head)];
    const bare = Buffer.concat([start, loops, colours, rest]);
    const written = Buffer.concat([start, comment, loops, xmp, colours, rest.subarray(0, -1)]);
    const whole = Buffer.concat([written, comment, Buffer.from([0x3b]), Buffer.from('SECRETCAM')]);
    expect(secretsIn(whole)).toHaveLength(4);
    expect(withoutMetadata(whole)).toEqual(bare);
    expect(withoutMetadata(bare)).toEqual(bare);
    expect(await pixelsOf(withoutMetadata(whole))).toEqual(await pixelsOf(plain));
    // Cut off, it shows what it has; without a picture it has none.
    const cut = whole.subarray(0, whole.length - 60);
    expect(secretsIn(withoutMetadata(cut))).toEqual([]);
    expect(strippedOf(whole.subarray(0, head + 40))).toBeNull();
  });
});

function box(type: string, ...parts: readonly (Buffer | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** Numbers of four bytes. */
function wide(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [at, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * at);
  return bytes;
}

/** An item's description: number and type. */
function item(id: number, type: string, words = ''): Buffer {
  return box('infe', [2, 0, 0, 0, 0, id, 0, 0], Buffer.from(`${type}\0${words}`, 'latin1'));
}

const FLAGS = [0, 0, 0, 0];
const CODED = Buffer.from('coded picture');

/** A picture as phones write it: Exif in the file in two parts, XMP among the descriptions, words of users and programs. */
function handMade(brand: string): Buffer {
  const secret = Buffer.from('GPS Reporter Secret, SECRETCAM');
  const exif = Buffer.concat([Buffer.from('\0\0\0\0MM\0*'), secret]);
  const xmp = Buffer.from('<x:xmpmeta>secret-xmp</x:xmpmeta>');
  const head = box('ftyp', Buffer.from(`${brand}\0\0\0\0mif1${brand}`, 'latin1'));
  const metaWith = (place: number): Buffer => {
    const camera = place + CODED.length;
    return box(
      'meta',
      FLAGS,
      box('iinf', FLAGS, [0, 3], item(1, 'av01'), item(2, 'Exif'), item(3, 'mime', 'a/xml\0')),
      box(
        'iloc',
        [1, 0, 0, 0, 0x44, 0, 0, 3],
        ...[[0, 1, 0, 0, 0, 0, 0, 1], wide(place, CODED.length)],
        ...[[0, 2, 0, 0, 0, 0, 0, 2], wide(camera, 20, camera + 20, exif.length - 20)],
        ...[[0, 3, 0, 1, 0, 0, 0, 1], wide(0, xmp.length)],
      ),
      box('idat', xmp),
      box('iprp', box('ipco', box('udes', FLAGS, secret), box('irot', [1]))),
    );
  };
  const place = head.length + metaWith(0).length + 8;
  const others = [box('uuid', Buffer.alloc(16), secret), box('free', secret)];
  return Buffer.concat([head, metaWith(place), box('mdat', CODED, exif), ...others]);
}

describe('an AVIF or HEIC', () => {
  it('loses camera data where it stands, and no bit of the picture moves', async () => {
    const written = await picture({ format: 'avif', width: 60, height: 40, hasSecrets: true });
    expect(secretsIn(written).length).toBeGreaterThan(3);
    const stripped = withoutMetadata(written);
    expect(secretsIn(stripped)).toEqual([]);
    expect(stripped).toHaveLength(written.length);
    const [before, after] = [await sharp(written).metadata(), await sharp(stripped).metadata()];
    expect(after.icc).toEqual(before.icc);
    expect(await pixelsOf(stripped)).toEqual(await pixelsOf(written));
    expect(withoutMetadata(stripped)).toEqual(stripped);
  });

  it.each(['avif', 'heic'])('of brand %s loses it wherever it may stand', (brand) => {
    const written = handMade(brand);
    expect(secretsIn(written)).toHaveLength(5);
    const stripped = withoutMetadata(written);
    expect(secretsIn(stripped)).toEqual([]);
    expect(stripped).toHaveLength(written.length);
    const at = written.indexOf(CODED);
    expect(stripped.subarray(at, at + CODED.length)).toEqual(CODED);
    expect(stripped.includes('irot')).toBe(true);
    expect(withoutMetadata(stripped)).toEqual(stripped);
    expect(strippedOf(written.subarray(0, 24))).toBeNull();
  });

  it('whose parts lie over one another costs what one of its size costs', () => {
    const many = 20_000;
    const parts = Array.from({ length: many }, () => wide(0, 0));
    const count = [many >> 8, many & 255];
    const hostile = Buffer.concat([
      box('ftyp', Buffer.from('avif\0\0\0\0mif1')),
      box(
        'meta',
        FLAGS,
        box('iinf', FLAGS, [0, 1], item(2, 'Exif')),
        box('iloc', [1, 0, 0, 0, 0x44, 0, 0, 1], [0, 2, 0, 0, 0, 0, ...count], ...parts),
      ),
      box('mdat', Buffer.alloc(1 << 20)),
    ]);
    const filled: number[] = [];
    const fill = Buffer.prototype.fill;
    const counting = vi.spyOn(Buffer.prototype, 'fill').mockImplementation(function (
      this: Buffer,
      ...args: Parameters<typeof fill>
    ) {
      filled.push(Number(args[2]) - Number(args[1]));
      return fill.apply(this, args);
    });
    withoutMetadata(hostile);
    counting.mockRestore();
    expect(filled.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(2 * hostile.length);
  });
});

describe('a picture that is broken', () => {
  it('never stops anything, whatever is in it', async () => {
    const formats: readonly PictureFormat[] = ['jpeg', 'png', 'webp', 'gif', 'avif'];
    const whole = await Promise.all(
      formats.map((format) => picture({ format, width: 60, height: 40, hasSecrets: true })),
    );
    const broken = tuple(
      constantFrom(...whole, handMade('avif'), handMade('heic')),
      array(tuple(nat(), nat(255)), { maxLength: 20 }),
      nat(),
    ).map(([bytes, edits, cut]) => {
      const changed = Buffer.from(bytes);
      for (const [at, value] of edits) changed[at % Math.min(changed.length, 800)] = value;
      return changed.subarray(0, 1 + (cut % (2 * changed.length)));
    });
    assert(
      property(broken, (bytes) => {
        const { width, height } = pictureSize(bytes) ?? { width: 1, height: 1 };
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(withoutMetadata(bytes).length).toBeLessThanOrEqual(bytes.length + 60);
      }),
      { numRuns: 300 },
    );
  });

  it('is told from one that is cut off', async () => {
    const whole = await picture({ format: 'jpeg', width: 60, height: 40, hasSecrets: true });
    expect(strippedOf(whole.subarray(0, whole.length - 20))).not.toBeNull();
    expect(strippedOf(whole.subarray(0, 200))).toBeNull();
    expect(secretsIn(withoutMetadata(whole.subarray(0, whole.length - 20)))).toEqual([]);
  });
});

describe('a size', () => {
  it.each(['jpeg', 'png', 'gif', 'webp', 'avif'] as const)(
    'is that of the %s as it is shown',
    async (format) => {
      const flat = await picture({ format, width: 60, height: 40 });
      expect(pictureSize(flat.subarray(0, 4000))).toMatchObject({
        kind: format,
        width: 60,
        height: 40,
      });
      if (format !== 'jpeg') return;
      const turned = await picture({ format, width: 60, height: 40, orientation: 6 });
      expect(pictureSize(turned)).toMatchObject({ kind: format, width: 40, height: 60 });
    },
  );

  it('that nothing can have is none', () => {
    const lies = Buffer.from('GIF89a\0\0\0\0');
    expect(pictureSize(lies)).toBeNull();
    expect(pictureSize(Buffer.from('<svg width="1" height="1">'))).toBeNull();
  });

  it('tells what moves', async () => {
    const still = await picture({ format: 'webp', width: 60, height: 40, hasSecrets: true });
    expect(pictureSize(still)?.isMoving).toBe(false);
    // The flag of an extended file.
    const moving = Buffer.from(still);
    moving[20] = (moving[20] ?? 0) | 2;
    expect(pictureSize(moving)?.isMoving).toBe(true);
    const gif = await picture({ format: 'gif', width: 60, height: 40 });
    expect(pictureSize(gif)?.isMoving).toBe(true);
  });
});
