/**
 * The site's own search, in the reader's browser: small files of an index say which stories may have
 * the words, and each story's own page whether it has them (docs/search.md). On the page of search.njk
 * it answers what is typed; elsewhere `search` may be imported.
 *
 * @typedef {{ kind: 'hit', url: string, title: string, date: string, inTitle: boolean,
 *   titleParts: Part[], snippet: Part[] }} Hit newest first; parts are texts, never HTML
 * @typedef {{ text: string, marked: boolean }} Part
 * @typedef {{ kind: 'pause', before: string }} Pause a megabyte is read: asked for more, it goes on
 *   with what is older than `before`
 * @typedef {{ kind: 'lost', part: string }} Lost a part of the index isn't there, or is of another build
 * @typedef {{ signal?: AbortSignal, base?: string | URL, category?: string, source?: string,
 *   from?: string, to?: string }} Options `from` and `to`: `2022`, `2022-05` or `2022-05-16`
 * @typedef {{ text: string, exact: boolean, titleOnly: boolean, terms: Term[] }} Phrase
 * @typedef {{ term: string, begins: boolean }} Term
 * @typedef {{ group: string, first: number, count: number, shard: number, shards: number,
 *   head: Head | null }} Segment
 * @typedef {{ edition: string, borders: string[] }} Head which build a segment's files are of, and the
 *   first term of each of its shards but the first
 */

/* ---- What is the same to those who search; the build folds by these rules, too ---- */

const HAN = 1;
const WORD = 2;
const DIGIT = 4;
const SPACE = 8;
/** Scripts that don't part words: any two neighbours are looked for. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\u30fc\ud800-\udfff]/u;
export const WORDLY = /[\p{L}\p{N}\p{M}_]/u;
/** Belongs to the character before it: a mark, a vowel of Hangul in parts, a voicing of narrow kana. */
export const FOLLOWS = /[\p{M}\u1160-\u11ff\uff9e\uff9f]/u;
/** Marks that may belong to one character: of a longer run each stands alone. */
export const MOST_MARKS = 30;

/** @type {Map<string, number>} */
const kinds = new Map();
/** @param {string | undefined} unit */
function kindOf(unit = ' ') {
  let kind = kinds.get(unit);
  if (kind === undefined) {
    if (/\s/.test(unit)) kind = SPACE;
    else if (UNSPACED.test(unit)) kind = HAN;
    else kind = WORDLY.test(unit) ? WORD | (/\p{Nd}/u.test(unit) ? DIGIT : 0) : 0;
    kinds.set(unit, kind);
  }
  return kind;
}

/** @param {number} kind */
const isLetter = (kind) => (kind & (HAN | WORD)) !== 0;

/** @type {typeof import('#search-client').foldCharacter} */
export const foldCharacter = (character, variants) =>
  character
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\0-\x7f]/g, (unit) => variants.get(unit) ?? unit);

/**
 * The folded text, and where in `text` each of its units comes from.
 * @param {string} text @param {Map<string, string>} variants
 */
export function fold(text, variants) {
  /** @type {Map<string, string>} */
  const known = new Map();
  let out = '';
  /** @type {number[]} */
  const places = [];
  let gap = '';
  for (let at = 0; at < text.length; ) {
    let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    for (let most = end + MOST_MARKS; end < Math.min(text.length, most); end++)
      if (!FOLLOWS.test(text[end] ?? '')) break;
    const character = text.slice(at, end);
    const form = known.get(character) ?? foldCharacter(character, variants);
    known.set(character, form);
    for (const unit of form.split('')) {
      const kind = kindOf(unit);
      if (kind === SPACE) {
        if (gap !== '\n') gap = character === '\n' ? '\n' : ' ';
        continue;
      }
      const isTight = gap === ' ' && kind === HAN && kindOf(out.at(-1)) === HAN;
      if (gap !== '' && out !== '' && !isTight) {
        out += gap;
        places.push(at);
      }
      gap = '';
      out += unit;
      places.push(at);
    }
    at = end;
  }
  return { text: out, places };
}

/* ---- What is asked ---- */

const LONGEST_WORD = 32;
/** Pairs of one phrase that are looked up: the story's page has the last word. */
const MOST_PAIRS = 4;

