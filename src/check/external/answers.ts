/** What other servers answered, for a day: in a file of its own in the cache folder. */
import path from 'node:path';
import { chunks, jsonEntries, openSegments } from '../../incremental/store/segments.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';

/** `unsure`: nobody answered, or not about this. `reason` in words. */
export interface ExternalAnswer {
  readonly kind: 'alive' | 'dead' | 'unsure';
  readonly reason: string;
}

export interface ExternalAnswers {
  /** Null: it has to be asked. */
  fresh(url: string, now: number): ExternalAnswer | null;
  remember(url: string, answer: ExternalAnswer, now: number): void;
  /** Without what is older than a day. */
  save(now: number): void;
}

const DAY = 24 * 60 * 60 * 1000;

type AnswerEntry = readonly [url: string, at: number, kind: ExternalAnswer['kind'], reason: string];

export function openAnswers(config: Config, io: Io): ExternalAnswers {
  const file = path.join(config.cacheDir, 'external.log');
  const settings = { header: 'finews-external 1', durable: false, beside: `${file}.tmp` };
  const log = openSegments(file, settings, io);
  const known = new Map<string, AnswerEntry>();
  for (const entry of jsonEntries(log.take().parts)) if (isEntry(entry)) known.set(entry[0], entry);
  let isChanged = false;
  const isFresh = ([, at]: AnswerEntry, now: number): boolean => at <= now && now - at < DAY;
  return {
    fresh(url, now) {
      const entry = known.get(url);
      return entry !== undefined && isFresh(entry, now)
        ? { kind: entry[2], reason: entry[3] }
        : null;
    },
    remember(url, { kind, reason }, now) {
      known.set(url, [url, now, kind, reason]);
      isChanged = true;
    },
    save(now) {
      const fresh = [...known.values()].filter((entry) => isFresh(entry, now));
      if (isChanged) log.replace(chunks(fresh));
    },
  };
}

function isEntry(value: unknown): value is AnswerEntry {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [url, at, kind, reason] = value as unknown[];
  const isKind = kind === 'alive' || kind === 'dead' || kind === 'unsure';
  return typeof url === 'string' && Number.isFinite(at) && isKind && typeof reason === 'string';
}
