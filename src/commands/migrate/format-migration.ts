/** A migration as people read it: ten lines, then what is behind them; and as programs do. */
import { urlPath } from '../../formats/urls/permalink.js';
import { diffOf } from '../../migrate/changes/unified-diff.js';
import { isDone, unanswered } from '../../migrate/migration-state.js';
import type {
  ComparedAddresses,
  Counterpart,
  FileChange,
  Migration,
  MovedAddress,
} from '../../migrate/types.js';
import { printable, printableLines } from '../../platform/printable.js';

/** Of a kind, unless `--verbose` asks for all. */
const MOST = 20;

export function formatMigration(
  migration: Migration,
  written: readonly FileChange[],
  verbose: boolean,
): string {
  const most = verbose ? Number.POSITIVE_INFINITY : MOST;
  const changes = written.length > 0 ? written : migration.changes;
  const sections = [
    summaryOf(migration, written),
    section('Moved, or kept by a key', (migration.addresses?.moved ?? []).map(movedLine), most),
    section(
      'Lost',
      (migration.addresses?.lost ?? []).map(
        ({ address, why, todo }) => `${address}\n    ${why}\n    → ${todo}`,
      ),
      most,
    ),
    section('Without a counterpart', migration.counterparts.filter(isOpen).map(openLine), most),
    section(
      'Other text',
      (migration.texts?.differing ?? []).map(
        ({ file, line, kind, before, after }) =>
          `${file}${line === null ? '' : `:${line}`}  ${kind}\n    was  ${before}\n    is   ${after}`,
      ),
      most,
    ),
    section(
      'To do by hand',
      migration.advice.map(({ what, todo }) => `${what}\n    → ${todo}`),
      most,
    ),
    changesOf(changes, written.length > 0, most),
  ];
  return printableLines(sections.filter((text) => text !== '').join('\n\n'));
}

function section(title: string, entries: readonly string[], most: number): string {
  if (entries.length === 0) return '';
  const shown = entries.slice(0, most).map((entry) => `  ${entry}`);
  const more = entries.length - shown.length;
  const rest = more > 0 ? [`  … and ${count(more)} more; --verbose shows them all`] : [];
  return [`${title} (${count(entries.length)})`, ...shown, ...rest].join('\n');
}

/** Ten lines, always the same. */
function summaryOf(migration: Migration, written: readonly FileChange[]): string {
  const { site, against, posts, addresses, counterparts, advice } = migration;
  const changes = written.length > 0 ? written : migration.changes;
  const sources = against.map(({ path, addresses: number }) => `${path} (${count(number)})`);
  const open = counterparts.filter(isOpen);
  return [
    row('Site', site),
    row(
      'Compared with',
      sources.join(', ') || 'nothing: there is no _site; name a sitemap with --against',
    ),
    row('Posts', `${count(posts.published)} published of ${count(posts.found)}`),
    row('Dates', datesText(migration)),
    row('Addresses', addresses === null ? 'not compared' : addressesText(addresses)),
    row('Texts', textsText(migration)),
    row(
      'Plugins, tags',
      `${count(counterparts.length - open.length)} built in, ${count(open.length)} without a whole counterpart`,
    ),
    row('By hand', count(advice.length)),
    row('Changes', changesText(changes, written.length > 0)),
    row('Result', resultText(migration)),
  ].join('\n');
}

function row(name: string, text: string): string {
  return `${name.padEnd(14)} ${printable(text)}`;
}

function addressesText(addresses: ComparedAddresses): string {
  const { old, kept, moved, lost } = addresses;
  const open = moved.filter(({ isAnswered }) => !isAnswered).length;
  const proposed = open === 0 ? '' : ` (${count(open)} wait for --write)`;
  return `${count(old)}: ${count(kept)} kept, ${count(moved.length)} moved${proposed}, ${count(lost.length)} lost`;
}

function datesText({ dates }: Migration): string {
  if (dates === null) return 'all have an offset, or the config says how they are read';
  const { posts, otherDay, timezone, wantsUtc } = dates;
  const advice =
    wantsUtc === null
      ? 'nothing to compare with'
      : wantsUtc
        ? 'the old addresses want `jekyll_utc_dates: true`'
        : 'the old addresses are kept without it';
  return `${count(posts)} without offset, read in ${timezone}; \`jekyll_utc_dates: true\` puts ${count(otherDay)} on another day: ${advice}`;
}

function textsText({ texts }: Migration): string {
  if (texts === null) return 'not compared';
  const { compared, same, typography, differing } = texts;
  return `${count(compared)}: ${count(same)} the same, ${count(typography)} but for quotes and dashes, ${count(differing.length)} differ`;
}

function changesText(changes: readonly FileChange[], isWritten: boolean): string {
  if (changes.length === 0) return 'none';
  return `${count(changes.length)} files${isWritten ? ' written' : '; --write makes them'}`;
}

function resultText(migration: Migration): string {
  const { addresses } = migration;
  if (addresses === null) return 'it builds; whether addresses are kept is not known';
  if (isDone(migration)) return 'every old address is answered';
  return `${count(unanswered(addresses))} old addresses get no answer yet`;
}

function movedLine({ address, to, isAnswered, why, remedy }: MovedAddress): string {
  const keeps = isAnswered
    ? 'a redirect leads there'
    : remedy?.kind === 'key'
      ? `${remedy.key}: ${JSON.stringify(remedy.value)} keeps it`
      : `redirect_from in ${remedy?.file ?? ''} keeps it`;
  const place = to === urlPath(address) ? address : `${address} → ${to}`;
  return `${place}\n    ${why}\n    ${keeps}`;
}

function isOpen({ counterpart }: Counterpart): boolean {
  return counterpart !== 'built in';
}

function openLine({ name, kind, counterpart, todo, place, times }: Counterpart): string {
  const how = counterpart === 'partly' ? ', partly built in' : '';
  const many = times > 1 ? `, ${count(times)} times` : '';
  return `${name}  (${kind}${how}${many}${place === '' ? '' : `, ${place}`})\n    → ${todo}`;
}

function changesOf(changes: readonly FileChange[], isWritten: boolean, most: number): string {
  if (changes.length === 0) return '';
  const title = isWritten ? 'Written' : 'What --write would change';
  const shown = changes.slice(0, most).map(diffOf);
  const more = changes.length - shown.length;
  const rest = more > 0 ? [`… and ${count(more)} more; --verbose shows them all`] : [];
  return [`${title} (${count(changes.length)})`, ...shown, ...rest].join('\n');
}

function count(number: number): string {
  return number.toLocaleString('en');
}

/** One object; changed files by their names and diffs. */
export function migrationJson(migration: Migration, written: readonly FileChange[]): string {
  const shown = (changes: readonly FileChange[]) =>
    changes.map((change) => ({ path: change.path, why: change.why, diff: diffOf(change) }));
  const all = { ok: isDone(migration), ...migration, changes: shown(migration.changes) };
  return JSON.stringify({ ...all, written: shown(written) }, null, 2);
}
