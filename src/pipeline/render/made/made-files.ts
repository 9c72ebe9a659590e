/** Reads files of the same build that a page is made of: staged ones, and those that stay as published. */
import path from 'node:path';
import { stagedFile } from '../../../incremental/staging.js';
import type { Config } from '../../../model/config.js';
import type { Io } from '../../../model/io.js';
import type { MadePart, StagedPlace } from '../../../model/staged.js';

export interface MadeFiles {
  /** A page is being made, of these files. */
  open(parts: readonly MadePart[]): void;
  read(output: string): Uint8Array;
}

/** `folder` is that of staged files. */
export function createMadeFiles(
  { folder, io }: { readonly folder: string; readonly io: Io },
  { destination }: Pick<Config, 'destination'>,
): MadeFiles {
  let opened: readonly MadePart[] = [];
  let places = new Map<string, StagedPlace | null>();
  return {
    open(parts) {
      if (parts === opened) return;
      opened = parts;
      places = new Map(parts.map(({ output, staged }) => [output, staged]));
    },
    read(output) {
      const staged = places.get(output);
      if (staged === undefined) throw new Error(`The page is not made of ${output}`);
      return io.read(staged === null ? path.join(destination, output) : stagedFile(folder, staged));
    },
  };
}
