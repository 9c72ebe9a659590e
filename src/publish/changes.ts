/**
 * `.finews/changes.json`: what this build added, changed and removed, for uploaders and caches. What
 * a build that died on the way may have published already is reported by the next one that ends.
 */
import path from 'node:path';
import { checkOutput } from '../formats/urls/paths.js';
import { urlPath } from '../formats/urls/permalink.js';
import { destinationKey } from '../incremental/store/destination-key.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import { NO_ROW } from '../model/sorted-table.js';
import type { OutputRecord, Published, Staged } from '../model/staged.js';
import { isPreview } from '../outputs/site-settings.js';
import { readNames } from './names.js';

/** An output that is on the site. */
export interface ChangedFile {
  /** Below the destination, decoded. */
  readonly path: string;
  /** With `baseurl`, percent-encoded. */
  readonly url: string;
  /** Of its bytes. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

export interface Changes {
  /** Absolute. */
  readonly destination: string;
  readonly added: readonly ChangedFile[];
  readonly changed: readonly ChangedFile[];
  readonly removed: readonly Pick<ChangedFile, 'path' | 'url'>[];
}

type StagedOutputs = Pick<Staged, 'files' | 'outputs'>;

export interface ChangeLog {
  /** Before the first rename: durably notes what may change. */
  announce(outputs: readonly string[]): void;
  /** After the last deletion. */
  commit(published: Published, staged: StagedOutputs): void;
}

/** A preview is nobody's to upload: its changes are told to nobody, and no save waits until they are on the disk. */
const UNTOLD: ChangeLog = { announce() {}, commit() {} };

export function openChanges(config: Config, io: Io): ChangeLog {
  if (isPreview(config)) return UNTOLD;
  const pending = path.join(config.cacheDir, `pending-${destinationKey(config)}.json`);
  const file = path.join(config.cacheDir, 'changes.json');
  // It comes back with a cache that was restored, and an uploader deletes what it names.
  const left = readNames(pending, io).filter((output) => checkOutput(output) === null);
  const isThere = (output: string): boolean =>
    io.stat(path.join(config.destination, output)) !== undefined;
  return {
    announce(outputs) {
      if (outputs.length > 0) io.writeDurably(pending, JSON.stringify([...left, ...outputs]));
    },
    commit(published, staged) {
      const { places } = staged.outputs;
      // What still lies there is a stranger's, and nobody removed it.
      const unreported = left.filter((output) => places.has(output) || !isThere(output));
      const changes = changesOf(published, staged, unreported, config);
      const text = `${JSON.stringify(changes, null, 1)}\n`;
      const before = io.stat(file)?.kind === 'file' ? io.read(file).toString('utf8') : '';
      if (text !== before) io.writeDurably(file, text, `${file}-${destinationKey(config)}.tmp`);
      if (io.stat(pending) !== undefined) io.removeFile(pending);
    },
  };
}

function changesOf(
  published: Published,
  { files: staged, outputs }: StagedOutputs,
  left: readonly string[],
  config: Config,
): Changes {
  const reported = new Set([...published.added, ...published.changed, ...published.removed]);
  const unreported = left.filter((output) => !reported.has(output));
  const urlOf = (output: string): string =>
    `${config.baseurl}/${urlPath(output).replace(/(^|\/)index\.html$/, '$1')}`;
  // Where all outputs are is found out for what an earlier build has left alone: they are many.
  const indexes = new Map(staged.map(({ output, index }) => [output, index]));
  const recordOf = (name: string): OutputRecord | undefined => {
    const row = outputs.rows[indexes.get(name) ?? outputs.places.at(name) ?? -1] ?? NO_ROW;
    return row === NO_ROW ? undefined : outputs.values.at(row);
  };
  const files = (names: readonly string[]): readonly ChangedFile[] =>
    names.flatMap((name) => {
      const record = recordOf(name);
      if (record === undefined) return [];
      const { digest, size } = record;
      return [{ path: name, url: urlOf(name), digest, size }];
    });
  const gone = [
    ...published.removed,
    ...unreported.filter((output) => !outputs.places.has(output)),
  ];
  return {
    destination: config.destination,
    added: files(published.added),
    changed: files([...published.changed, ...unreported]),
    removed: gone.map((output) => ({ path: output, url: urlOf(output) })),
  };
}
