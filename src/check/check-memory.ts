/**
 * What a check remembers of every output it has read, in a file of its own in the cache folder: where
 * its addresses lead, which places it has, what is wrong with it alone. An archive's are columns of
 * numbers; what doesn't fit together is dropped, and costs a check that reads everything.
 */
import path from 'node:path';
import { indexesAmong } from '../incremental/merge-join.js';
import { destinationKey } from '../incremental/store/destination-key.js';
import { chunks, jsonEntries, openSegments } from '../incremental/store/segments.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import {
  areColumns,
  type MemoryEntry,
  notesByRow,
  type OtherTarget,
  type OutputColumns,
  type OutputNote,
  otherTargetOf,
  type RememberedOutput,
  wordsIn,
  wordsText,
} from './memory-entries.js';

export interface CheckMemory {
  /** Numbers of outputs, -1 for those that have none. */
  numbersOf(outputs: readonly string[]): Int32Array;
  /** The output's number, a new one where it has none. */
  numberOf(output: string): number;
  /** -1: it has none. */
  findNumber(output: string): number;
  /** The number of what is no output. */
  otherNumberOf(target: OtherTarget): number;
  nameOf(number: number): string;
  otherOf(number: number): OtherTarget | undefined;
  /** Numbers up to here are given. */
  readonly size: number;
  has(number: number): boolean;
  /** It has a number because something leads to it, and is none of the site's outputs. */
  isUnread(number: number): boolean;
  isSame(number: number, digest: string, card: string): boolean;
  titleOf(number: number): number;
  sourceOf(number: number): number;
  of(number: number): RememberedOutput | undefined;
  /** All references of all outputs that were read. */
  eachReference(visit: (number: number, reference: number, isLead: boolean) => void): void;
  /** All outputs with notes. */
  eachNoted(visit: (number: number, notes: readonly OutputNote[]) => void): void;
  set(number: number, output: RememberedOutput): void;
  forget(number: number): void;
  /** Writes what is new since it was opened. */
  save(): void;
}

const VERSION = 2;
/** Outputs that are gone and keep their numbers. */
const MOST_GONE = 1000;
/** Outputs an entry. */
const ROWS = 512;

/** `foundation` is the digest of what facts depend on besides the outputs. */
export function openCheckMemory(config: Config, foundation: string, io: Io): CheckMemory {
  const file = path.join(config.cacheDir, `check-${destinationKey(config)}.log`);
  const header = `finews-check ${VERSION} ${foundation}`;
  const log = openSegments(file, { header, durable: false, beside: `${file}.tmp` }, io);
  const memory = new Memory();
  const isSound =
    log.state === 'none' || (memory.replay(jsonEntries(log.take().parts)) && !memory.isWorn());
  const kept = isSound ? memory : new Memory();
  kept.write = (entries, whole) => {
    if (!isSound || log.state !== 'whole') log.replace(chunks(whole()));
    else log.append(chunks(entries), () => chunks(whole()));
  };
  return kept;
}

/** One that no file stands behind. */
export function createMemory(): CheckMemory {
  return new Memory();
}

type WriteMemory = (entries: Iterable<MemoryEntry>, whole: () => Iterable<MemoryEntry>) => void;

/** What became of a number's output. */
const UNREAD = 0;
const READ = 1;
const GONE = 2;

interface MemoryParts {
  readonly names: readonly string[];
  readonly others: readonly OtherTarget[];
  readonly gone: readonly number[];
  readonly numbers: readonly number[];
}

/** By the output's number. */
class MemoryColumns {
  readonly states: number[] = [];
  readonly digests: string[] = [];
  readonly cards: string[] = [];
  readonly titles: number[] = [];
  readonly sources: number[] = [];
  /** Where its references begin: those of links, those of all else, then its places. */
  readonly blocks: Uint32Array[] = [];
  readonly starts: number[] = [];
  readonly leads: number[] = [];
  readonly needs: number[] = [];
  readonly places: number[] = [];
}

class Memory implements CheckMemory {
  readonly #names: string[] = [];
  /** Null: nobody has asked for one since it was read from the disk. */
  #numbers: Map<string, number> | null = null;
  readonly #others: OtherTarget[] = [];
  readonly #otherNumbers = new Map<string, number>();
  readonly #columns = new MemoryColumns();
  readonly #notes = new Map<number, readonly OutputNote[]>();
  readonly #changed = new Set<number>();
  readonly #gone = new Set<number>();
  #savedNames = 0;
  #savedOthers = 0;
  write: WriteMemory = () => undefined;

  get size(): number {
    return this.#names.length;
  }

