/**
 * Where a text stops being JSON: the language's own error names the place in some cases only, and in
 * each version in others. Asked by the reader of `_data` once a text can't be parsed.
 */

const BLANKS = /[ \t\n\r]*/y;
const ESCAPE = '\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4})';
/** Of a text between quotes: no quote, backslash or control character. */
const PLAIN = '[ !#-\\[\\]-\\uffff]*';
const NUMBER = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][-+]?\\d+)?';
const TOKEN = new RegExp(
  `[{}[\\],:]|"${PLAIN}(?:${ESCAPE}${PLAIN})*"|${NUMBER}|true|false|null`,
  'y',
);

/** What the standard lets come next. */
type Due = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/** The offset of the first token that can't stand where it does; the text's end when one is missing. */
export function jsonFaultAt(text: string): number {
  const open: string[] = [];
  let due: Due | null = 'value';
  for (let at = 0; ; ) {
    BLANKS.lastIndex = at;
    BLANKS.exec(text);
    const start = BLANKS.lastIndex;
    TOKEN.lastIndex = start;
    const token = TOKEN.exec(text)?.[0];
    due = token === undefined ? null : after(token, due, open);
    if (due === null) return Math.min(start, text.trimEnd().length);
    at = TOKEN.lastIndex;
  }
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
