/** Figures as Markdown: one table a size, and finews' targets with what was measured. */
import { CHECKED_OUT, ONE_STORY } from './warm.mjs';

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
const OURS = ['finews trust', 'finews sanitize', 'finews escape'];
const MEGA = 1e6;

const TRUST = 'finews trust';
/** The same page as the peers make. */
const PLAIN = 'finews plain';
const TEN = 10_000;
const HUNDRED = 100_000;

/**
 * A figure of one row against the same of another.
 * @param {string} what
 * @param {number} most
 * @param {readonly [number, string]} ours size and row
 * @param {readonly [number, string]} theirs
 * @param {'wall' | 'memory'} [key]
 * @returns {Target}
 */
function compared(what, most, ours, theirs, key = 'wall') {
  return { what, most, measured: (results) => ratio(results, ours, theirs, key) };
}

/**
 * @param {string} what
 * @param {number} most MB
 * @param {readonly [number, string]} ours size and row
 * @returns {Target}
 */
function memory(what, most, ours) {
  const measured = (/** @type {Results} */ results) => {
    const figures = figuresOf(results, ours);
    return figures === null ? null : figures.memory / MEGA;
  };
  return { what, most, measured };
}

/** @type {readonly Target[]} */
const TARGETS = [
  compared('10k: wall against Hugo', 0.3, [TEN, TRUST], [TEN, 'hugo']),
  compared('100k: wall against Hugo', 0.15, [HUNDRED, TRUST], [HUNDRED, 'hugo']),
  compared("10k: the peers' page, wall against Hugo", 0.3, [TEN, PLAIN], [TEN, 'hugo']),
  compared("100k: the peers' page, wall against Hugo", 0.15, [HUNDRED, PLAIN], [HUNDRED, 'hugo']),
  compared('10k: peak memory against Hugo', 1 / 3, [TEN, TRUST], [TEN, 'hugo'], 'memory'),
  compared('10k: sanitize against trust', 1.5, [TEN, 'finews sanitize'], [TEN, TRUST]),
  compared('100k: wall against cp', 5, [HUNDRED, TRUST], [HUNDRED, 'cp -r public']),
  compared('10k: one new story against clean', 0.25, [TEN, ONE_STORY], [TEN, TRUST]),
  compared('100k: one new story against clean', 0.07, [HUNDRED, ONE_STORY], [HUNDRED, TRUST]),
  compared('10k: the same, git checkout', 0.25, [TEN, CHECKED_OUT], [TEN, TRUST]),
  compared('100k: the same, git checkout', 0.07, [HUNDRED, CHECKED_OUT], [HUNDRED, TRUST]),
  {
    what: 'wall a post at 100k against 10k',
    most: 1.3,
    measured: (results) => {
      const whole = ratio(results, [HUNDRED, TRUST], [TEN, TRUST], 'wall');
      return whole === null ? null : whole / 10;
    },
  },
  memory('10k: peak memory in MB', 300, [TEN, TRUST]),
  memory('100k: peak memory in MB', 900, [HUNDRED, TRUST]),
];

/** @param {Results} results @param {readonly [number, string]} at size and row */
function figuresOf(results, [size, name]) {
  return results.get(size)?.find((row) => row.name === name)?.figures ?? null;
}

/**
 * @param {Results} results
 * @param {readonly [number, string]} ours
 * @param {readonly [number, string]} theirs
 * @param {'wall' | 'cpu' | 'memory'} key
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
 * @param {readonly Row[]} rows
 * @returns {string}
 */
export function table(size, rows) {
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
  return `### ${size.toLocaleString('en')} posts\n\n${body.join('\n')}\n`;
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
    return `| ${what} | ≤ ${short(most)} | ${value === null ? '' : short(value)} | ${verdict} |`;
  });
  return `### Targets\n\n| | target | measured | |\n| :-- | --: | --: | :-- |\n${lines.join('\n')}\n`;
}
