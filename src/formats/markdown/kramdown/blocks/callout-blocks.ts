/** Boxes between lines of colons, which kramdown hasn't: `::: tip Title`. */
import { calloutEnds, calloutStart } from '../../writing/callouts.js';
import { addBlock, type BlockState, createBlock, lineEnd, lineNow, match } from './block-tree.js';

const START = / {0,3}(:{3,}[^\n]*)\n/y;

export function callout(state: BlockState): boolean {
  const [found = '', start = ''] = match(state, START) ?? [];
  const box = found === '' ? null : calloutStart(start);
  if (box === null) return false;
  const { text, shared } = state;
  const line = lineNow(state);
  const last = calloutEnds(shared.source, shared.env).get(line);
  if (last === undefined) return false;
  const from = state.pos + found.length;
  let end = from;
  for (let below = line + 1; below < last && end < text.length; below++) end = lineEnd(text, end);
  // In an item or a quote that ends before.
  if (!/^[ \t]*:{3,}[ \t]*$/.test(text.slice(end, lineEnd(text, end)).trimEnd())) return false;
  const block = addBlock(state, createBlock('callout', line, { callout: box }));
  shared.parse(state, block, text.slice(from, end), line + 1);
  state.pos = lineEnd(text, end);
  return true;
}
