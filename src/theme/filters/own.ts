/**
 * Filters of the site's own: modules in `templates/filters/`, each with one function as its default
 * export. Their use is traced, so that a changed module renders the pages that used it anew. A filter
 * must be pure; one that isn't says so with `export const volatile = true`, and its pages are
 * rendered in every build.
 */
import type { FilterFile } from '../../model/source.js';
import { type Reads, VOLATILE } from '../reads.js';
import type { Filter, Filters } from './filter.js';

/** A module as it was imported. */
export interface OwnFilter {
  readonly call: Filter;
  readonly isVolatile: boolean;
}

/** Null: it exports no function. */
export function ownFilter(module: unknown): OwnFilter | null {
  if (typeof module !== 'object' || module === null) return null;
  const call: unknown = Reflect.get(module, 'default');
  if (typeof call !== 'function') return null;
  return { call: call as Filter, isVolatile: Reflect.get(module, 'volatile') === true };
}

export function tracedFilters(
  files: readonly FilterFile[],
  modules: ReadonlyMap<string, OwnFilter>,
  reads: Reads,
): Filters {
  const filters: Record<string, Filter> = Object.create(null);
  for (const { name } of files) {
    const own = modules.get(name);
    if (own === undefined) continue;
    const filter: Filter = function noted(input, ...args) {
      reads.note(`filter ${name}`);
      if (own.isVolatile) reads.note(VOLATILE);
      const result = own.call.call(this, input, ...args);
      if (result instanceof Promise)
        throw new Error('It returned a promise; a filter answers at once');
      return result;
    };
    traced.add(filter);
    filters[name] = filter;
  }
  return filters;
}

const traced = new WeakSet<Filter>();

/** Whether a filter is a site's own, whose errors its author has to hear of. */
export function isOwnFilter(filter: Filter): boolean {
  return traced.has(filter);
}
