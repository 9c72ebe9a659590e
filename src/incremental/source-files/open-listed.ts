/**
 * A listed file when its turn comes: it may have gone since the list was made, which is a deletion, or
 * be a link by now, which is followed where it stays in the site.
 */
import path from 'node:path';
import type { Config } from '../../model/config.js';
import type { Io, OpenFile } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import { refusal } from './leaving-links.js';

export interface OpenedFile {
  readonly file: OpenFile;
  /** Absolute: where the bytes are, which is elsewhere for a link. */
  readonly path: string;
  readonly isLink: boolean;
}

export type Listed<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** Nothing is there any more, or a folder. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly problem: Problem };

const GONE = { kind: 'gone' } as const;

/** Whether an error says that a file is not there. */
export function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** What `read` gives; null: the file is gone. */
export function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** `name` is below the source, with `/`. What can't be had for another reason is thrown. */
export function withListed<T>(
  name: string,
  config: Config,
  io: Io,
  use: (opened: OpenedFile) => T,
): Listed<T> {
  const absolute = path.join(config.source, name);
  try {
    return opened(absolute, { isLink: false }, io, use);
  } catch (error) {
    if (isAbsence(error)) return GONE;
    const { code } = error as NodeJS.ErrnoException;
    const kind = code === 'ELOOP' || code === 'EINVAL' ? io.stat(absolute)?.kind : 'file';
    if (kind === undefined || kind === 'folder') return GONE;
    if (kind === 'file') throw error;
    const problem = refusal({ path: name, kind }, config, io);
    if (problem !== null) return { kind: 'refused', problem };
  }
  try {
    return opened(io.realPath(absolute), { isLink: true }, io, use);
  } catch (error) {
    if (isAbsence(error)) return GONE;
    throw error;
  }
}

function opened<T>(
  file: string,
  { isLink }: Pick<OpenedFile, 'isLink'>,
  io: Io,
  use: (opened: OpenedFile) => T,
): Listed<T> {
  const handle = io.openFile(file);
  try {
    return { kind: 'ok', value: use({ file: handle, path: file, isLink }) };
  } finally {
    handle.close();
  }
}

/** The whole file. */
export function readListed(name: string, config: Config, io: Io): Listed<Buffer> {
  return withListed(name, config, io, ({ file }) => file.read(0, file.stat.size));
}