/**
 * Words that must all be there; those in quotes exactly so. None: too short to look for.
 * @param {string} query @param {Map<string, string>} variants @returns {Phrase[]}
 */
export function readQuery(query, variants) {
  /** @type {Phrase[]} */
  const phrases = [];
  for (const [, quoted, plain] of query.matchAll(/["“”]([^"“”]*)["“”]?|([^\s"“”]+)/g)) {
    const text = fold(quoted ?? plain ?? '', variants).text.replace(/^[.,\s]+|[.,\s]+$/g, '');
    const { terms, titleOnly } = termsOf(text, quoted !== undefined);
    const exact = quoted !== undefined || /^[\s\S]$/.test(text);
    if (terms.length > 0) phrases.push({ text, exact, terms, titleOnly });
  }
  const isOne = phrases.length === 1 && phrases[0]?.text.length === 1;
  return isOne && !phrases[0]?.titleOnly ? [] : phrases;
}

/**
 * @param {string} text folded @param {boolean} exact
 * @returns {{ terms: Term[], titleOnly: boolean }}
 */
function termsOf(text, exact) {
  /** @type {string[]} */
  const pairs = [];
  /** @type {Term[]} */
  const words = [];
  let word = '';
  for (let at = 0; at <= text.length; at++) {
    const [before, kind] = [kindOf(text[at - 1]), kindOf(text[at])];
    const isPair = ((before | kind) & HAN) !== 0 && isLetter(before) && isLetter(kind);
    if (isPair) pairs.push(text.slice(at - 1, at + 1));
    if ((kind & WORD) !== 0 || (word !== '' && isJoined(text, at))) word += text[at];
    else if (word !== '') {
      const begins = !exact && at === text.length;
      words.push({ term: word.slice(0, LONGEST_WORD), begins });
      word = '';
    }
  }
  const step = (pairs.length - 1) / (MOST_PAIRS - 1);
  const few = pairs.filter(
    (_, at) => step <= 1 || Math.round(Math.round(at / step) * step) === at,
  );
  const terms = [...new Set(few)].map((term) => ({ term, begins: false }));
  // Of a single letter too many words begin: where it is not alone, the page decides.
  const long = words.filter(({ term, begins }) => !begins || term.length > 1);
  if (terms.length + long.length > 0) return { terms: [...terms, ...long], titleOnly: false };
  const [letter] = words;
  if (letter !== undefined) return { terms: [{ ...letter, begins: false }], titleOnly: false };
  const single = Array.from(text).find((character) => kindOf(character) === HAN);
  if (single === undefined) return { terms: [], titleOnly: false };
  return { terms: [{ term: single, begins: false }], titleOnly: true };
}

/** Whether a point or comma is of the number around it. @param {string} text @param {number} at */
function isJoined(text, at) {
  return (
    /[.,]/.test(text[at] ?? '') &&
    (kindOf(text[at - 1]) & DIGIT) !== 0 &&
    (kindOf(text[at + 1]) & DIGIT) !== 0
  );
}

/**
 * Where in a folded text a phrase stands, -1: nowhere. A word begins where it is found, and ends there
 * where it has to be exact.
 * @param {string} text @param {Phrase} phrase @param {number} [from]
 */
export function find(text, phrase, from = 0) {
  const { text: sought, exact } = phrase;
  for (let at = text.indexOf(sought, from); at >= 0; at = text.indexOf(sought, at + 1)) {
    const end = at + sought.length;
    const isWhole = !exact || !inWord(text, end);
    if (!inWord(text, at) && isWhole) return at;
  }
  return -1;
}

/** Whether a place parts a word or number. @param {string} text @param {number} at */
function inWord(text, at) {
  const [before, after] = [kindOf(text[at - 1]), kindOf(text[at])];
  return (before & after & WORD) !== 0 || isJoined(text, at) || isJoined(text, at - 1);
}

/* ---- The files of the index: as src/formats/search/shard.ts writes them; the build reads them, too ---- */

/** Bytes in front of a shard: its segment's edition. */
export const EDITION = 4;
/** A quotient beyond it is written whole. */
export const MOST_ONES = 24;

