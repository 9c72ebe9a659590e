/** Problems and results as people, GitHub Actions and programs read them. Pure text. */
import path from 'node:path';
import type { Problem } from '../model/problem.js';
import type { BuildSummary, Zoneless } from '../model/result.js';
import { printable, printableLines } from '../platform/printable.js';

/**
 * Of one code in a report: so many are shown in full where there are no more, else the first `full`,
 * then a line each up to `lines`; the rest are counted. What is not on the site is named longest.
 */
const ALL_IN_FULL = 5;
const SHOWN: Readonly<Record<string, { readonly full: number; readonly lines: number }>> = {
  error: { full: ALL_IN_FULL, lines: 20 },
  'set aside': { full: ALL_IN_FULL, lines: 50 },
};
const SHOWN_OF_OTHERS = { full: 1, lines: 4 };
const MOST_ANNOTATIONS = 50;

export interface ReportStyle {
  readonly colour: boolean;
  /** Show every problem. */
  readonly verbose: boolean;
}

/**
 * Errors first, then what was set aside, then the rest, by code; with a frame and what to do. Where some
 * are only counted, all codes stand once more at the end, which is what a terminal shows last.
 */
export function formatProblems(problems: readonly Problem[], style: ReportStyle): string {
  const groups = new Map<string, Problem[]>();
  for (const problem of [...problems].sort(bySeverity)) {
    const key = `${labelOf(problem)} ${problem.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  const all = [...groups.values()];
  const shown = all.map((group) => formatGroup(group, style));
  const isLong = !style.verbose && all.length > 1 && all.some((one) => one.length > ALL_IN_FULL);
  return [...shown, ...(isLong ? [formatCounts(all)] : [])].join('\n\n');
}

function bySeverity(a: Problem, b: Problem): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  return Number(b.fate === 'set-aside') - Number(a.fate === 'set-aside');
}

function formatGroup(group: readonly Problem[], style: ReportStyle): string {
  const isAll = style.verbose || group.length <= ALL_IN_FULL;
  const { full, lines } = SHOWN[group[0] === undefined ? '' : labelOf(group[0])] ?? SHOWN_OF_OTHERS;
  const inFull = isAll ? group : group.slice(0, full);
  const inLines = isAll ? [] : group.slice(full, full + lines);
  const rest = group.length - inFull.length - inLines.length;
  const more = [
    ...inLines.map((one) => `  ${[placeOf(one), printable(one.message)].join('  ').trim()}`),
    ...(rest > 0 ? [`  … and ${count(rest, 'more')}; --verbose shows them all`] : []),
  ];
  const head = more.length > 0 ? [`  Also ${group[0]?.code}:`, ...more] : [];
  return [...inFull.map((one) => formatProblem(one, style)), head.join('\n')]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** A line for each code: how many, what became of them, and where the first stands. */
function formatCounts(groups: readonly (readonly Problem[])[]): string {
  const rows = groups.flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ first, number: (others.length + 1).toLocaleString('en') }],
  );
  const widest = (texts: readonly string[]): number => Math.max(...texts.map((one) => one.length));
  const numbers = widest(rows.map(({ number }) => number));
  const labels = widest(rows.map(({ first }) => labelOf(first)));
  const codes = widest(rows.map(({ first }) => first.code));
  const lines = rows.map(({ first, number }) =>
    [
      `  ${number.padStart(numbers)}`,
      labelOf(first).padEnd(labels),
      first.code.padEnd(codes),
      placeOf(first),
    ]
      .join('  ')
      .trimEnd(),
  );
  return ['All of them, by code, with the place of the first:', ...lines].join('\n');
}

function formatProblem(problem: Problem, { colour }: ReportStyle): string {
  const paint = (code: number, text: string): string =>
    colour ? `\u001B[${code}m${text}\u001B[0m` : text;
  const label = paint(problem.severity === 'error' ? 31 : 33, labelOf(problem));
  const place = placeOf(problem);
  const lines = [
    `${label} ${paint(2, problem.code)}${place === '' ? '' : `  ${paint(36, place)}`}`,
  ];
  lines.push(`  ${printable(problem.message)}`);
  if (problem.frame !== undefined) lines.push(indent(problem.frame));
  if (problem.hint !== undefined) lines.push(`  ${paint(2, '→')} ${printable(problem.hint)}`);
  return lines.join('\n');
}

function labelOf({ severity, fate }: Problem): string {
  if (severity === 'error') return 'error';
  return fate === 'set-aside' ? 'set aside' : (fate ?? 'warning');
}

function placeOf({ file, line, column }: Problem): string {
  if (file === undefined) return '';
  return [printable(file), line, column].filter((part) => part !== undefined).join(':');
}

function indent(frame: string): string {
  return `  ${printableLines(frame).replaceAll('\n', '\n  ')}`;
}

/** One line with what is published and the time it took; where dates have no offset, one about those. */
export function formatSummary(result: BuildSummary): string {
  const { zoneless } = result.posts;
  return [summaryLine(result), ...(zoneless === null ? [] : [zonelessLine(zoneless)])].join('\n');
}

function zonelessLine({ stories, otherDay, timezone }: Zoneless): string {
  const dates = plural(stories, 'date has', 'dates have');
  const days = otherDay === 0 ? '' : `, ${count(otherDay, 'of them on another day')}`;
  const would = stories === 1 ? 'it would be UTC' : 'they would be UTC';
  return `${dates} no offset and ${stories === 1 ? 'was' : 'were'} read in ${printable(timezone)}; in Jekyll ${would}${days}. Settle it with \`jekyll_utc_dates: false\` or \`true\`.`;
}

function summaryLine(result: BuildSummary): string {
  const { posts, outputs } = result;
  const notes = [
    posts.repaired > 0 ? count(posts.repaired, 'repaired') : '',
    posts.setAside > 0 ? count(posts.setAside, 'set aside') : '',
    ...heldNotes(result),
  ].filter((note) => note !== '');
  const stories = plural(posts.published, 'story', 'stories');
  const changes = (['added', 'changed', 'removed'] as const).flatMap((kind) =>
    outputs[kind] > 0 ? [count(outputs[kind], kind)] : [],
  );
  const files = `${plural(outputs.total, 'file')} (${changes.length > 0 ? changes.join(', ') : 'nothing changed'})`;
  const total = result.stages.reduce((sum, stage) => sum + stage.milliseconds, 0);
  const noted = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  return `${stories} published${noted} · ${files} · ${(total / 1000).toFixed(2)} s`;
}

/** Stories that are held: not published, and nothing is wrong with them. */
function heldNotes({ posts: { held }, nextDue }: BuildSummary): readonly string[] {
  const due = nextDue === null ? [] : [`next due ${nextDue}`];
  const waiting = held.future > 0 ? [count(held.future, 'waiting')] : [];
  return [
    [...waiting, ...due].join(', '),
    held.expired > 0 ? count(held.expired, 'expired') : '',
    held.takenDown > 0 ? count(held.takenDown, 'taken down') : '',
    held.drafts > 0 ? `${plural(held.drafts, 'draft')} held, shown by --drafts` : '',
    held.unpublished > 0 ? count(held.unpublished, 'unpublished') : '',
    held.limited > 0 ? `${count(held.limited, 'left out')} by limit_posts` : '',
  ].filter((note) => note !== '');
}

/** The rest of a line about one build of many; stories are held only where `before` held others. */
export function formatRebuild(
  result: BuildSummary,
  before: BuildSummary | null,
  milliseconds: number,
): string {
  const { outputs } = result;
  const held = heldNotes(result).join('; ');
  const isOld = held === '' || before === null || held === heldNotes(before).join('; ');
  const written = outputs.added + outputs.changed;
  const removed = outputs.removed > 0 ? `, ${outputs.removed.toLocaleString('en')} removed` : '';
  const pages = `${plural(outputs.made, 'page')} rendered, ${plural(written, 'file')} written${removed}`;
  return [pages, ...(isOld ? [] : [held]), `${milliseconds.toFixed(0)} ms`].join(' · ');
}

function count(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}`;
}

/** `1 file`, `2 files`. */
function plural(number: number, one: string, many = `${one}s`): string {
  return count(number, number === 1 ? one : many);
}

/** The last line of a build that failed. */
export function formatFailure(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const halfway = problems.some(({ code }) => code === 'publishing-interrupted');
  const differs = problems.some(({ code }) => code === 'verify-differs');
  const [what, site] = differs
    ? ['Published, but not what a clean build makes', '']
    : halfway
      ? ['Not finished', 'Build again when they are mended.']
      : ['Not built', 'The published site is as it was.'];
  return `${what}: ${isStrict(problems) ? strictness(problems) : plural(errors, 'error')}. ${site}`.trimEnd();
}

/** Nothing is wrong but that `--strict` allows no warnings. */
function isStrict(problems: readonly Problem[]): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.length > 0 && errors.every(({ code }) => code === 'strict');
}

function strictness(problems: readonly Problem[]): string {
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  return `${plural(warnings, 'warning')}, and --strict allows none`;
}

/** The only line of a build that failed as the one before it did, whose errors stand above. */
export function formatStillFailing(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return `Still not built: ${plural(errors, 'error')}, as reported above.`;
}

/** The time of each stage and of the slowest layouts, and the dependencies of most pages. */
export function formatProfile(result: BuildSummary): string {
  const row = (name: string, ms: number, note = ''): string =>
    `  ${printable(name).padEnd(16)} ${ms.toFixed(0).padStart(8)} ms${note}`;
  const stages = result.stages.map(({ stage, milliseconds }) => row(stage, milliseconds));
  const layouts = result.templates
    .slice(0, 10)
    .map(({ template, pages, milliseconds }) =>
      row(template, milliseconds, `  ${plural(pages, 'page')}`),
    );
  const costs = result.costs.map(
    ({ words, pages }) => `  ${printable(words)}: read by ${plural(pages, 'page')}`,
  );
  return [
    'Stages',
    ...stages,
    ...(layouts.length > 0 ? ['Layouts (within render)', ...layouts] : []),
    ...(costs.length > 0
      ? ['Dependencies that cost most: they change with new stories', ...costs]
      : []),
  ].join('\n');
}

/**
 * Workflow commands of GitHub Actions, which show at the file's line in a pull request; errors first,
 * as only so many are shown. `folder` is the site's, as seen from the repository.
 */
export function formatAnnotations(problems: readonly Problem[], folder: string): string {
  const shown = [...problems].sort(bySeverity).slice(0, MOST_ANNOTATIONS);
  return shown.map((problem) => annotation(problem, folder)).join('\n');
}

function annotation(problem: Problem, folder: string): string {
  const { severity, code, message, hint, file, line, column } = problem;
  const fields = [
    file === undefined ? '' : `file=${property(fromRepository(file, folder))}`,
    line === undefined ? '' : `line=${line}`,
    column === undefined ? '' : `col=${column}`,
    `title=${property(code)}`,
  ].filter((field) => field !== '');
  const parts = hint === undefined ? [message] : [message, hint];
  const text = parts.map((part) => percent(printable(part), /%/g)).join('%0A');
  return `::${severity} ${fields.join(',')}::${text}`;
}

/** The built-in theme's files (`finews:…`) are in no repository. */
function fromRepository(file: string, folder: string): string {
  return file.startsWith('finews:') ? file : path.posix.join(folder, file);
}

function property(text: string): string {
  return percent(printable(text), /[%:,]/g);
}

function percent(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => encodeURIComponent(character));
}

/** Outputs of a step of GitHub Actions: when the site has to be built next; empty: nothing waits. */
export function formatOutputs({ nextDue }: Pick<BuildSummary, 'nextDue'>): string {
  return `next-due=${nextDue ?? ''}\n`;
}

/** The `--json` report: one object, for programs. Without a result the build failed. */
export function formatJson(problems: readonly Problem[], result?: BuildSummary): string {
  const outputs = result === undefined ? {} : { outputs: { ...result.outputs, paths: undefined } };
  return JSON.stringify({ ok: result !== undefined, ...result, ...outputs, problems }, null, 2);
}
