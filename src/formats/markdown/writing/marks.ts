/** `==marked==`, as writers' programs have it: `<mark>`. A comparison in a sentence, `a==b`, is none. */
import type { MarkdownIt, StateInline } from 'markdown-it';
import marks from 'markdown-it-mark';
import {
  find,
  isEndless,
  match,
  noteEndless,
  push,
  type SpanRule,
} from '../kramdown/spans/span-state.js';

const CODE = /[\w)\]]/;
const CODE_AFTER = /[\w([]/;

/** Whether two signs at `at` compare what stands beside them: ASCII on both sides, as code has it. */
function compares(text: string, at: number): boolean {
  return CODE.test(text.charAt(at - 1)) && CODE_AFTER.test(text.charAt(at + 2));
}

const SIGNS = /=+/y;

/** All of a row of signs as text, where there are not two or they compare. */
function signsAt(text: string, at: number): string | null {
  SIGNS.lastIndex = at;
  const [signs = ''] = SIGNS.exec(text) ?? [];
  return signs.length === 2 && !compares(text, at) ? null : signs;
}

export function useMarks(md: MarkdownIt): void {
  md.use(marks);
  md.inline.ruler.before('mark', 'comparisons', comparisons);
}

function comparisons(state: StateInline, silent: boolean): boolean {
  if (state.src.charAt(state.pos) !== '=') return false;
  const signs = signsAt(state.src, state.pos);
  if (signs === null) return false;
  if (!silent) state.pending += signs;
  state.pos += signs.length;
  return true;
}

/** The same among kramdown's rules for words, which shows the signs. */
export const mark: SpanRule = (state) => {
  if (match(state, /==(?![\s=])/y) === null || signsAt(state.src, state.pos) !== null) return false;
  const { pos, max } = state;
  const kind = `== ${max}`;
  if (isEndless(state, kind)) return false;
  for (let end = find(state, '==', pos + 3); end !== -1; end = find(state, '==', end + 2)) {
    if (/[\s=]/.test(state.src.charAt(end - 1)) || signsAt(state.src, end) !== null) continue;
    push(state, 'mark_open', 'mark', 1);
    Object.assign(state, { pos: pos + 2, max: end, plainFrom: pos + 2 });
    state.shared.parseOn(state, null);
    Object.assign(state, { pos: end, max });
    push(state, 'mark_close', 'mark', -1);
    state.pos = end + 2;
    return true;
  }
  noteEndless(state, kind);
  return false;
};