/** @param {Uint8Array} bytes @param {number} from */
function bitsOf(bytes, from) {
  let at = from * 8;
  const take = (/** @type {number} */ count) => {
    let value = 0;
    for (let done = 0; done < count; ) {
      const taken = Math.min(8 - (at & 7), count - done);
      value |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & ((1 << taken) - 1)) << done;
      at += taken;
      done += taken;
    }
    return value;
  };
  const isAtEnd = () => at >= bytes.length * 8;
  const gamma = () => {
    let length = 0;
    while (length < 31 && !isAtEnd() && take(1) === 0) length++;
    return (1 << length) | take(length);
  };
  const rice = (/** @type {number} */ k) => {
    let quotient = 0;
    while (quotient < MOST_ONES && take(1) === 1) quotient++;
    return quotient === MOST_ONES ? gamma() - 1 : (quotient << k) | take(k);
  };
  return { take, gamma, rice, isAtEnd };
}

/** @param {Uint8Array} bytes */
function readVariants(bytes) {
  const { take, gamma, rice } = bitsOf(bytes, 0);
  /** @type {Map<string, string>} */
  const variants = new Map();
  let from = 0;
  for (let left = gamma() - 1; left > 0; left--) {
    from += rice(2) + 1;
    const sign = take(1) === 1 ? -1 : 1;
    variants.set(String.fromCharCode(from), String.fromCharCode(from + sign * (rice(11) + 1)));
  }
  return variants;
}

/** @type {typeof import('#search-client').stepOf} */
export const stepOf = (unit, place) => (unit < 0x80 ? 2 : place === 0 ? 4 : 7);

/** @type {typeof import('#search-client').gapStep} */
export const gapStep = (all, count) => {
  const mean = Math.floor((all * 11) / (count * 16));
  return mean < 1 ? 0 : 31 - Math.clz32(mean);
};

/** @type {typeof import('#search-client').readShard} */
export const readShard = (shard, visit) => {
  const bits = bitsOf(shard, EDITION);
  const stories = bits.gamma() - 1;
  let before = '';
  while (!bits.isAtEnd()) {
    const isStep = bits.take(1) === 1;
    const shared = isStep ? 1 : bits.gamma() - 1;
    if (shared > before.length) break;
    const length = isStep ? 2 : shared + bits.gamma();
    let term = before.slice(0, shared);
    for (let place = shared; place < length; place++) {
      const known = place === shared && place < before.length ? before.charCodeAt(place) : -1;
      const unit =
        known >= 0
          ? known + 1 + bits.rice(stepOf(known, place))
          : bits.take(bits.take(1) === 1 ? 16 : 7);
      term += String.fromCharCode(unit);
    }
    const count = bits.gamma();
    if (count > stories) break;
    const step = gapStep(stories, count);
    const numbers = [];
    for (let next = 0; numbers.length < count; next++) {
      next += bits.rice(step);
      numbers.push(next);
    }
    if (!visit(term, numbers)) break;
    before = term;
  }
  return stories;
};

/**
 * Adds the stories of a term, or of all that begin so; how many stories the segment has.
 * @param {Uint8Array} shard @param {Term} sought @param {Set<number>} found
 */
function findInShard(shard, { term: sought, begins }, found) {
  return readShard(shard, (term, stories) => {
    const isIt = begins ? term.startsWith(sought) : term === sought;
    if (isIt) for (const story of stories) found.add(story);
    return isIt || term < sought;
  });
}

/* ---- What a story's page says: as src/formats/html/plain-text.ts has it ---- */

