/**
 * The manifest of a destination: for each output its key, the digest, size and time of its bytes,
 * and what was read to make it. Written after the pages it vouches for; a lost or older one costs a
 * rendering, never a wrong page.
 */
import path from 'node:path';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { OutputRecord } from '../model/staged.js';
import { placeKey } from './ledger.js';
import { chunks, jsonEntries, openSegments } from './segments.js';

export interface Manifest {
  readonly records: ReadonlyMap<string, OutputRecord>;
  save(records: ReadonlyMap<string, OutputRecord>): void;
}

/** Numbers of the sets of reads that the file has. */
type Numbers = Map<readonly string[], number>;
/** `[output, key, digest, size, modified, reads]`; `reads` is the set's number. */
type Line = readonly [string, string, string, number, number, number];
/** A segment's entries: an output, a set of reads with its number, an output that is gone. */
type Entry = Line | readonly ['set', number, readonly string[]] | readonly ['gone', string];

export function openManifest(config: Config, foundation: string, io: Io): Manifest {
  const file = path.join(config.cacheDir, `manifest-${placeKey(config)}.log`);
  const header = `finews-manifest 2 ${foundation}`;
  const log = openSegments(file, { header, durable: false, beside: `${file}.tmp` }, io);
  let { records, numbers } = replay(log.parts);
  return {
    get records() {
      return records;
    },
    save(now) {
      let appended: Numbers | null = new Map(numbers);
      const lines = [...now].filter(([output, record]) => records.get(output) !== record);
      const gone = [...records.keys()].filter((output) => !now.has(output));
      const entries = [...encode(lines, appended), ...gone.map((output) => ['gone', output])];
      const whole = (): Iterable<string> => {
        appended = null;
        numbers = new Map();
        return chunks(encode(now, numbers), (entry) => JSON.stringify(entry));
      };
      if (entries.length > 0 || log.state !== 'whole') log.append(JSON.stringify(entries), whole);
      numbers = appended ?? numbers;
      records = now;
    },
  };
}

/** Lines, each new set before the first line that has it. */
function* encode(
  records: Iterable<readonly [string, OutputRecord]>,
  numbers: Numbers,
): Generator<Entry> {
  for (const [output, { key, digest, size, modified, reads }] of records) {
    let number = numbers.get(reads);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(reads, number);
      yield ['set', number, reads];
    }
    yield [output, key, digest, size, modified, number];
  }
}

interface Replayed {
  readonly records: ReadonlyMap<string, OutputRecord>;
  readonly numbers: Numbers;
}

function replay(parts: readonly Buffer[]): Replayed {
  const records = new Map<string, OutputRecord>();
  const sets = new Map<unknown, readonly string[]>();
  for (const entry of jsonEntries(parts)) {
    if (!Array.isArray(entry)) continue;
    const [first, second, third] = entry as unknown[];
    if (entry.length === 2) records.delete(String(second));
    else if (first === 'set' && isNames(third)) sets.set(second, third);
    else {
      const record = recordOf(entry, sets);
      if (record !== null) records.set(String(first), record);
    }
  }
  const numbers: Numbers = new Map();
  for (const [number, reads] of sets) numbers.set(reads, Number(number));
  return { records, numbers };
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function recordOf(
  line: readonly unknown[],
  sets: ReadonlyMap<unknown, readonly string[]>,
): OutputRecord | null {
  const [, key, digest, size, modified, number] = line;
  const reads = sets.get(number);
  if (typeof key !== 'string' || typeof digest !== 'string' || reads === undefined) return null;
  if (typeof size !== 'number' || typeof modified !== 'number') return null;
  return { key, digest, size, modified, reads };
}
