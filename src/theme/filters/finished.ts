/**
 * Text filters on finished HTML: the result is finished as well, as in Nunjucks (`copySafeness`), so that
 * `content | strip` doesn't show its tags as text. Text that a filter inserts is escaped unless it is
 * finished itself (`| safe`). Where a filter removes parts of tags the result is plain text.
 */
import { safe } from '../runtime/safe.js';
import { escapeHtml, isSafe, ScriptText, text } from '../runtime/template-values.js';
import type { Filter, Filters } from './filter.js';

/** HTML that is complete where it stands; JSON for a script is not. */
export function isFinished(value: unknown): boolean {
  return isSafe(value) && !(value instanceof ScriptText);
}

/** `inserts`: by filter, which argument it puts in; null where there is none. */
export function keepFinished(
  filters: Filters,
  inserts: Readonly<Record<string, number | null>>,
): Filters {
  const kept = Object.entries(inserts).map(([name, at]) => {
    const filter = filters[name];
    if (filter === undefined) throw new Error(`There is no filter \`${name}\` to keep`);
    return [name, keeping(filter, at)] as const;
  });
  return { ...filters, ...Object.fromEntries(kept) };
}

function keeping(filter: Filter, inserted: number | null): Filter {
  return function marked(value, ...args) {
    if (!isFinished(value)) return filter.call(this, value, ...args);
    const given = args.map((arg, at) => (at === inserted ? escaped(arg) : arg));
    const changed = text(filter.call(this, value, ...given));
    const [takenOut, putIn] = inserted === 0 ? [] : given;
    return marksIn(takenOut) === marksIn(putIn) ? safe(changed) : changed;
  };
}

/**
 * What tags and attributes are made of, but for whole tags: with less of it, what an untrusted story
 * says in an attribute would be attributes of its own. A regular expression may take anything out.
 */
function marksIn(value: unknown): string {
  if (value instanceof RegExp) return '<';
  return text(value)
    .replace(/<[^<>]*>/g, '')
    .replace(/[^<>"'=]/g, '');
}

function escaped(value: unknown): unknown {
  return isFinished(value) || value === undefined ? value : escapeHtml(text(value));
}
