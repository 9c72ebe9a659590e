/** A migration as people read it: ten lines, then what is behind them; and as programs do. */
import { urlPath } from '../../formats/urls/permalink.js';
import type { MovedTo } from '../../migrate/changes/copy-into.js';
import { diffOf } from '../../migrate/changes/unified-diff.js';
import { isDone, isEmpty, unanswered } from '../../migrate/migration-state.js';
import type {
  ComparedAddresses,
  Counterpart,
  FileChange,
  Migration,
  MovedAddress,
  Remedy,
} from '../../migrate/types.js';
import type { Problem } from '../../model/problem.js';
import { printable, printableLines } from '../../platform/printable.js';

/** Of a kind, unless `--verbose` asks for all. */
const MOST = 20;

/** A migration, what was written of it, and where another generator's site went. */
export interface MigrationOutcome {
  readonly migration: Migration;
  readonly written: readonly FileChange[];
  /** Null: the site stays where it is. */
  readonly moved: MovedTo | null;
}

export function formatMigration(outcome: MigrationOutcome, verbose: boolean): string {
  const { migration, written, moved } = outcome;
  const most = verbose ? Number.POSITIVE_INFINITY : MOST;
  const changes = written.length > 0 ? written : migration.changes;
  const sections = [
    summaryOf(outcome),
    section('Moved, or kept by a key', (migration.addresses?.moved ?? []).map(movedLine), most),
    section(
      'Lost',
      lostLines(migration.addresses?.lost ?? [], verbose),
      most,
      migration.addresses?.lost.length,
    ),
    section('Set aside', migration.problems.filter(isSetAside).map(asideLine), most),
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
    section('Left as they are, for something else is there', moved?.left ?? [], most),
    changesOf(changes, written.length > 0, most),
  ];
  return printableLines(sections.filter((text) => text !== '').join('\n\n'));
}

/** `all`: where an entry stands for several. */
function section(
  title: string,
  entries: readonly string[],
  most: number,
  all: number = entries.length,
): string {
  if (entries.length === 0) return '';
  const shown = entries.slice(0, most).map((entry) => `  ${entry}`);
  const more = entries.length - shown.length;
  const rest = more > 0 ? [`  … and ${count(more)} more; --verbose shows them all`] : [];
  return [`${title} (${count(all)})`, ...shown, ...rest].join('\n');
}

/** Ten lines, always the same. */
function summaryOf({ migration, written, moved }: MigrationOutcome): string {
  const { site, imported, against, posts, addresses, counterparts, advice } = migration;
  const changes = written.length > 0 ? written : migration.changes;
  const sources = against.map(({ path, addresses: number }) => `${path} (${count(number)})`);
  const open = counterparts.filter(isOpen);
  return [
    row('Site', imported === null ? site : `${imported.place} (${imported.from})`),
    row(
      'Compared with',
      sources.join(', ') || 'nothing: there is no _site; name a sitemap with --against',
    ),
    row('Posts', postsText(posts)),
    row('Dates', datesText(migration)),
    row('Addresses', addresses === null ? 'not compared' : addressesText(addresses)),
    row('Texts', textsText(migration)),
    row(
      'Plugins, tags',
      `${count(counterparts.length - open.length)} built in, ${count(open.length)} without a whole counterpart`,
    ),
    row('By hand', count(advice.length)),
    row('Changes', moved === null ? changesText(changes, written.length > 0) : movedText(moved)),
    row('Result', resultText(migration)),
  ].join('\n');
}

function row(name: string, text: string): string {
  return `${name.padEnd(14)} ${printable(text)}`;
}

function postsText({ found, published, setAside, held }: Migration['posts']): string {
  const { unpublished, drafts, future, limited, expired, takenDown } = held;
  const others = Object.entries({ drafts, unpublished, future, limited, expired, takenDown })
    .filter(([, number]) => number > 0)
    .map(
      ([kind, number]) =>
        `${count(number)} ${number === 1 && kind === 'drafts' ? 'draft' : (HELD[kind] ?? kind)}`,
    );
  const aside = setAside === 0 ? [] : [`${count(setAside)} set aside`];
  const rest = [...others, ...aside];
  const why = rest.length === 0 ? '' : ` (${rest.join(', ')})`;
  return `${count(published)} published of ${count(found)}${why}`;
}

