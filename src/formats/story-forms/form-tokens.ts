/**
 * Where in a text Liquid reads tags and prints. Nothing else of Liquid is known here; what no form is made
 * of stays text.
 */

/** A tag, a print (`{{ x }}`), or a whole `raw` with what is between its tags. */
export interface FormToken {
  readonly kind: 'tag' | 'print' | 'raw';
  /** A tag's name; `#`: a comment of one tag. */
  readonly name: string;
  /** What stands behind the name, in the print, or between `raw` and `endraw`. */
  readonly markup: string;
  readonly start: number;
  readonly end: number;
  /** Whether the white space on that side goes, as `{%-` and `-%}` say. */
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

/** Tags in which others don't count: they are one token, whatever they are made of. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'raw endraw comment endcomment highlight endhighlight link post_url # assign capture endcapture ' +
    'case when endcase cycle decrement echo else elsif endfor endif endtablerow endunless feed_meta for ' +
    'gist if include include_cached include_relative increment render seo tablerow unless break continue'
  ).split(' '),
);

const OPEN = /\{[{%]/g;
const TAG_START = /\{%(-?)\s*(#|\w+)/y;
/** A form has neither braces nor much in it. */
const PRINT = /\{\{(-?)([^{}]{0,500}?)(-?)\}\}/y;
const END_RAW = /\{%(-?)\s*endraw(?!\w)(?:(?!%\}|\{%)[\s\S])*%\}/g;

/** In their order; of one text as long as the others. */
export function formTokens(text: string): readonly FormToken[] {
  const tokens: FormToken[] = [];
  const tagEnd = searchOnce((from) => text.indexOf('%}', from));
  let at = 0;
  let hasEndRaw = true;
  for (;;) {
    OPEN.lastIndex = at;
    const open = OPEN.exec(text);
    if (open === null) return tokens;
    const start = open.index;
    const token = open[0] === '{{' ? printAt(text, start) : tagAt(text, start, tagEnd);
    at = token === null ? start + 2 : token.end;
    if (token === null) continue;
    if (token.name !== 'raw' || token.markup !== '') tokens.push(token);
    else {
      END_RAW.lastIndex = token.end;
      const end = hasEndRaw ? END_RAW.exec(text) : null;
      if (end === null) hasEndRaw = false;
      else {
        const inside = text.slice(token.end, end.index);
        const markup = end[1] === '-' ? trimmedEnd(inside) : inside;
        at = end.index + end[0].length;
        // What trims behind the whole is the first tag: as Liquid has it.
        tokens.push({ ...token, kind: 'raw', markup, end: at });
      }
    }
  }
}

/** The same answer while it holds: without it a text of opening marks would be searched as often. */
function searchOnce(search: (from: number) => number): (from: number) => number {
  let known = -2;
  return (from) => {
    if (known === -2 || (known !== -1 && known < from)) known = search(from);
    return known;
  };
}

function tagAt(text: string, start: number, tagEnd: (from: number) => number): FormToken | null {
  TAG_START.lastIndex = start;
  const [head = '', dash = '', name = ''] = TAG_START.exec(text) ?? [];
  if (!KNOWN.has(name)) return null;
  const last = tagEnd(start + head.length);
  if (last === -1) return null;
  const trimsAfter = text.charAt(last - 1) === '-' && last - 1 >= start + head.length;
  const markup = text.slice(start + head.length, trimsAfter ? last - 1 : last).trim();
  const end = last + 2;
  return { kind: 'tag', name, markup, start, end, trimsBefore: dash !== '', trimsAfter };
}

function printAt(text: string, start: number): FormToken | null {
  PRINT.lastIndex = start;
  const found = PRINT.exec(text);
  if (found === null) return null;
  const [whole, before, markup = '', after] = found;
  const end = start + whole.length;
  const trims = { trimsBefore: before === '-', trimsAfter: after === '-' };
  return { kind: 'print', name: '', markup: markup.trim(), start, end, ...trims };
}

/** Of ASCII, as Ruby's `strip`: an ideographic space is text. */
export function trimmedStart(text: string): string {
  return text.replace(/^[\t\n\v\f\r ]+/, '');
}

export function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '\t\n\v\f\r \0'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
