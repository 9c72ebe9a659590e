/** HTML in kramdown's words: elements of words with Markdown inside; tags of blocks and lone ends are text. */
import { takeMode } from '../blocks/html-elements.js';
import { EMPTY, END_TAG, rawInside, START_TAG } from '../html-words.js';
import { find, flush, match, push, type SpanRule, type SpanState, take } from './span-state.js';

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer form h1 ' +
    'h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre section summary ' +
    'table tbody td th thead tfoot tr ul'
  ).split(' '),
);
const RAW: ReadonlySet<string> = new Set(
  'script style math option textarea pre code kbd samp var svg'.split(' '),
);
/** Deeper ones are tags, whatever stands between. */
const DEEPEST = 60;

export const tag: SpanRule = (state) => {
  const { src, pos, shared } = state;
  if (!shared.hasHtml) return false;
  if (src.startsWith('<!--', pos)) return comment(state);
  const ended = match(state, END_TAG);
  if (ended !== null) return take(state, ended[0]);
  const found = match(state, START_TAG);
  if (found === null) return false;
  const [written, name = '', attributes = '', closed] = found;
  const lower = name.toLowerCase();
  if (BLOCKS.has(lower)) return take(state, written);
  const usual = RAW.has(lower) || !shared.settings.parseSpanHtml ? 'raw' : 'words';
  const [kept, inside] = takeMode(lower, attributes.replace(/\n+/g, ' '), usual);
  const isEmpty = closed !== undefined || EMPTY.has(lower);
  const from = pos + written.length;
  if (!isEmpty && (lower === 'script' || lower === 'style') && find(state, `</`, from) === -1) {
    return take(state, written);
  }
  const start = push(state, 'html_inline', '', isEmpty ? 0 : 1);
  const isVoid = EMPTY.has(lower);
  start.content = `<${name}${kept}${isVoid ? ' /' : ''}>${isEmpty && !isVoid ? `</${name}>` : ''}`;
  start.meta = { isTag: true };
  state.pos = from;
  if (isEmpty) return true;
  if (lower === 'script' || lower === 'style' || state.open.length >= DEEPEST) {
    const raw = rawInside(src.slice(0, state.max), from, name);
    push(state, 'html_inline', '', 0).content = raw.html;
    state.pos = raw.end;
  } else parseInside(state, name, inside === 'raw');
  push(state, 'html_inline', '', -1).content = `</${name}>`;
  return true;
};

function parseInside(state: SpanState, name: string, isRaw: boolean): void {
  const outside = state.isRaw;
  state.open.push(name.toLowerCase());
  Object.assign(state, { isRaw, plainFrom: state.pos });
  const end = new RegExp(`</${name}\\s*>`, 'iy');
  if (state.shared.parseOn(state, (inner) => match(inner, end) !== null)) {
    state.pos += match(state, end)?.[0].length ?? 0;
  }
  flush(state);
  state.isRaw = outside;
  state.open.pop();
}

function comment(state: SpanState): boolean {
  const end = find(state, '-->', state.pos + '<!--'.length);
  if (end === -1) return take(state, '<!--');
  push(state, 'html_inline', '', 0).content = state.src.slice(state.pos, end + '-->'.length);
  state.pos = end + '-->'.length;
  return true;
}
