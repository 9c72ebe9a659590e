/** The answer of `finews why` as people read it. Pure text. */
import { printable } from '../../platform/printable.js';
import { readable } from '../subject.js';
import type { Dependent, Dependents } from './dependents.js';
import type { MadeOf, ShownStory } from './made-of.js';

/** The answer, for people and programs. */
export interface Why {
  /** As it was asked for; null: only `--if` was. */
  readonly asked: string | null;
  /** Pages at the address, or that the file makes. */
  readonly makes: readonly MadeOf[];
  /** Why the file makes none; null: it does, or is there for others. */
  readonly absence: string | null;
  /** The file of which `shown` is: the one that was asked for, or that of `--if`. */
  readonly file: string | null;
  /** What depends on it besides; null: no file was asked for. */
  readonly shown: Dependents | null;
  /** The present of the last build that found a change, in ISO 8601; null: not known. */
  readonly lastChange: string | null;
}

/** Names in a line, and outputs below a dependency. */
const NAMED = 5;

/** `isWhole`: every name is shown. */
export function formatWhy(why: Why, isWhole: boolean): string {
  const most = isWhole ? Number.POSITIVE_INFINITY : NAMED;
  const { makes, absence, file, shown } = why;
  const asked = why.asked === null || makes.length > 0 ? [] : [printable(why.asked)];
  return [
    ...asked,
    ...makes.map((made) => madeLines(made, why, most)),
    ...(absence === null ? [] : [`  makes no page: ${printable(absence)}`]),
    ...(shown === null || file === null ? [] : [shownLines(file, shown, why, most)]),
  ].join('\n');
}

function madeLines(made: MadeOf, { lastChange }: Why, most: number): string {
  const { url, output, kind, source, layouts, includes, data, config, stories, others } = made;
  const row = (name: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`  ${name.padEnd(9)} ${listed(names, most)}`];
  return [
    `${printable(readable(url))} · ${kind} · ${printable(output)}`,
    ...row('source', source === null ? [] : [source]),
    ...row('layouts', layouts),
    ...row('includes', includes),
    ...row(
      'data',
      data.map((key) => `_data/${key}`),
    ),
    ...row('config', config),
    ...row('stories', stories.map(storyWords)),
    ...row('besides', others),
    `  ${made.state === 'up to date' ? 'up to date: the next build leaves it alone' : made.state}`,
    ...changeLines(made, lastChange, most),
  ].join('\n');
}

function changeLines({ changed }: MadeOf, at: string | null, most: number): readonly string[] {
  if (changed === null || at === null) return [];
  const what = changed.length === 0 ? 'none of these' : listed(changed, most);
  return [`  changed in the last build that found a change (${at}): ${what}`];
}

function storyWords({ path, as }: ShownStory): string {
  return `${path} (${as})`;
}

function listed(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map(printable).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

function shownLines(file: string, { found, unknown }: Dependents, why: Why, most: number): string {
  const head = why.makes.length > 0 ? headOfOne(file, why, found) : headOfAll(file, found);
  const notes =
    unknown === 0
      ? []
      : [`  ${unknown} more were not built here yet: nobody knows what their templates read`];
  const ways = [...groupBy(found, ({ via }) => via)].map(([via, group]) => {
    const urls = listed(
      group.map(({ url }) => readable(url)),
      most,
    );
    return `  by ${printable(via)}: ${counts(group)}\n    ${urls}`;
  });
  return [head, ...ways, ...notes].join('\n');
}

function headOfAll(file: string, found: readonly Dependent[]): string {
  if (found.length === 0) return `If ${printable(file)} changed, nothing would be rendered.`;
  return `If ${printable(file)} changed, ${counts(found)} would be rendered:`;
}

function headOfOne(file: string, { makes }: Why, found: readonly Dependent[]): string {
  const isOwn = makes.some(({ source }) => source === file);
  if (isOwn)
    return found.length === 0 ? 'It is shown nowhere else.' : `It is shown on ${counts(found)}:`;
  return found.length === 0
    ? `It would be left alone if ${printable(file)} changed.`
    : `It would be rendered if ${printable(file)} changed:`;
}

/** `12 story pages, 1 list page`. */
function counts(found: readonly Dependent[]): string {
  const kinds = [...groupBy(found, ({ kind }) => kind)];
  return kinds
    .map(([kind, group]) => `${group.length.toLocaleString('en')} ${plural(kind, group.length)}`)
    .join(', ');
}

function plural(kind: string, count: number): string {
  return count === 1 ? kind : `${kind}s`;
}

function groupBy<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
