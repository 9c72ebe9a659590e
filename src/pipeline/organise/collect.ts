/** Collections and the order of their documents (Jekyll `collection.rb`, `sort_docs!`). */
import type { CollectionSettings, SiteSettings } from '../../model/config.js';
import type { Value } from '../../model/data.js';
import type { Problem, Unplaced } from '../../model/problem.js';
import type { Collection, Document } from '../../model/site.js';
import { compare, compareText } from '../../theme/filters/order.js';

interface SortedCollections {
  readonly collections: readonly Collection[];
  readonly problems: readonly Problem[];
}

/** `documents` are all of the site's. */
export function collect(
  documents: readonly Document[],
  { collections }: Pick<SiteSettings, 'collections'>,
): SortedCollections {
  const problems: Problem[] = [];
  const made = collections.map((settings): Collection => {
    const { label } = settings;
    const own = [...documents.keys()].filter((at) => documents[at]?.collected?.label === label);
    const sorted = own.sort((a, b) => byDate(documents[a], documents[b]));
    if (settings.order !== null) {
      const at = (index: number): Document | undefined => documents[index];
      return { label, documents: inOrder(sorted, settings.order, settings, at) };
    }
    if (settings.sortBy === null) return { label, documents: sorted };
    const key = settings.sortBy;
    const valueAt = (index: number): Value => keyOf(documents[index], key);
    const without = sorted.filter((index) => valueAt(index) === null);
    if (without.length > 0 && without.length < sorted.length) {
      problems.push(unsorted(settings, without.length, documents[without[0] ?? -1]?.path ?? ''));
    }
    return { label, documents: byKey(sorted, valueAt) };
  });
  return { collections: made, problems };
}

/** A total order: those without a date last, and by path; Jekyll gives them the build's moment. */
function byDate(a: Document | undefined, b: Document | undefined): number {
  const dates = (a?.date ?? Number.MAX_VALUE) - (b?.date ?? Number.MAX_VALUE);
  return dates || compareText(a?.path ?? '', b?.path ?? '');
}

/** Those named first, as the config names them, each once; the others behind them. */
function inOrder(
  sorted: readonly number[],
  order: readonly string[],
  { folder }: CollectionSettings,
  at: (index: number) => Document | undefined,
): readonly number[] {
  const places = new Map(sorted.map((index) => [at(index)?.path, index]));
  const named = new Set(
    order.flatMap((entry) => places.get(folder + entry.replace(/^\/+/, '')) ?? []),
  );
  return [...named, ...sorted.filter((index) => !named.has(index))];
}

/** A document without the key comes last; values of two kinds stay as their dates and paths have them. */
function byKey(sorted: readonly number[], valueAt: (index: number) => Value): readonly number[] {
  return [...sorted].sort((a, b) => {
    const [one, other] = [valueAt(a), valueAt(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return typeof one === typeof other ? compare(one, other) : 0;
  });
}

/** What a template would see under the key; null: nothing. */
function keyOf(document: Document | undefined, key: string): Value {
  if (document === undefined) return null;
  const { data, title, date } = document;
  if (key === 'date') return date;
  return (key === 'title' ? title : data[key]) ?? null;
}

function unsorted({ label, sortBy }: CollectionSettings, count: number, first: string): Unplaced {
  const which = count === 1 ? `${first} has` : `${first} and ${count - 1} more have`;
  return {
    code: 'config-collections',
    severity: 'warning',
    message: `${which} no \`${sortBy}\`, by which the collection \`${label}\` is sorted: last in it`,
    hint: `Write \`${sortBy}:\` in the front matter of all of its files.`,
    key: ['collections', label, 'sort_by'],
  };
}