const BLOCKS = new Set(
  (
    'address article aside blockquote caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol ' +
    'option p pre search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const SILENT = new Set(
  'script style template noscript iframe object svg math textarea select title'.split(' '),
);
const NOTE_SIGN = /(?:^|\s)footnote-(?:ref|backref)(?:\s|$)/;

/** Code, labels of boxes, cards: found as well, and shown where the prose has it not (`src/formats/body/prose.ts`). */
const ASIDE = /(?:^|\s)(?:markdown-alert-title|embed)(?:\s|$)/;

/**
 * A node's text, each block on lines of its own; what is no prose goes to `asides`.
 * @param {Node} node @param {string[]} asides @returns {string}
 */
function textOf(node, asides) {
  if (node.nodeType === 3) return (node.nodeValue ?? '').replace(/\s+/g, ' ');
  const name = node.nodeName.toLowerCase();
  if (SILENT.has(name)) return '';
  if (name === 'br') return ' ';
  const said = (/** @type {string} */ key) =>
    /** @type {Element} */ (node).getAttribute?.(key) ?? '';
  if (NOTE_SIGN.test(said('class'))) return '';
  let text = '';
  for (const child of node.childNodes) text += textOf(child, asides);
  if (name === 'pre' || ASIDE.test(said('class')) || said('id') === 'markdown-toc') {
    asides.push(text);
    return '\n';
  }
  return BLOCKS.has(name) ? `\n${text}\n` : text;
}

/** @param {string} html @param {boolean} bodies */
function storyText(html, bodies) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const about = bodies ? null : page.querySelector('meta[name="description"]');
  const story = ['[data-search]', 'main', 'article', 'body']
    .map((selector) => page.querySelector(selector))
    .find((element) => element !== null);
  /** @type {string[]} */
  const asides = [];
  const text = story ? textOf(story, asides) : '';
  return [about?.getAttribute('content') ?? '', text, ...asides].join('\n');
}

/* ---- Searching ---- */

/**
 * Stories that are looked through first, so that common words need no second look, and how many times
 * as many each next time, so that rare ones need few.
 */
const ENOUGH = 128;
const MORE = 4;
/** Fewer terms than that leave requests for what a second look begins with. */
const FEW = 3;
/** Segments of one look; pages asked for at once; stories of one list. */
const MOST_SEGMENTS = 4;
const AT_ONCE = 10;
const BLOCK = 64;
const MEGABYTE = 1_000_000;
/** What a browser kept of a file is taken first, then what the server has now. */
const CACHES = /** @type {const} */ (['default', 'reload']);
/** Characters of a snippet, and how many of them stand before what was found: few, as lists show two short lines. */
const SNIPPET = 150;
const BEFORE = 12;

/**
 * Stories that have all the words, the newest first, as they are found. What is not asked for is not
 * fetched. Nothing where the query is too short.
 * @param {string} query @param {Options} [options]
 * @returns {AsyncGenerator<Hit | Pause | Lost, void, void>}
 */
export async function* search(query, options = {}) {
  const base = new URL(options.base ?? '../search/', import.meta.url);
  const index = openIndex(base, options.signal);
  const [manifest, variants] = await Promise.all([
    // Of an old one nothing would lead to the newest stories.
    index.json('manifest.json', 'no-cache'),
    index.variants(),
  ]);
  const phrases = readQuery(query, variants);
  if (phrases.length === 0) return;
  const names = await namesOf(options, index, variants);
  if (names === null) return;
  const terms = [...phrases.flatMap((phrase) => phrase.terms), ...names];
  const reads = { index, phrases, terms, variants, bodies: manifest.bodies, base, paid: 1 };
  const segments = segmentsOf(manifest, options);
  const directories = manifest.directories.map(directoryOf);
  for (let enough = ENOUGH; segments.length > 0; enough *= MORE) {
    if (enough > ENOUGH) await skipAbsent(segments, directories, manifest.groups, reads);
    const wave = nextWave(segments, enough);
    if (enough === ENOUGH && terms.length < FEW) askForHead(segments[0], index);
    const looked = await Promise.all(wave.map((segment) => lookIn(segment, reads)));
    for (const [at, segment] of wave.entries()) {
      const stories = looked[at] ?? null;
      if (stories === null) yield { kind: 'lost', part: segment.group };
      else yield* hitsOf(segment, stories, reads, options);
    }
    const [before = ''] = wave.at(-1)?.group.split('.') ?? [];
    if (segments.length > 0) yield* pauseAt(before, reads);
  }
}

/**
 * Where a megabyte was read since the last pause.
 * @param {string} before @param {Reads} reads @returns {Generator<Pause, void, void>}
 */
