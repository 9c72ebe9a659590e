/** Whether a published file is the one that is remembered: by its look, else by its bytes. */
import path from 'node:path';
import { fileSeen, sameStamp } from '../../incremental/file-stamp.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import type { OutputRecord } from '../../model/staged.js';
import { digest } from '../../platform/digest.js';

/** The record, with how the file looks now; null when the file has to be made again. */
export function unchangedRecord(
  record: OutputRecord,
  { output }: Page,
  { destination }: Config,
  io: Io,
): OutputRecord | null {
  const file = path.join(destination, output);
  const seen = fileSeen(io.stat(file));
  if (seen?.size !== record.size) return null;
  if (sameStamp(seen, record)) return record;
  return digest(io.read(file)) === record.digest ? { ...record, ...seen } : null;
}
