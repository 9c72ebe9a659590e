import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
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

describe('a picture that is broken', () => {
  it('never stops anything, whatever is in it', async () => {
    const formats: readonly PictureFormat[] = ['jpeg', 'png', 'webp', 'gif', 'avif'];
    const whole = await Promise.all(
      formats.map((format) => picture({ format, width: 60, height: 40, hasSecrets: true })),
    );
    const broken = tuple(
      constantFrom(...whole),
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
