/** The index of some stories: their terms gathered, and cut into shards. Memory is that of the segment. */
import { foldUnits, HAN, unitKinds } from './search-fold.js';
import { ShardWriter } from './shard.js';
import { cutTerms } from './story-terms.js';
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
  /** By term: the number of its last story, plus one; and how many stories have it. */
  #lasts: Int32Array = new Int32Array(1 << 12);
  #counts: Int32Array = new Int32Array(1 << 12);
  /** Terms of all stories, story after story. */
  #gathered: Int32Array = new Int32Array(1 << 14);
  #length = 0;
  readonly #ends: number[] = [];
  readonly #take = (units: Uint16Array, start: number, end: number): void =>
    this.#note(units, start, end);
  readonly #one = new Uint16Array(MOST_NAME + 1);
  #before = 0;

  /** A story's title, its other text, and names it is filtered by. */
  add(title: string, text: string, names: readonly string[]): void {
    this.#before = this.#length;
    for (const name of names) this.#noteName(name);
    cutTerms(title, this.#take);
    this.#cutTitle(title);
    cutTerms(text, this.#take);
    this.#ends.push(this.#length);
  }

  /** What is no story but has terms: a segment, in the index of segments. */
  addTerms(terms: Iterable<string>): void {
    for (const term of terms) {
      this.#before = this.#length;
      this.#noteName(term);
    }
    this.#ends.push(this.#length);
  }

  /** Single characters of scripts without word borders count in titles. */
  #cutTitle(title: string): void {
    const kinds = unitKinds();
    const { units, length } = foldUnits(title);
    for (let at = 0; at < length; at++) {
      if (((kinds[units[at] ?? 0] ?? 0) & HAN) !== 0) this.#note(units, at, at + 1);
    }
  }

  #noteName(name: string): void {
    const length = Math.min(name.length, MOST_NAME);
    for (let at = 0; at < length; at++) this.#one[at] = name.charCodeAt(at);
    this.#note(this.#one, 0, length);
  }

  #note(units: Uint16Array, start: number, end: number): void {
    if (this.#length - this.#before >= MOST_TERMS) return;
    const term = this.#terms.numberOf(units, start, end);
    if (term >= this.#lasts.length) {
      this.#lasts = doubled(this.#lasts);
      this.#counts = doubled(this.#counts);
    }
    const story = this.#ends.length + 1;
    if (this.#lasts[term] === story) return;
    this.#lasts[term] = story;
    this.#counts[term] = (this.#counts[term] ?? 0) + 1;
    if (this.#length === this.#gathered.length) this.#gathered = doubled(this.#gathered);
    this.#gathered[this.#length++] = term;
  }

  /** As many shards as asked for, of about the same size. */
  files(shards: number): SegmentFiles {
    const stories = this.#ends.length;
    const { starts, numbers } = this.#byTerm();
    const order = this.#terms.sorted();
    const most = this.#weight() / shards;
    const done: Uint8Array[] = [];
    const borders: string[] = [];
    let writer = new ShardWriter(stories);
    let weight = 0;
    for (const term of order) {
      if (done.length < shards - 1 && weight >= most * (done.length + 1)) {
        done.push(writer.bytes());
        writer = new ShardWriter(stories);
        borders.push(String.fromCharCode(...this.#terms.unitsOf(term)));
      }
      const start = starts[term] ?? 0;
      const count = this.#counts[term] ?? 0;
      writer.add(this.#terms.unitsOf(term), numbers.subarray(start, start + count));
      weight += weightOf(count, stories);
    }
    done.push(writer.bytes());
    while (done.length < shards) done.push(new ShardWriter(stories).bytes());
    return { shards: done, borders };
  }

  #weight(): number {
    let sum = 0;
    for (let term = 0; term < this.#terms.size; term++)
      sum += weightOf(this.#counts[term] ?? 0, this.#ends.length);
    return sum;
  }

  /** The numbers of the stories of each term, from where that term's begin. */
  #byTerm(): { readonly starts: Int32Array; readonly numbers: Int32Array } {
    const size = this.#terms.size;
    const starts = new Int32Array(size);
    for (let term = 1, sum = 0; term < size; term++) {
      sum += this.#counts[term - 1] ?? 0;
      starts[term] = sum;
    }
    const next = starts.slice();
    const numbers = new Int32Array(this.#length);
    let start = 0;
    for (const [story, end] of this.#ends.entries()) {
      for (let at = start; at < end; at++) {
        const term = this.#gathered[at] ?? 0;
        const place = next[term] ?? 0;
        numbers[place] = story;
        next[term] = place + 1;
      }
      start = end;
    }
    return { starts, numbers };
  }
}

/** Bits that a term with so many stories takes, about. */
function weightOf(count: number, stories: number): number {
  return 16 + count * (2 + Math.log2(stories / count));
}

function doubled(list: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}
