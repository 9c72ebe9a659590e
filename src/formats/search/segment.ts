/** The index of some stories: their terms gathered, and cut into shards. Memory is that of the segment. */
import { PostingLists } from './posting-lists.js';
import { foldUnits, HAN, unitKinds } from './search-fold.js';
import { ShardWriter } from './shard.js';
import { cutTerms, type TakeTerms } from './story-terms.js';
import { TermTable } from './term-table.js';

/** Different terms that count of one story: a book has fewer, a hostile one fills no index. */
const MOST_TERMS = 1 << 16;
/** Units of a name that count. */
const MOST_NAME = 100;

export interface SegmentFiles {
  /** Without their editions. */
  readonly shards: readonly Uint8Array[];
  /** The first term of each shard but the first. */
  readonly borders: readonly string[];
}

export class SegmentBuilder {
  readonly #terms = new TermTable();
  /** By term. */
  readonly #lists = new PostingLists();
  #stories = 0;
  /** Different terms of the story so far. */
  #noted = 0;
  readonly #take: TakeTerms = {
    pair: (first, second) => {
      if (this.#noted < MOST_TERMS) this.#gather(this.#terms.numberOfPair(first, second));
    },
    word: (units, start, end) => this.#note(units, start, end),
  };
  readonly #name = new Uint16Array(MOST_NAME);

  /** A story's title, its other text, and names it is filtered by. */
  add(title: string, text: string, names: readonly string[]): void {
    this.#noted = 0;
    for (const name of names) this.#noteName(name);
    cutTerms(title, this.#take);
    this.#cutTitle(title);
    cutTerms(text, this.#take);
    this.#stories++;
  }

  /** What is no story but has terms: a segment, in the index of segments. */
  addTerms(terms: Iterable<string>): void {
    for (const term of terms) {
      this.#noted = 0;
      this.#noteName(term);
    }
    this.#stories++;
  }

  /** Single characters of scripts without word borders count in titles. */
  #cutTitle(title: string): void {
    const { units, length } = foldUnits(title);
    for (let at = 0; at < length; at++) {
      if (((unitKinds[units[at] ?? 0] ?? 0) & HAN) !== 0) this.#note(units, at, at + 1);
    }
  }

  #noteName(name: string): void {
    const length = Math.min(name.length, MOST_NAME);
    for (let at = 0; at < length; at++) this.#name[at] = name.charCodeAt(at);
    this.#note(this.#name, 0, length);
  }

  #note(units: Uint16Array, start: number, end: number): void {
    if (this.#noted < MOST_TERMS) this.#gather(this.#terms.numberOf(units, start, end));
  }

  #gather(term: number): void {
    if (this.#lists.add(term, this.#stories)) this.#noted++;
  }

  /** As many shards as asked for, of about the same size. */
  files(shards: number): SegmentFiles {
    const [terms, lists, stories] = [this.#terms, this.#lists, this.#stories];
    const most = this.#weight() / shards;
    const done: Uint8Array[] = [];
    const borders: string[] = [];
    const gaps = new Int32Array(stories);
    let writer = new ShardWriter(stories, terms.units);
    let weight = 0;
    for (const term of terms.sorted()) {
      const run = { start: terms.startOf(term), end: terms.endOf(term) };
      if (done.length < shards - 1 && weight >= most * (done.length + 1)) {
        done.push(writer.bytes());
        writer = new ShardWriter(stories, terms.units);
        borders.push(String.fromCharCode(...terms.units.subarray(run.start, run.end)));
      }
      const count = lists.readGaps(term, gaps);
      writer.add(run, gaps, count);
      weight += weightOf(count, stories);
    }
    done.push(writer.bytes());
    while (done.length < shards) done.push(new ShardWriter(stories, terms.units).bytes());
    return { shards: done, borders };
  }

  #weight(): number {
    let sum = 0;
    for (let term = 0; term < this.#terms.size; term++)
      sum += weightOf(this.#lists.countOf(term), this.#stories);
    return sum;
  }
}

/** Bits that a term with so many stories takes, about. */
function weightOf(count: number, stories: number): number {
  return 16 + count * (2 + Math.log2(stories / count));
}
