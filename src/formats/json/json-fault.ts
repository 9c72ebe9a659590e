/**
 * Where a text stops being JSON: the language's own error names the place in some cases only, and in
 * each version in others. Asked by the reader of `_data` once a text can't be parsed.
 */

const BLANKS = /[ \t\n\r]*/y;
/** Of a text between quotes: no quote, backslash or control character. */
const PLAIN = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
/** Any but a text. */
const TOKEN = /[{}[\],:]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;

/** What the standard lets come next. */
type Due = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/** The offset of the first token that can't stand where it does; the text's end when one is missing. */
export function jsonFaultAt(text: string): number {
  const open: string[] = [];
  let due: Due | null = 'value';
  for (let at = 0; ; ) {
    const start = endOf(BLANKS, text, at) ?? at;
    const end = text[start] === '"' ? endOfText(text, start + 1) : endOf(TOKEN, text, start);
    due = end === null ? null : after(text.slice(start, end), due, open);
    if (end === null || due === null) return Math.min(start, text.trimEnd().length);
    at = end;
  }
}

/** Where a match that starts at `at` ends; null when there is none. */
function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Behind the closing quote; piece by piece, for one pattern of it all remembers each escape to go back to. */
function endOfText(text: string, start: number): number | null {
  for (let at: number | null = start; at !== null; ) {
    const end: number = endOf(PLAIN, text, at) ?? at;
    if (text[end] === '"') return end + 1;
    at = endOf(ESCAPE, text, end);
  }
  return null;
}

/** What is due after `token`, null when it wasn't; `open` has the ends of what is open around it. */
function after(token: string, due: Due, open: string[]): Due | null {
  if (due.endsWith('or end') && token === open.at(-1)) {
    open.pop();
    return afterValue(open);
  }
  switch (due) {
    case 'nothing':
      return null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'comma or end':
      if (token !== ',') return null;
      return open.at(-1) === '}' ? 'key' : 'value';
    case 'key':
    case 'key or end':
      return token.startsWith('"') ? 'colon' : null;
    default:
      return afterStart(token, open);
  }
}

function afterStart(token: string, open: string[]): Due | null {
  if (token === '{' || token === '[') {
    open.push(token === '{' ? '}' : ']');
    return token === '{' ? 'key or end' : 'value or end';
  }
  return /^[\]},:]/.test(token) ? null : afterValue(open);
}

function afterValue(open: readonly string[]): Due {
  return open.length === 0 ? 'nothing' : 'comma or end';
}
