/** Whether a published file is the one that is remembered: by its look, else by its bytes. */
import path from 'node:path';
import { digest } from '../../content/digest.js';
import { fileSeen, looksLike } from '../../content/look.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import type { OutputRecord } from '../../model/staged.js';

/** The record, with how the file looks now; null when the file has to be made again. */
export function intactRecord(
  record: OutputRecord,
  { output }: Page,
  { destination }: Config,
  io: Io,
): OutputRecord | null {
  const file = path.join(destination, output);
  const seen = fileSeen(io.stat(file));
  if (seen?.size !== record.size) return null;
  if (looksLike(seen, record)) return record;
  return digest(io.read(file)) === record.digest ? { ...record, ...seen } : null;
}