const HELD: Readonly<Record<string, string>> = { future: 'dated later', takenDown: 'taken down' };

function isSetAside({ fate }: Problem): boolean {
  return fate === 'set-aside';
}

function asideLine({ file, line, message, hint }: Problem): string {
  const place = `${file ?? ''}${line === undefined ? '' : `:${line}`}`;
  return `${place}\n    ${message}${hint === undefined ? '' : `\n    → ${hint}`}`;
}

/** Those that are lost for one reason, together: there may be as many as there are lists. */
function lostLines(lost: ComparedAddresses['lost'], verbose: boolean): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { address, why, todo } of lost) {
    const reason = `    ${why}\n    → ${todo}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), address]);
  }
  return [...reasons].map(([reason, addresses]) => {
    const shown = verbose ? addresses : addresses.slice(0, MOST_ALIKE);
    const more = addresses.length - shown.length;
    const rest = more > 0 ? [`… and ${count(more)} more`] : [];
    return `${[...shown, ...rest].join('\n  ')}\n${reason}`;
  });
}

/** Addresses that are lost for one reason. */
const MOST_ALIKE = 5;

function addressesText(addresses: ComparedAddresses): string {
  const { old, kept, moved, lost, gone } = addresses;
  const open = moved.filter(({ isAnswered }) => !isAnswered).length;
  const proposed = open === 0 ? '' : ` (${count(open)} wait for --write)`;
  return `${count(old)}: ${count(kept)} kept, ${count(moved.length)} moved${proposed}, ${count(lost.length)} lost${gone.length === 0 ? '' : `, ${count(gone.length)} gone as meant`}`;
}

function datesText({ dates, imported }: Migration): string {
  if (imported !== null) return 'as they were, with their offsets';
  if (dates === null) return 'all are read as Jekyll reads them';
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
  const { compared, same, typography, differ } = texts;
  return `${count(compared)}: ${count(same)} the same, ${count(typography)} but for quotes and dashes, ${count(differ)} differ`;
}

function movedText({ place, isWritten, added, same, left }: MovedTo): string {
  const others = left.length === 0 ? '' : `, ${count(left.length)} left as they are`;
  const there = same === 0 ? '' : `, ${count(same)} there already`;
  return `${plural(added, 'file', 'files')} ${isWritten ? 'written to' : 'for'} ${place}${there}${others}${isWritten ? '' : '; --write puts them there'}`;
}

function changesText(changes: readonly FileChange[], isWritten: boolean): string {
  if (changes.length === 0) return 'none';
  return `${plural(changes.length, 'file', 'files')}${isWritten ? ' written' : '; --write makes them'}`;
}

function resultText(migration: Migration): string {
  const { addresses } = migration;
  if (isEmpty(migration)) return 'no post and no file was found in it';
  if (addresses === null) return 'it builds; whether addresses are kept is not known';
  if (isDone(migration)) return 'every old address is answered';
  return `${plural(unanswered(addresses), 'old address', 'old addresses')} without an answer yet`;
}

function movedLine({ address, to, isAnswered, why, remedy }: MovedAddress): string {
  const keeps = isAnswered ? 'a redirect leads there' : keptBy(remedy);
  const place = to === urlPath(address) ? address : `${address} → ${to}`;
  return `${place}\n    ${why}\n    ${keeps}`;
}

function keptBy(remedy: Remedy | null): string {
  switch (remedy?.kind) {
    case 'key':
      return `${remedy.key}: ${JSON.stringify(remedy.value)} keeps it`;
    case 'redirect':
      return `redirect_from in ${remedy.file} keeps it`;
    default:
      return 'a page with redirect_to keeps it';
  }
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

function plural(number: number, one: string, many: string): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}

/** One object; changed files by their names and diffs. */
export function migrationJson({ migration, written, moved }: MigrationOutcome): string {
  const shown = (changes: readonly FileChange[]) =>
    changes.map((change) => ({ path: change.path, why: change.why, diff: diffOf(change) }));
  const all = { ok: isDone(migration), ...migration, changes: shown(migration.changes) };
  return JSON.stringify({ ...all, written: shown(written), moved }, null, 2);
}
