/** Previews side by side as Markdown: a line a measure, a column a server, and finews against each. */

/**
 * Times in seconds (`cold`, `warm`) and ms, rates a second, memory in MB; what wasn't measured is
 * left out.
 * @typedef {Partial<Record<Measure, number>>} LiveFigures
 * @typedef {'cold' | 'warm' | 'body' | 'title' | 'story' | 'bodyEvent' | 'titleEvent' | 'storyEvent'
 *   | 'rest' | 'work' | 'p99' | 'wrong' | 'memory'} Measure
 * @typedef {{ name: string, figures: LiveFigures }} Column
 */

/** @type {readonly (readonly [Measure, string])[]} */
const MEASURES = [
  ['cold', 'first start to the first page, s'],
  ['warm', 'second start to the first page, s'],
  ['body', 'saved body to its page, ms'],
  ['title', 'saved title to its page, ms'],
  ['story', 'new story to its page, ms'],
  ['bodyEvent', 'saved body to the event, ms'],
  ['titleEvent', 'saved title to the event, ms'],
  ['storyEvent', 'new story to the event, ms'],
  ['rest', 'requests a second'],
  ['work', 'requests a second, while edited'],
  ['p99', '99 of 100 answered within, while edited, ms'],
  ['wrong', 'wrong answers'],
  ['memory', 'memory, MB'],
];

/**
 * One size's table; behind each peer's column finews' figure against it. The first column is finews.
 * @param {number} size posts
 * @param {readonly Column[]} columns
 * @returns {string}
 */
export function liveTable(size, columns) {
  const [ours, ...peers] = columns;
  const head = [`${size.toLocaleString('en')} posts`, ours?.name ?? ''];
  const lines = MEASURES.map(([measure, what]) => {
    const own = ours?.figures[measure];
    const cells = peers.flatMap(({ figures }) => {
      const theirs = figures[measure];
      const ratio = own === undefined || !theirs ? undefined : own / theirs;
      return [short(theirs), short(ratio)];
    });
    return [what, short(own), ...cells];
  });
  const heads = [...head, ...peers.flatMap(({ name }) => [name, `finews: × ${name}`])];
  const rule = heads.map((_, index) => (index === 0 ? ':--' : '--:'));
  return [heads, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** @param {number | undefined} value three significant digits; nothing for what wasn't measured */
function short(value) {
  if (value === undefined) return '';
  return value >= 100 || value === 0 ? value.toFixed(0) : value.toPrecision(3);
}

/** What the events may take at most, in ms, by the number of posts. */
const MOST = new Map([
  [10_000, { bodyEvent: 60, titleEvent: 60, storyEvent: 100 }],
  [100_000, { bodyEvent: 150, titleEvent: 150, storyEvent: 250 }],
  [1_000_000, { bodyEvent: 500, titleEvent: 500, storyEvent: 1000 }],
]);

/**
 * Every target of a size with finews' figure; nothing for a size that has none.
 * @param {number} size posts
 * @param {readonly Column[]} columns the first is finews
 * @returns {string}
 */
export function liveTargets(size, [ours]) {
  const lines = Object.entries(MOST.get(size) ?? {}).map(([key, most]) => {
    const measure = /** @type {Measure} */ (key);
    const value = ours?.figures[measure];
    const what = MEASURES.find(([name]) => name === measure)?.[1] ?? measure;
    const verdict = value === undefined ? 'not run' : value <= most ? 'met' : '**missed**';
    return `| ${what} | ≤ ${most} | ${short(value)} | ${verdict} |\n`;
  });
  if (lines.length === 0) return '';
  return `| | target | measured | |\n| :-- | --: | --: | :-- |\n${lines.join('')}`;
}
