/** What is text in Markdown, and would be lost where it is read as HTML. */
import type { Env, StateBlock } from 'markdown-it';

/** Lines up to a blank one: where they begin and end, and where in them the last such text begins. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly last: number;
}

interface LossEnv extends Env {
  stretch?: Stretch;
}

/** Addresses in angle brackets, and one of those that a backslash makes a sign. */
const ANGLES = /<[a-z][a-z\d+.-]+:\/\/[^\n<>]*>|<[^\s<>@/]+@[^\s<>@]+>|\\</gi;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/gm;

/**
 * Whether such text stands between the line and the next blank one: code with a `<` in it or with a blank
 * line, an address in angle brackets, `\<`.
 */
export function losesWords(state: StateBlock, line: number): boolean {
  const env: LossEnv = state.env;
  const from = state.bMarks[line] ?? 0;
  if (env.stretch === undefined || from < env.stretch.from || from >= env.stretch.to) {
    env.stretch = stretchOf(state, line);
  }
  return from <= env.stretch.last;
}

function stretchOf(state: StateBlock, line: number): Stretch {
  let end = line + 1;
  while (end < state.lineMax && !state.isEmpty(end)) end++;
  const from = state.bMarks[line] ?? 0;
  const to = Math.max(from + 1, state.eMarks[end - 1] ?? from);
  const text = state.src.slice(from, to);
  const angle = text.lastIndexOf('<');
  const code = angle === -1 ? -1 : text.lastIndexOf('`', angle);
  let last = Math.max(code, -1);
  for (const { index } of text.matchAll(ANGLES)) last = Math.max(last, index);
  const fences = [...text.matchAll(FENCE)];
  if (fences.length % 2 === 1) last = Math.max(last, fences.at(-1)?.index ?? -1);
  return { from, to, last: last === -1 ? -1 : from + last };
}