function* pauseAt(before, reads) {
  const bytes = reads.index.bytes();
  if (bytes <= reads.paid * MEGABYTE) return;
  reads.paid = Math.ceil(bytes / MEGABYTE);
  yield { kind: 'pause', before };
}

/**
 * So that a second look need not wait for it.
 * @param {Segment | undefined} segment @param {Index} index
 */
function askForHead(segment, index) {
  if (segment?.head === null && segment.shards > 1)
    index.file(`${segment.group}/head.json`).catch(() => {});
}

/**
 * A directory is looked in like a segment, of which each story is a segment.
 * @param {[string, number, number, number]} entry
 */
function directoryOf([group, shards, start, count]) {
  return { group, first: 0, count, shard: 0, shards, head: null, start };
}

/**
 * Takes the segments away that have not all the words, as far as directories of the next ones say.
 * @param {Segment[]} segments those that are left @param {ReturnType<typeof directoryOf>[]} directories
 * @param {[string, unknown][]} groups @param {Reads} reads
 */
async function skipAbsent(segments, directories, groups, reads) {
  for (;;) {
    const next = segments.slice(0, MOST_SEGMENTS).map(({ group }) => group);
    const listedIn = (/** @type {{ start: number, count: number }} */ { start, count }) =>
      groups.slice(start, start + count).map(([name]) => name);
    const at = directories.findIndex((one) => listedIn(one).some((name) => next.includes(name)));
    const [directory] = at < 0 ? [] : directories.splice(at, 1);
    if (directory === undefined) return;
    const found = await lookIn(directory, reads);
    const listed = listedIn(directory);
    const having = found?.map((number) => listed[listed.length - 1 - number]);
    const left = segments.filter(
      ({ group }) => !having || !listed.includes(group) || having.includes(group),
    );
    segments.splice(0, segments.length, ...left);
  }
}

/** @typedef {ReturnType<typeof openIndex>} Index */
/**
 * @typedef {{ index: Index, phrases: Phrase[], terms: Term[], variants: Map<string, string>,
 *   bodies: boolean, base: URL, paid: number }} Reads `paid`: megabytes up to the next pause
 */

/** @param {URL} base @param {AbortSignal | undefined} signal */
function openIndex(base, signal) {
  let bytes = 0;
  /** @type {Map<string, Promise<Uint8Array>>} */
  const files = new Map();
  /** @param {string} name @param {RequestCache} cache */
  const load = async (name, cache) => {
    const answer = await fetch(new URL(name, base), { signal: signal ?? null, cache });
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    const body = new Uint8Array(await answer.arrayBuffer());
    bytes += body.length;
    return body;
  };
  /** @param {string} name @param {RequestCache} [cache] */
  const file = (name, cache = 'default') => {
    const loaded = files.get(cache + name) ?? load(name, cache);
    files.set(cache + name, loaded);
    files.set(`default${name}`, loaded);
    return loaded;
  };
  /** @param {string} name @param {RequestCache} [cache] */
  const json = async (name, cache) => JSON.parse(new TextDecoder().decode(await file(name, cache)));
  return {
    file,
    json,
    bytes: () => bytes,
    variants: async () => readVariants(await file('variants.bin')),
  };
}

/**
 * Terms of the category and source that are asked for; null: there is none of that name.
 * @param {Options} options @param {Index} index @param {Map<string, string>} variants
 * @returns {Promise<Term[] | null>}
 */
async function namesOf({ category = '', source = '' }, index, variants) {
  if (category === '' && source === '') return [];
  const all = await index.json('names.json');
  /** @type {Term[]} */
  const terms = [];
  for (const [mark, asked, known] of [
    ['\u0001', category, all.category],
    ['\u0002', source, all.source],
  ]) {
    if (asked === '') continue;
    const sought = fold(asked, variants).text;
    const found = known.find((/** @type {string[]} */ names) =>
      names.some((name) => fold(name, variants).text === sought),
    );
    if (found === undefined) return null;
    terms.push({ term: (mark + found[0]).slice(0, 100), begins: false });
  }
  return terms;
}

/**
 * @param {{ groups: [string, [number, number, Head?][]][] }} manifest the newest first
 * @param {Options} options @returns {Segment[]}
 */
