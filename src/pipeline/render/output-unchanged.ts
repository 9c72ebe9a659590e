/** Whether a published file is the one that is remembered: by its stamp, else by its bytes. */
import path from 'node:path';
import { sameStamp, stampOf } from '../../incremental/file-stamp.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import type { OutputRecord } from '../../model/staged.js';
import { digest } from '../../platform/digest.js';

/** The record, with the file's stamp now; null when the file has to be made again. */
export function unchangedRecord(
  record: OutputRecord,
  { output }: Page,
  { destination }: Config,
  io: Io,
): OutputRecord | null {
  const file = path.join(destination, output);
  const stamp = stampOf(io.stat(file));
  if (stamp?.size !== record.size) return null;
  if (sameStamp(stamp, record)) return record;
  return digest(io.read(file)) === record.digest ? { ...record, ...stamp } : null;
}
