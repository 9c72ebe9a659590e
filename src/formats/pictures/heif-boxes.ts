/** The boxes that AVIF and HEIC files are made of (ISO/IEC 14496-12, 4.2). */

export interface HeifBox {
  /** Four letters. */
  readonly type: string;
  /** Of the box, of what is in it, and behind it; in the file. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** More than any picture has, in one box. */
const MOST = 10_000;

/** One beside the other, up to the first that is broken; the last one may be cut off. */
export function boxesIn(bytes: Buffer, from: number, to: number): readonly HeifBox[] {
  const boxes: HeifBox[] = [];
  for (let at = from; at + 8 <= to && boxes.length < MOST; ) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= to;
    const head = isLong ? 16 : 8;
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    if (length < head) break;
    const end = Math.min(at + length, to);
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      start: at,
      content: at + head,
      end,
    });
    at += length;
  }
  return boxes;
}