function segmentsOf({ groups }, { from = '', to = '' }) {
  return groups.flatMap(([group, sizes]) => {
    const month = group.slice(0, 7);
    if ((from !== '' && month < from.slice(0, 7)) || (to !== '' && month > to.slice(0, 7)))
      return [];
    let [first, shard] = [0, 0];
    const segments = sizes.toReversed().map(([count, shards, head = null]) => {
      const segment = { group, first, count, shard, shards, head };
      first += count;
      shard += shards;
      return segment;
    });
    return segments.reverse();
  });
}

/** @param {Segment[]} segments those that are left @param {number} enough stories */
function nextWave(segments, enough) {
  let [taken, stories] = [0, 0];
  while (taken < segments.length && taken < MOST_SEGMENTS && stories < enough)
    stories += segments[taken++]?.count ?? 0;
  return segments.splice(0, taken);
}

/**
 * The stories of a segment that may have all the words, by their numbers in it, the newest first; null:
 * the index has no such segment now.
 * @param {Segment} segment @param {Reads} reads @returns {Promise<number[] | null>}
 */
async function lookIn(segment, { index, terms }) {
  for (const cache of CACHES) {
    try {
      return await lookOnce(segment, terms, index, cache);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      if (!(error instanceof OtherEdition)) return null;
    }
  }
  return null;
}

/** A file of the index is of another build than the file that leads to it. */
class OtherEdition extends Error {}

/**
 * @param {Segment} segment @param {Term[]} terms @param {Index} index @param {RequestCache} cache
 */
async function lookOnce({ group, count, shard, shards, head }, terms, index, cache) {
  const { edition = '', borders = [] } =
    head ?? (shards === 1 ? {} : await index.json(`${group}/head.json`, cache));
  /** @param {string} term */
  const shardOf = (term) => borders.filter((/** @type {string} */ border) => border <= term).length;
  const sought = await Promise.all(
    terms.map(async (term) => {
      const [first, last] = [shardOf(term.term), shardOf(term.begins ? `${term.term}\uffff` : term.term)];
      const found = new Set();
      for (let at = first; at <= last; at++) {
        const bytes = await index.file(`${group}/${shard + at}.bin`, cache);
        const its = Array.from(bytes.subarray(0, EDITION), (byte) =>
          byte.toString(16).padStart(2, '0'),
        ).join('');
        const stories = findInShard(bytes, term, found);
        if ((edition !== '' && its !== edition) || stories !== count) throw new OtherEdition(group);
      }
      return found;
    }),
  );
  const [few, ...others] = sought.sort((a, b) => a.size - b.size);
  const both = [...(few ?? [])].filter((story) => others.every((one) => one.has(story)));
  return both.sort((a, b) => b - a);
}

/**
 * @param {Segment} segment @param {number[]} stories @param {Reads} reads @param {Options} options
 * @returns {AsyncGenerator<Hit | Pause | Lost, void, void>}
 */
async function* hitsOf({ group, first }, stories, reads, options) {
  for (let at = 0; at < stories.length; at += AT_ONCE) {
    const some = stories.slice(at, at + AT_ONCE);
    const told = await Promise.all(some.map((story) => entryOf(group, first + story, reads.index)));
    const entries = told.filter((entry) => entry !== null);
    if (entries.length < told.length) yield { kind: 'lost', part: group };
    const hits = await Promise.all(entries.map((entry) => verify(entry, reads, options)));
    for (const hit of hits) if (hit !== null) yield hit;
    const [, , date = ''] = entries.at(-1) ?? [];
    if (at + AT_ONCE < stories.length) yield* pauseAt(date.slice(0, 10), reads);
  }
}

/** @typedef {[path: string, title: string, date: string]} Entry of a list of stories */

/**
 * What the list says of a story; null: it isn't there.
 * @param {string} group @param {number} story @param {Index} index @returns {Promise<Entry | null>}
 */
async function entryOf(group, story, index) {
  for (const cache of CACHES) {
    const name = `${group}/stories-${Math.floor(story / BLOCK)}.json`;
    const list = await index.json(name, cache).catch(gone);
    const entry = list?.[story % BLOCK];
    if (entry !== undefined) return entry;
  }
  return null;
}

