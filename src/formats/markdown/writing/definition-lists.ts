/** Definition lists in CommonMark, a term above `: its meaning`, as kramdown has them. */
import type { Env, MarkdownIt, StateBlock } from 'markdown-it';
import definitionLists from 'markdown-it-deflist';
import { textAt } from '../block-lines.js';

export function useDefinitionLists(md: MarkdownIt): void {
  md.use(definitionLists);
  const rule = md.block.ruler.getRules('').find(({ name }) => name === 'deflist');
  if (rule === undefined) return;
  const alt = ['paragraph', 'reference', 'blockquote'];
  md.block.ruler.at(
    'deflist',
    (state, start, end, silent) => {
      const next = state.isEmpty(start + 1) ? start + 2 : start + 1;
      const line = silent ? start : next;
      if (line >= end || !/^:[ \t]+\S/.test(textAt(state, line))) return false;
      return rule(state, start, Math.min(end, firstRange(state, line)), silent);
    },
    { alt },
  );
}

/** Lines that begin with Pandoc's other mark, `~ 10%`, which is an approximation in news. */
interface RangeEnv extends Env {
  ranges?: readonly number[];
}

/** The first such line below; found once for a text, for each list would go through all of it. */
function firstRange({ src, env }: StateBlock, line: number): number {
  const known: RangeEnv = env;
  known.ranges ??= /^[ \t>]*~[ \t]/m.test(src)
    ? src.split('\n').flatMap((text, at) => (/^[ \t>]*~[ \t]/.test(text) ? [at] : []))
    : [];
  let [from, to] = [0, known.ranges.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((known.ranges[middle] ?? 0) > line) to = middle;
    else from = middle + 1;
  }
  return known.ranges[from] ?? Number.POSITIVE_INFINITY;
}
