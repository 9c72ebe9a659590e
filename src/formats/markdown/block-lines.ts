/** Lines of a block in Markdown, as the rules for blocks look at them. */
import type { StateBlock, Token } from 'markdown-it';

/** Where the line's text begins, behind its indentation. */
export function startOf(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
}

/** A line without its indentation. */
export function textAt(state: StateBlock, line: number): string {
  return state.src.slice(startOf(state, line), state.eMarks[line]);
}

/** In columns, inside of the container; negative where the line is outside of it. */
export function indentOf(state: StateBlock, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent;
}

/** Indented as far as code is. */
export function isIndented(state: StateBlock, line: number): boolean {
  return indentOf(state, line) >= 4;
}

/** Below the item of a list, or the quote, that the block is in. */
export function isOutside(state: StateBlock, line: number): boolean {
  return !state.isEmpty(line) && indentOf(state, line) < 0;
}

/** A paragraph of the lines from `start` to before `stop`; `children` are parsed later where empty. */
export function pushParagraph(
  state: StateBlock,
  [start, stop]: readonly [number, number],
  { content = '', children = [] }: { readonly content?: string; readonly children?: Token[] },
): void {
  state.push('paragraph_open', 'p', 1).map = [start, stop];
  const inline = state.push('inline', '', 0);
  Object.assign(inline, { content, children, map: [start, stop] });
  state.push('paragraph_close', 'p', -1);
  state.line = stop;
}
