/**
 * The one thing in a camera's data that readers need: which side is up (Exif 2.3, tag 0x0112). All else
 * in it, place and serial numbers above all, is taken out.
 */

const TAG = 0x0112;
const SHORT = 3;
/** Entries that are looked through. */
const MOST = 512;

/** From 1 to 8; 1: as it is stored, also where nothing legible says otherwise. `tiff` begins with its byte order. */
export function orientationIn(tiff: Uint8Array): number {
  const data = Buffer.from(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const order = data.toString('latin1', 0, 2);
  const isLittle = order === 'II';
  if ((!isLittle && order !== 'MM') || data.length < 8) return 1;
  const short = (at: number): number =>
    at + 2 > data.length ? 0 : isLittle ? data.readUInt16LE(at) : data.readUInt16BE(at);
  const start = isLittle ? data.readUInt32LE(4) : data.readUInt32BE(4);
  const count = Math.min(short(start), MOST);
  for (let entry = 0; entry < count; entry++) {
    const at = start + 2 + entry * 12;
    if (short(at) === TAG && short(at + 2) === SHORT) {
      const value = short(at + 8);
      return value >= 1 && value <= 8 ? value : 1;
    }
  }
  return 1;
}

/** Camera data that says nothing but the orientation. */
export function orientationOnly(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(TAG, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
