/** Whether a published file is the one that is remembered: by its look, else by its bytes. */
import path from 'node:path';
import { digest } from '../../content/digest.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import type { OutputRecord } from '../../model/staged.js';

/** The record, with the file's time as it is now; null when the file has to be made again. */
export function intactRecord(
  record: OutputRecord,
  { output }: Page,
  { destination }: Config,
  io: Io,
): OutputRecord | null {
  const file = path.join(destination, output);
  const found = io.stat(file);
  if (found?.kind !== 'file' || found.size !== record.size) return null;
  if (found.modified === record.modified) return record;
  return digest(io.read(file)) === record.digest ? { ...record, modified: found.modified } : null;
}
