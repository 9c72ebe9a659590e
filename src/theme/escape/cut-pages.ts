/**
 * Parts of a rendered page that a theme cut and puts together anew, to make pages smaller: each goes on with
 * what another part of the page has begun. Where a tag's beginning is a text of the theme's, put in for what
 * was replaced, the rest of it may have attributes in which nothing runs.
 */
import { decodeReferences } from './cut-html.js';
import type { Place } from './place.js';

/** Whether the part of a page that was printed last, or the site's own text, began what is open. */
export interface OpenParts {
  /** Whether a part stands as it is at the place. */
  takes(html: string, place: Place): boolean;
  /** What is printed has led from one place to another; `isPart`: it was cut from the page. */
  printed(from: Place, to: Place, isPart: boolean): void;
}

type Level = 'text' | 'tag' | 'value' | 'other';

function levelOf({ where }: Place): Level {
  if (where === 'text' || where === 'value') return where;
  return where === 'open' || /^(?:tag|named?|equals)$/.test(where) ? 'tag' : 'other';
}

export function createOpenParts(): OpenParts {
  /** Levels that a part of the page has begun. */
  const begun = new Set<Level>(['text']);
  return {
    takes(html, place) {
      const level = levelOf(place);
      if (!begun.has(level) && level !== 'tag') return false;
      if (level === 'text' || level === 'other' || begun.has('tag')) return true;
      return endsTag(level === 'value' ? behindValue(html, place) : html);
    },
    printed(from, to, isPart) {
      const [before, after] = [levelOf(from), levelOf(to)];
      if (before === after) return;
      // Behind a value its tag goes on, whoever has written the value.
      if (before === 'value' && after === 'tag') return;
      if (isPart || after === 'text') begun.add(after);
      else begun.delete(after);
      if (isPart && before === 'text' && after === 'value') begun.add('tag');
      if (!isPart && before === 'text' && after === 'value') begun.delete('tag');
    },
  };
}

function behindValue(html: string, { quote }: Place): string {
  const end = quote === '' ? html.search(/[\s>]/) : html.indexOf(quote);
  return end < 0 ? '' : html.slice(end + quote.length);
}

const VALUE = `(?:"[^"<>]*(?:"|$)|'[^'<>]*(?:'|$)|[^\\s"'<>=\`]+|$)`;
const NAME = '(?!on|style\\b|srcdoc\\b)[\\w:.@-]+';
const REST_OF_TAG = new RegExp(
  `^(?:${NAME}=${VALUE}|[\\w-]*)(?:\\s+${NAME}(?:=${VALUE})?)*\\s*(?:/?>|$)`,
  'i',
);
const RUNS = /=\s*["']?\s*(?:javascript|vbscript|data):/i;

/** Whether a text begins with the rest of a tag, or is some of it, and nothing in that can run. */
function endsTag(html: string): boolean {
  const [tag] = REST_OF_TAG.exec(html) ?? [];
  return tag !== undefined && !RUNS.test(decodeReferences(tag));
}
