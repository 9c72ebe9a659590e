/** A file's bytes, piece by piece: what is read of it is as large as it likes. */
import type { Io } from '../../model/io.js';

const PIECE = 1 << 20;

export function* fileBytes(file: string, io: Io): Generator<Uint8Array> {
  const opened = io.openFile(file);
  try {
    for (let at = 0; ; ) {
      const piece = opened.read(at, PIECE);
      if (piece.length === 0) return;
      at += piece.length;
      yield piece;
    }
  } finally {
    opened.close();
  }
}
