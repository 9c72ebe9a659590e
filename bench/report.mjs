/** Figures as Markdown: two tables a size, and finews' targets with what was measured. */
import { CHECKED_OUT, NOTHING, ONE_STORY, READ_ANEW } from './warm.mjs';

/** A line of a table; `failed` instead of figures when the command didn't work. */
/** @typedef {import('./measure.mjs').Figures} Figures */
/** @typedef {{ name: string, figures: Figures | null, failed?: string, note?: string }} Row */
/** @typedef {ReadonlyMap<number, readonly Row[]>} Results by size */

/**
 * A target: `measured` gives the figure, or null when what it needs wasn't run.
 * @typedef {object} Target
 * @property {string} what
 * @property {number} most
 * @property {(results: Results) => number | null} measured
 */

/** The rows that the ratios are for, the main one first. */
const OURS = ['finews sanitize', 'finews trust', 'finews escape', 'finews plain'];
const MEGA = 1e6;

const OURS_BY_DEFAULT = 'finews sanitize';
/** The same page as the peers make. */
const PLAIN = 'finews plain';
const TEN = 10_000;
const HUNDRED = 100_000;

const MILLION = 1_000_000;

/** A row's figures, and what each may be at most, by size: seconds, MB. */
/** @type {readonly (readonly [string, string, 'wall' | 'memory', readonly (readonly [number, number])[]])[]} */
const MOST = [
  [NOTHING, 'nothing changed, s', 'wall', [[TEN, 0.5], [HUNDRED, 1], [MILLION, 8]]],
  [ONE_STORY, 'one new story, s', 'wall', [[TEN, 0.6], [HUNDRED, 1.3], [MILLION, 10]]],
  [CHECKED_OUT, 'the same after a git checkout, s', 'wall', [[TEN, 0.7], [HUNDRED, 2], [MILLION, 15]]],
  [READ_ANEW, 'the same, every file read anew, s', 'wall', [[TEN, 0.9], [HUNDRED, 3], [MILLION, 30]]],
  [NOTHING, 'peak memory, warm, MB', 'memory', [[TEN, 150], [HUNDRED, 300], [MILLION, 1500]]],
  [OURS_BY_DEFAULT, 'peak memory, clean, MB', 'memory', [[TEN, 250], [HUNDRED, 800], [MILLION, 3000]]],
  [OURS_BY_DEFAULT, 'clean, s', 'wall', [[TEN, 8], [HUNDRED, 50], [MILLION, 450]]],
]; // biome-ignore format: a table

/** @type {readonly Target[]} */
const TARGETS = [
  ...MOST.flatMap(([row, what, key, sizes]) =>
    sizes.map(([size, most]) => ({
      what: `${size.toLocaleString('en')}: ${what}`,
      most,
      measured: (/** @type {Results} */ results) => {
        const figures = figuresOf(results, [size, row]);
        if (figures === null) return null;
        return key === 'memory' ? figures.memory / MEGA : figures.wall;
      },
    })),
  ),
  ...[
    { size: TEN, most: 0.8 },
    { size: HUNDRED, most: 0.5 },
  ].map(({ size, most }) => ({
    what: `${size.toLocaleString('en')}: clean, the plain page, wall against Hugo`,
    most,
    measured: (/** @type {Results} */ results) => {
      return ratio(results, [size, PLAIN], [size, 'hugo'], 'wall');
    },
  })),
  ...[NOTHING, ONE_STORY, OURS_BY_DEFAULT].map((row) => ({
    what: `${row}: a story at a million against 100,000, wall`,
    most: 1,
    measured: (/** @type {Results} */ results) => {
      const whole = ratio(results, [MILLION, row], [HUNDRED, row], 'wall');
      return whole === null ? null : whole / 10;
    },
  })),
];

/** @param {Results} results @param {readonly [number, string]} at size and row */
function figuresOf(results, [size, name]) {
  return results.get(size)?.find((row) => row.name === name)?.figures ?? null;
}

/**
 * @param {Results} results
 * @param {readonly [number, string]} ours
 * @param {readonly [number, string]} theirs
 * @param {'wall'} key
 * @returns {number | null}
 */
function ratio(results, ours, theirs, key) {
  const a = figuresOf(results, ours);
  const b = figuresOf(results, theirs);
  return a === null || b === null ? null : a[key] / b[key];
}

/** @param {number} value three significant digits, without exponents */
function short(value) {
  if (!Number.isFinite(value)) return '?';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** @param {Figures} own @param {Figures | undefined} ours the finews row of this table */
function ratios(own, ours) {
  if (ours === undefined) return ['', '', ''];
  return [ours.wall / own.wall, ours.cpu / own.cpu, ours.memory / own.memory].map(short);
}

/**
 * One size's table. The last three columns say finews (its first row) against each row: below 1,
 * finews needs less.
 * @param {number} size posts
 * @param {string} what its pages are
 * @param {readonly Row[]} rows
 * @returns {string}
 */
export function table(size, what, rows) {
  const ours = OURS.flatMap((name) => rows.find((row) => row.name === name)?.figures ?? [])[0];
  const lines = rows.map(({ name: plain, figures, failed, note }) => {
    const name = note === undefined ? plain : `${plain} (${note})`;
    if (figures === null) return [name, failed ?? 'failed', '', '', '', '', '', '', ''];
    return [
      name,
      short(figures.wall),
      short(figures.cpu),
      short(figures.memory / MEGA),
      String(figures.files),
      short(figures.bytes / MEGA),
      ...ratios(figures, ours),
    ];
  });
  const head = ['', 'wall s', 'CPU s', 'peak MB', 'files', 'output MB'];
  const against = ['finews: wall ×', 'CPU ×', 'memory ×'];
  const rule = [':--', ...Array.from({ length: 8 }, () => '--:')];
  const body = [[...head, ...against], rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  return `### ${size.toLocaleString('en')} posts: ${what}\n\n${body.join('\n')}\n`;
}

/**
 * Every target with its figure. Nothing depends on it: a bench reports, it doesn't fail.
 * @param {Results} results
 * @returns {string}
 */
export function targets(results) {
  const lines = TARGETS.map(({ what, most, measured }) => {
    const value = measured(results);
    const verdict = value === null ? 'not run' : value <= most ? 'met' : '**missed**';
    return `| ${what} | ≤ ${most} | ${value === null ? '' : short(value)} | ${verdict} |`;
  });
  return `### Targets\n\n| | target | measured | |\n| :-- | --: | --: | :-- |\n${lines.join('\n')}\n`;
}
