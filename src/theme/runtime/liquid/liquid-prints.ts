/** What Liquid's prints are compiled to: most print a text, whose origin alone decides how. */
import { printNoted } from '../../escape/captured-prints.js';
import type { PlacedPrint } from '../../escape/print-place.js';
import { printAt, storyInText, TEXT_PLACE } from '../../escape/print-value.js';
import { StoryText } from '../../escape/story-text.js';
import type { Filter, MarkKeeper } from '../../filters/filter.js';
import { isOwnFilter } from '../../filters/site-filters.js';
import type { RunContext } from '../run-context.js';
import { text } from '../template-values.js';
import { liquidShown } from './liquid-text.js';

/** In text, outside of captures: a text without a mark is the site's own, and prints as it is. */
export function printOwn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof StoryText) return storyInText(value);
  return printAt(liquidShown(value), TEXT_PLACE, true);
}

/** A print behind `before`, at its place. */
type LiquidPrint = (
  value: unknown,
  print: PlacedPrint,
  context: RunContext,
  before: string,
) => string;

/** What Liquid shows of a value, at its place. */
export const printShown: LiquidPrint = (value, print, context, before) => {
  if (typeof value === 'string') return value;
  return printNoted(liquidShown(value), print, context, before);
};

/** `{{ value | escape }}` where escaped text is at home: whoever wrote it, it is finished. */
export function escapedPrint(filter: Filter): LiquidPrint {
  const { plain } = filter as Partial<MarkKeeper>;
  const escaped = plain === undefined || isOwnFilter(plain) ? null : plain;
  return (value, print, context, before) => {
    if (escaped !== null && context.notes === null) {
      if (typeof value === 'string') return text(escaped.call(context, value));
      if (value instanceof StoryText) return text(escaped.call(context, value.raw));
    }
    return printShown(filter.call(context, value), print, context, before);
  };
}