/**
 * What the story's own page says; null: nothing of the kind, or no page.
 * @param {Entry} entry @param {Reads} reads @param {Options} options @returns {Promise<Hit | null>}
 */
async function verify([path, title, date], { index, phrases, variants, bodies, base }, options) {
  const { from = '', to = '' } = options;
  const day = date.slice(0, 10);
  if (day.slice(0, from.length) < from || day.slice(0, to.length) > to) return null;
  const url = new URL(`..${path}`, base).href;
  const inTitle = fold(title, variants);
  const open = phrases.filter((phrase) => find(inTitle.text, phrase) < 0);
  if (open.some((phrase) => phrase.titleOnly)) return null;
  const page = await index.file(url).catch(gone);
  if (page === null) return null;
  const text = storyText(new TextDecoder().decode(page), bodies);
  const inText = fold(text, variants);
  if (open.some((phrase) => find(inText.text, phrase) < 0)) return null;
  return {
    kind: 'hit',
    url,
    title,
    date,
    inTitle: open.length === 0,
    titleParts: marked(title, inTitle, phrases, 0, inTitle.text.length),
    snippet: snippetOf(text, inText, phrases),
  };
}

/** An answer that didn't come; what was given up by the caller stays given up. @param {unknown} error */
function gone(error) {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  return null;
}

/** @typedef {ReturnType<typeof fold>} Folded */

/** Around the first words that are found. @param {string} text @param {Folded} folded @param {Phrase[]} phrases */
function snippetOf(text, folded, phrases) {
  const places = phrases.map((phrase) => find(folded.text, phrase)).filter((place) => place >= 0);
  const place = Math.min(...places, folded.text.length);
  const start = places.length === 0 ? 0 : Math.max(0, place - BEFORE);
  const end = Math.min(folded.text.length, start + SNIPPET);
  const parts = marked(text, folded, phrases, start, end);
  if (start > 0) parts.unshift({ text: '…', marked: false });
  if (end < folded.text.length) parts.push({ text: '…', marked: false });
  return parts;
}

/**
 * The text between two places of its folded form, cut where phrases begin and end.
 * @param {string} text @param {Folded} folded @param {Phrase[]} phrases
 * @param {number} start @param {number} end @returns {Part[]}
 */
function marked(text, { text: form, places }, phrases, start, end) {
  /** @type {Part[]} */
  const parts = [];
  const slice = (/** @type {number} */ from, /** @type {number} */ to, isMarked = false) => {
    const part = text.slice(places[from], places[to] ?? text.length).replace(/\s+/g, ' ');
    if (part !== '') parts.push({ text: part, marked: isMarked });
  };
  let at = start;
  while (at < end) {
    const next = phrases
      .map((phrase) => [find(form, phrase, at), phrase.text.length])
      .filter(([place = -1]) => place >= 0 && place < end)
      .sort(([a = 0, long = 0], [b = 0, longer = 0]) => a - b || longer - long)[0];
    if (next === undefined) break;
    const [place = 0, length = 0] = next;
    slice(at, place);
    slice(place, Math.min(end, place + length), true);
    at = Math.min(end, place + length);
  }
  if (at < end) slice(at, end);
  return parts;
}

/* ---- The page of search.njk ---- */

/** Between a letter typed and the search for it, in ms. */
const PATIENCE = 250;
const FIELDS = /** @type {const} */ (['q', 'category', 'source', 'from', 'to']);

/** @param {string} name @returns {HTMLElement | null} */
const part = (name) => document.querySelector(`[data-search-${name}]`);

