/** Whether a published file is the one that is remembered: by its stamp, else by its bytes. */
import path from 'node:path';
import { sameStamp, stampOf } from '../../incremental/file-stamp.js';
import type { Known } from '../../incremental/store/store.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import { NO_ROW } from '../../model/sorted-table.js';
import { digest } from '../../platform/digest.js';

interface PublishedRecords extends Pick<Config, 'destination'>, Pick<Known, 'records'> {
  readonly io: Io;
}

/** The record's row, or that of one with the file's stamp now; none when the file has to be made again. */
export function unchangedRow(
  row: number,
  { output }: Page,
  { destination, records, io }: PublishedRecords,
): number {
  const record = records.at(row);
  const file = path.join(destination, output);
  const stamp = stampOf(io.stat(file));
  if (stamp?.size !== record.size) return NO_ROW;
  if (sameStamp(stamp, record)) return row;
  return digest(io.read(file)) === record.digest ? records.add({ ...record, ...stamp }) : NO_ROW;
}