  numbersOf(outputs: readonly string[]): Int32Array {
    return indexesAmong(outputs, this.#names);
  }

  numberOf(output: string): number {
    const known = this.findNumber(output);
    if (known >= 0) return known;
    const number = this.#names.push(output) - 1;
    this.#columns.states[number] = UNREAD;
    this.#numbers?.set(output, number);
    return number;
  }

  findNumber(output: string): number {
    this.#numbers ??= new Map(this.#names.map((name, number) => [name, number]));
    return this.#numbers.get(output) ?? -1;
  }

  otherNumberOf(target: OtherTarget): number {
    const key = target.join('\0');
    const known = this.#otherNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.#others.push(target) - 1;
    this.#otherNumbers.set(key, number);
    return number;
  }

  nameOf(number: number): string {
    return this.#names[number] ?? '';
  }

  otherOf(number: number): OtherTarget | undefined {
    return this.#others[number];
  }

  has(number: number): boolean {
    return this.#columns.states[number] === READ;
  }

  isUnread(number: number): boolean {
    return this.#columns.states[number] === UNREAD;
  }

  isSame(number: number, digest: string, card: string): boolean {
    return (
      this.has(number) &&
      this.#columns.digests[number] === digest &&
      this.#columns.cards[number] === card
    );
  }

  titleOf(number: number): number {
    return this.#columns.titles[number] ?? 0;
  }

  sourceOf(number: number): number {
    return this.#columns.sources[number] ?? 0;
  }

  of(number: number): RememberedOutput | undefined {
    if (!this.has(number)) return undefined;
    const block = this.#columns.blocks[number] ?? new Uint32Array();
    const start = this.#columns.starts[number] ?? 0;
    const needs = start + (this.#columns.leads[number] ?? 0);
    const places = needs + (this.#columns.needs[number] ?? 0);
    return {
      digest: this.#columns.digests[number] ?? '',
      card: this.#columns.cards[number] ?? '',
      title: this.titleOf(number),
      source: this.sourceOf(number),
      leads: block.subarray(start, needs),
      needs: block.subarray(needs, places),
      places: block.subarray(places, places + (this.#columns.places[number] ?? 0)),
      notes: this.#notes.get(number) ?? [],
    };
  }

  eachReference(visit: (number: number, reference: number, isLead: boolean) => void): void {
    const { states, blocks, starts, leads, needs } = this.#columns;
    for (let number = 0; number < states.length; number++) {
      const block = blocks[number];
      if (states[number] !== READ || block === undefined) continue;
      let at = starts[number] ?? 0;
      const between = at + (leads[number] ?? 0);
      const end = between + (needs[number] ?? 0);
      for (; at < between; at++) visit(number, block[at] ?? 0, true);
      for (; at < end; at++) visit(number, block[at] ?? 0, false);
    }
  }

  eachNoted(visit: (number: number, notes: readonly OutputNote[]) => void): void {
    for (const [number, notes] of this.#notes) if (this.has(number)) visit(number, notes);
  }

  set(number: number, output: RememberedOutput): void {
    const { leads, needs, places, notes } = output;
    const columns = this.#columns;
    columns.states[number] = READ;
    columns.digests[number] = output.digest;
    columns.cards[number] = output.card;
    columns.titles[number] = output.title;
    columns.sources[number] = output.source;
    columns.blocks[number] = Uint32Array.from([...leads, ...needs, ...places]);
    columns.starts[number] = 0;
    columns.leads[number] = leads.length;
    columns.needs[number] = needs.length;
    columns.places[number] = places.length;
    this.#note(number, notes);
    this.#changed.add(number);
    this.#gone.delete(number);
  }

  #note(number: number, notes: readonly OutputNote[]): void {
    if (notes.length > 0) this.#notes.set(number, notes);
    else this.#notes.delete(number);
  }

  forget(number: number): void {
    if (this.#columns.states[number] === GONE) return;
    this.#columns.states[number] = GONE;
    this.#changed.delete(number);
    this.#gone.add(number);
  }

  save(): void {
    const names = this.#names.slice(this.#savedNames);
    const others = this.#others.slice(this.#savedOthers);
    if (names.length + others.length + this.#changed.size + this.#gone.size === 0) return;
    const parts = { names, others, gone: [...this.#gone], numbers: [...this.#changed] };
    this.write(this.#entries(parts), () => this.#whole());
    this.#savedNames = this.#names.length;
    this.#savedOthers = this.#others.length;
    this.#changed.clear();
    this.#gone.clear();
  }

  *#entries({ names, others, gone, numbers }: MemoryParts): Generator<MemoryEntry> {
    for (let at = 0; at < names.length; at += ROWS) yield ['names', names.slice(at, at + ROWS)];
    for (let at = 0; at < others.length; at += ROWS) yield ['others', others.slice(at, at + ROWS)];
    if (gone.length > 0) yield ['gone', gone];
    for (let at = 0; at < numbers.length; at += ROWS) {
      yield ['outputs', ...this.#rowsOf(numbers.slice(at, at + ROWS))];
    }
  }

  *#whole(): Generator<MemoryEntry> {
    const all = [...this.#names.keys()];
    const numbers = all.filter((number) => this.has(number));
    const gone = all.filter((number) => this.#columns.states[number] === GONE);
    yield* this.#entries({ names: this.#names, others: this.#others, gone, numbers });
  }

  #rowsOf(numbers: readonly number[]): OutputColumns {
    const rows = numbers.flatMap((number) => this.of(number) ?? []);
    const lengths = rows.flatMap((row) =>
      [row.leads, row.needs, row.places].map((one) => one.length),
    );
    return [
      numbers,
      rows.map(({ digest }) => digest),
      rows.map(({ card }) => card),
      rows.map(({ title }) => title),
      rows.map(({ source }) => source),
      wordsText(lengths),
      wordsText(rows.flatMap((row) => [...row.leads, ...row.needs, ...row.places])),
      rows.flatMap(({ notes }, row) => notes.map((note) => [row, ...note] as const)),
    ];
  }

  /** False: what is written there doesn't fit together. */
  replay(entries: Iterable<unknown>): boolean {
    for (const entry of entries) {
      if (!Array.isArray(entry)) return false;
      const [kind, ...rest] = entry as unknown[];
      if (!this.#replayOne(kind, rest)) return false;
    }
    this.#savedNames = this.#names.length;
    this.#savedOthers = this.#others.length;
    return this.#fits();
  }

  #replayOne(kind: unknown, rest: readonly unknown[]): boolean {
    const [list] = rest;
    if (kind === 'outputs') return this.#replayOutputs(rest);
    if (!Array.isArray(list)) return false;
    if (kind === 'names') return list.every((name) => this.#replayName(name));
    if (kind === 'others') return list.every((one) => this.#replayOther(one));
    if (kind !== 'gone') return false;
    for (const number of list as unknown[]) {
      if (typeof number !== 'number' || this.#columns.states[number] === undefined) return false;
      this.#columns.states[number] = GONE;
    }
    return true;
  }

  #replayName(name: unknown): boolean {
    if (typeof name !== 'string') return false;
    this.#columns.states[this.#names.push(name) - 1] = UNREAD;
    return true;
  }

  #replayOther(other: unknown): boolean {
    const target = otherTargetOf(other);
    if (target === null) return false;
    this.#otherNumbers.set(target.join('\0'), this.#others.push(target) - 1);
    return true;
  }

  #replayOutputs(columns: readonly unknown[]): boolean {
    if (!areColumns(columns)) return false;
    const [numbers, digests, cards, titles, sources, lengthsText, text, notes] = columns;
    const [lengths, block, byRow] = [wordsIn(lengthsText), wordsIn(text), notesByRow(notes)];
    if (lengths === null || block === null || byRow === null) return false;
    if (lengths.length !== 3 * numbers.length) return false;
    const memory = this.#columns;
    let start = 0;
    for (let row = 0; row < numbers.length; row++) {
      const number = numbers[row] ?? -1;
      if (memory.states[number] === undefined) return false;
      const leads = lengths[3 * row] ?? 0;
      const needs = lengths[3 * row + 1] ?? 0;
      const places = lengths[3 * row + 2] ?? 0;
      memory.states[number] = READ;
      memory.digests[number] = digests[row] ?? '';
      memory.cards[number] = cards[row] ?? '';
      memory.titles[number] = titles[row] ?? 0;
      memory.sources[number] = sources[row] ?? 0;
      memory.blocks[number] = block;
      memory.starts[number] = start;
      memory.leads[number] = leads;
      memory.needs[number] = needs;
      memory.places[number] = places;
      this.#note(number, byRow.get(row) ?? NO_NOTES);
      start += leads + needs + places;
      if (start > block.length) return false;
    }
    return start === block.length;
  }

  /** Whether most of it is of outputs that are gone: it would only ever grow. */
  isWorn(): boolean {
    const gone = this.#columns.states.reduce((sum, state) => sum + Number(state === GONE), 0);
    return gone > MOST_GONE && 2 * gone > this.size;
  }

  /** Whether every reference leads to something that has a number. */
  #fits(): boolean {
    let [output, other] = [-1, -1];
    this.eachReference((_, reference) => {
      const number = reference >>> 1;
      if (reference % 2 === 0) output = Math.max(output, number);
      else other = Math.max(other, number);
    });
    return output < this.#names.length && other < this.#others.length;
  }
}

const NO_NOTES: readonly OutputNote[] = [];