function startPage() {
  const [form, list, status, rest] = [part('form'), part('results'), part('status'), part('more')];
  if (!(form instanceof HTMLFormElement) || !list || !status) return;
  const words = JSON.parse(status.dataset['words'] ?? '{}');
  const more = rest?.querySelector('button');
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
  const input = field('q');
  let running = new AbortController();
  /** @type {AsyncGenerator<Hit | Pause | Lost, void, void>} */
  let hits;
  let count = 0;
  let timer = 0;
  /** What is missing, and where a long search stands. */
  /** @type {Set<string>} */
  let lost = new Set();
  let paused = '';

  /** @param {string} text */
  const say = (text) => {
    status.textContent = [text, ...lost, paused].filter((one) => one !== '').join(' ');
  };
  const tell = (/** @type {boolean} */ isAll) => {
    const word = isAll ? (count === 0 ? words.nothing : words.some) : words.many;
    say(count === 0 && !isAll ? words.busy : word.replace('{n}', count));
  };

  /** Ten more, or as many as there are. @param {AbortSignal} signal */
  const show = async (signal) => {
    if (rest) rest.hidden = true;
    say(words.busy);
    let isAll = false;
    try {
      for (let left = AT_ONCE; left > 0; ) {
        const { value, done } = await hits.next();
        if (signal.aborted) return;
        if (done) isAll = true;
        else if (value.kind === 'lost') lost.add(words.lost.replace('{part}', value.part));
        else if (value.kind === 'pause') paused = words.pause.replace('{before}', value.before);
        else {
          list.append(item(value));
          count++;
          left--;
          tell(false);
        }
        if (done || value.kind === 'pause') break;
      }
    } catch (error) {
      if (signal.aborted) return;
      say(words.offline);
      throw error;
    }
    tell(isAll);
    if (rest) rest.hidden = isAll;
  };

  const run = () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    list.replaceChildren();
    [count, lost, paused] = [0, new Set(), ''];
    if (rest) rest.hidden = true;
    const asked = Object.fromEntries(FIELDS.map((name) => [name, field(name)?.value.trim() ?? '']));
    const query = asked['q'] ?? '';
    const address = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
    history.replaceState(null, '', `?${address}`);
    if (query === '') return say('');
    if (isShort(query)) return say(words.short);
    hits = search(query, { ...asked, signal });
    show(signal).catch(() => {});
  };

  const address = new URLSearchParams(location.search);
  for (const name of FIELDS) {
    const one = field(name);
    if (one) one.value = address.get(name) ?? '';
  }
  const details = form.querySelector('details');
  if (details) details.open = FIELDS.slice(1).some((name) => address.get(name));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    // Half a date is no date to narrow by.
    const isWhole = !(event instanceof InputEvent && event.isComposing) && form.checkValidity();
    if (isWhole) timer = setTimeout(run, PATIENCE);
  });
  form.addEventListener('compositionend', () => {
    timer = setTimeout(run, PATIENCE);
  });
  more?.addEventListener('click', () => {
    paused = '';
    const { length } = list.children;
    show(running.signal).then(
      () => list.children[length]?.querySelector('a')?.focus(),
      () => {},
    );
  });
  document.addEventListener('keydown', (event) => onKey(event, list, input));
  if (input?.value === '') input.focus();
  run();
}

/** The arrows go from the words through the results, Esc back to the words. */
/** @param {KeyboardEvent} event @param {HTMLElement} list @param {HTMLInputElement | null} input */
function onKey(event, list, input) {
  const links = [...list.querySelectorAll('a')];
  const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && (at >= 0 || document.activeElement === input)) {
    const next = at + step < 0 ? input : links[at + step];
    if (!next) return;
    next.focus();
    event.preventDefault();
  } else if (event.key === 'Escape' && at >= 0) input?.focus();
}

/** One letter finds too much; one Han character is looked for in titles. @param {string} query */
function isShort(query) {
  return readQuery(query, new Map()).length === 0;
}

/** A result, like an entry of the theme's lists. @param {Hit} hit */
function item({ url, title, titleParts, date, snippet }) {
  const time = made('time', date.slice(0, 10));
  time.dateTime = date;
  time.title = date.slice(0, 16).replace('T', ' ');
  const link = made('a', ...(title === '' ? [url] : titleParts.map(shown)));
  link.href = url;
  const says = made('p', ...snippet.map(shown));
  says.className = 'summary';
  return made('li', time, made('div', made('h2', link), says));
}

/** @param {Part} part */
function shown({ text, marked: isMarked }) {
  return isMarked ? made('mark', text) : text;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {...(string | Node)} content text stays text
 */
function made(name, ...content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}

if (typeof document !== 'undefined') startPage();
