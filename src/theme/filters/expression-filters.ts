/** Jekyll's `where_exp('item', 'item.date > site.time')` and its like. */
import { isStory } from '../escape/story-text.js';
import { text } from '../runtime/template-values.js';
import { groups, rows } from './array-filters.js';
import { type ExpressionRules, parseExpression } from './expression.js';
import type { Filter, FilterScope, Filters } from './filter.js';

/**
 * Years and months stay numbers, and are sorted as such (Jekyll `filters/grouping_filters.rb`); equal lists,
 * and equal texts of stories with their mark, are one.
 */
function groupNames(): (value: unknown) => unknown {
  const known = new Map<string, unknown>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return value ?? null;
    const name = text(value);
    if (!isStory(value) && !Array.isArray(value)) return name;
    const marked = known.get(name) ?? value;
    known.set(name, marked);
    return marked;
  };
}

/** `filters` are those that the expressions may name. */
export function expressionFilters(
  filters: ReadonlyMap<string, Filter>,
  rules: ExpressionRules,
): Filters {
  const evaluator = (
    scope: FilterScope,
    name: unknown,
    source: unknown,
    as: 'condition' | 'value' = 'condition',
  ) => {
    const expression = parseExpression(text(source), filters, rules, as);
    return (item: unknown): unknown =>
      expression(scope, (wanted) => (wanted === text(name) ? item : scope.variable(wanted)));
  };
  return {
    where_exp(value, name, source) {
      const evaluate = evaluator(this, name, source);
      return rows(value).filter((item) => rules.isTrue(evaluate(item)));
    },
    find_exp(value, name, source) {
      const evaluate = evaluator(this, name, source);
      return rows(value).find((item) => rules.isTrue(evaluate(item)));
    },
    group_by_exp(value, name, source) {
      const evaluate = evaluator(this, name, source, 'value');
      const nameOf = groupNames();
      return groups(value, (item) => nameOf(evaluate(item)));
    },
  };
}
