/**
 * Where in JavaScript or JSON a text ends: in code, in a string, in a template, a regular expression, a
 * comment. Enough of the grammar to tell these apart, as the authors of templates write it.
 */

export type ScriptMode =
  | 'code'
  | 'single'
  | 'double'
  | 'template'
  | 'regex'
  | 'class'
  | 'line'
  | 'block';

export interface ScriptState {
  readonly mode: ScriptMode;
  /** Code: what stands before is a value, so that a slash divides. */
  readonly isAfterValue: boolean;
  /** Open braces of templates: `t` is a template's `${`, `{` a brace inside of it. */
  readonly open: string;
}

export const SCRIPT_START: ScriptState = { mode: 'code', isAfterValue: false, open: '' };

/** Words before which a slash begins a regular expression. */
const BEFORE_REGEX: ReadonlySet<string> = new Set(
  'break case continue delete do else finally in instanceof of return throw try typeof void yield'.split(
    ' ',
  ),
);

const ENDS: Readonly<Record<string, string>> = {
  ...{ single: "'", double: '"', template: '`', regex: '/', class: ']' },
};

/** The state after more text. */
export function scanScript(from: ScriptState, text: string): ScriptState {
  let { mode, isAfterValue, open } = from;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (mode === 'line') {
      if (/[\n\r\u2028\u2029]/.test(char)) mode = 'code';
    } else if (mode === 'block') {
      if (char === '*' && text[at + 1] === '/') {
        mode = 'code';
        at++;
      }
    } else if (mode !== 'code') {
      if (char === '\\') at++;
      else if (char === ENDS[mode]) {
        isAfterValue = true;
        mode = mode === 'class' ? 'regex' : 'code';
      } else if (mode === 'regex' && char === '[') mode = 'class';
      else if (mode === 'template' && char === '$' && text[at + 1] === '{') {
        [mode, isAfterValue, open] = ['code', false, `${open}t`];
        at++;
      } else if (char === '\n' && mode !== 'template') mode = 'code';
    } else if (char === '"') mode = 'double';
    else if (char === "'") mode = 'single';
    else if (char === '`') mode = 'template';
    else if (char === '/' && text[at + 1] === '/') mode = 'line';
    else if (char === '<' && text.startsWith('<!--', at)) mode = 'line';
    else if (char === '/' && text[at + 1] === '*') {
      mode = 'block';
      at++;
    } else if (char === '/' && !isAfterValue) mode = 'regex';
    else if (char === '{' && open !== '') [open, isAfterValue] = [`${open}{`, false];
    else if (char === '}' && open !== '') {
      if (open.endsWith('t')) mode = 'template';
      [open, isAfterValue] = [open.slice(0, -1), false];
    } else if (/[\w$\u0080-\uffff]/.test(char)) {
      const [word = char] = /^[\w$\u0080-\uffff]+/.exec(text.slice(at, at + 200)) ?? [];
      isAfterValue = !BEFORE_REGEX.has(word);
      at += word.length - 1;
    } else if (!/\s/.test(char)) isAfterValue = char === ')' || char === ']';
  }
  return { mode, isAfterValue, open };
}

/** After a value that was printed. */
export function afterValue(state: ScriptState): ScriptState {
  return state.mode === 'code' ? { ...state, isAfterValue: true } : state;
}
