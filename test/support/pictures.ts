/** Pictures made for tests: small, with camera data that must not be published. */
import sharp from 'sharp';

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** Words that only the camera data has. */
export const SECRETS: readonly string[] = ['Reporter Secret', 'SECRETCAM', 'secret-xmp'];

const XMP = `<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- secret-xmp --></x:xmpmeta><?xpacket end="w"?>`;

export interface PictureRecipe {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  /** As it is stored; 6 lies on its side. */
  readonly orientation?: number;
  readonly hasSecrets?: boolean;
}

/** Of stripes, so that turning it is seen. */
export async function picture({
  format,
  width,
  height,
  orientation = 1,
  hasSecrets = false,
}: PictureRecipe): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) {
    const x = (at / 3) % width;
    pixels.set([(x * 7) % 256, Math.floor(at / 3 / width) % 256, 90], at);
  }
  let image = sharp(pixels, { raw: { width, height, channels: 3 } });
  if (hasSecrets) {
    image = image
      .withIccProfile('p3')
      .withXmp(XMP)
      .withExif({
        IFD0: { Artist: 'Reporter Secret', Model: 'SECRETCAM', Orientation: String(orientation) },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 14/1 0/1' },
      });
  }
  if (orientation !== 1) image = image.withMetadata({ orientation });
  return image.toFormat(format).toBuffer();
}
