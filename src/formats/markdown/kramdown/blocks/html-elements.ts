/** Elements of HTML between kramdown's blocks: as they stand, or with Markdown inside where `markdown` says so. */

import { reportFault } from '../../body-faults.js';
import { unendedFault } from '../../html/html-spans.js';
import { EMPTY, END_TAG, endOfText, rawInside, START_TAG } from '../html-words.js';
import { SPANS } from './block-patterns.js';
import {
  addBlock,
  type BlockState,
  createBlock,
  type KramdownBlock,
  lineNow,
  match,
} from './block-tree.js';

const AS_BLOCKS: ReadonlySet<string> = new Set(
  (
    'address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header ' +
    'hgroup iframe li main map menu nav noscript object section summary td'
  ).split(' '),
);
const AS_WORDS: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q rb ' +
    'rbc rp rt rtc ruby select small span strong sub sup th tt'
  ).split(' '),
);

type Inside = 'blocks' | 'words' | 'raw';

function usualInside(name: string): Inside {
  if (AS_BLOCKS.has(name)) return 'blocks';
  return AS_WORDS.has(name) ? 'words' : 'raw';
}

const MODE = /\s+markdown\s*=\s*(?:"([^"]*)"|'([^']*)'|(\w+))/i;

/** The attributes without `markdown`, and what it says of an element's inside. */
export function takeMode(
  name: string,
  attributes: string,
  usual: Inside,
): readonly [string, Inside] {
  const found = MODE.exec(attributes);
  if (found === null) return [attributes, usual];
  const said = found[1] ?? found[2] ?? found[3];
  const inside: Readonly<Record<string, Inside>> = {
    '0': 'raw',
    '1': usualInside(name),
    span: 'words',
    block: 'blocks',
  };
  return [attributes.replace(MODE, ''), inside[said ?? ''] ?? usual];
}

const START = /( {0,3})<(?=[A-Za-z_/!])/y;
const COMMENT = '<!--';
const BLANKS_BEHIND = /[ \t]*\n/y;

function passBlanks(state: BlockState): void {
  state.pos += match(state, BLANKS_BEHIND)?.[0].length ?? 0;
}

export function htmlElement(state: BlockState): boolean {
  if (!state.shared.hasHtml) return false;
  const [start, indent = ''] = match(state, START) ?? [];
  if (start === undefined) return false;
  const at = state.pos + indent.length;
  if (state.text.startsWith(COMMENT, at)) return indent === '' && comment(state);
  START_TAG.lastIndex = at;
  const tag = START_TAG.exec(state.text);
  if (tag === null) return false;
  const [found, name = '', attributes = '', closed] = tag;
  const lower = name.toLowerCase();
  if (SPANS.has(lower)) return false;
  const end = at + found.length;
  if (lower === 'script' || lower === 'style') return wholeElement(state, at, end, lower);
  const usual = state.shared.settings.parseBlockHtml ? usualInside(lower) : 'raw';
  const [kept, inside] = takeMode(lower, attributes, usual);
  const line = lineNow(state);
  const isEmpty = closed !== undefined || EMPTY.has(lower);
  const more: Partial<KramdownBlock> = {
    name: lower,
    text: `<${name}${kept}${isEmpty ? ' /' : ''}>`,
  };
  state.pos = end;
  if (isEmpty) {
    addBlock(state, createBlock('html', line, { ...more, level: 0 }));
    passBlanks(state);
    return true;
  }
  if (inside === 'raw' || (inside === 'blocks' && state.depth >= state.shared.deepest)) {
    const raw = rawInside(state.text, end, name);
    const block = createBlock('html', line, more);
    addBlock(state, block);
    state.pos = raw.end;
    if (/\smarkdown\s*=/.test(raw.html)) mixedInside(state, block, raw.html);
    else block.children.push(createBlock('raw', line, { text: raw.html }));
  } else if (inside === 'words') {
    const stop = endOfText(state.text, end, name);
    const block = createBlock('html', line, { ...more, inside: 'words' });
    addBlock(state, block);
    block.children.push(
      createBlock('paragraph', line, { text: state.text.slice(end, stop), isBare: true }),
    );
    END_TAG.lastIndex = stop;
    state.pos = stop + (END_TAG.exec(state.text)?.[0].length ?? 0);
  } else {
    const block = addBlock(state, createBlock('html', line, { ...more, inside: 'blocks' }));
    passBlanks(state);
    state.shared.parseOn(state, block);
  }
  passBlanks(state);
  return true;
}

const WITH_MODE =
  /<([A-Za-z][\w.-]*)((?:[^<>"']|"[^"<>]*"|'[^'<>]*')*?\smarkdown\s*=(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)>/y;

/** HTML as it stands, but for elements in it whose attribute says that Markdown is inside. */
function mixedInside(state: BlockState, parent: KramdownBlock, html: string): void {
  const { line } = parent;
  const raw = (text: string): void => {
    if (text !== '') parent.children.push(createBlock('raw', line, { text }));
  };
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    WITH_MODE.lastIndex = at;
    const [found, name = '', attributes = ''] = WITH_MODE.exec(html) ?? [];
    if (found === undefined) continue;
    const lower = name.toLowerCase();
    const [kept, inside] = takeMode(lower, attributes, 'raw');
    raw(html.slice(from, at));
    const element = rawInside(html, at + found.length, name);
    const text = html
      .slice(at + found.length, element.end)
      .replace(new RegExp(`</${name}\\s*>$`, 'i'), '');
    const more = { name: lower, text: `<${name}${kept}>` };
    if (inside === 'raw') raw(`${more.text}${element.html}</${name}>`);
    else if (inside === 'words') {
      const block = createBlock('html', line, { ...more, inside });
      block.children.push(createBlock('paragraph', line, { text, isBare: true }));
      parent.children.push(block);
    } else {
      const block = createBlock('html', line, { ...more, inside });
      parent.children.push(block);
      state.shared.parse(state, block, text.replace(/^[ \t]*\n/, ''), line);
    }
    from = element.end;
    at = from - 1;
  }
  raw(html.slice(from));
}

/** A comment up to its end; an open one is text. */
function comment(state: BlockState): boolean {
  const { text, pos } = state;
  const env = state.shared.env;
  if (env.endless?.get(COMMENT) === text) return false;
  const end = text.indexOf('-->', pos + COMMENT.length);
  if (end === -1) {
    env.endless ??= new Map();
    env.endless.set(COMMENT, text);
    return false;
  }
  const stop = end + '-->'.length;
  addBlock(state, createBlock('raw', lineNow(state), { text: text.slice(pos, stop) }));
  state.pos = stop;
  passBlanks(state);
  return true;
}

/** A script up to its end tag; without one it would take the rest of the story with it, and is text. */
function wholeElement(state: BlockState, at: number, from: number, name: string): boolean {
  const { text } = state;
  const { env } = state.shared;
  const stop = env.endless?.get(name) === text ? text.length : endOfText(text, from, name);
  END_TAG.lastIndex = stop;
  const [end] = END_TAG.exec(text) ?? [];
  const line = lineNow(state);
  if (end === undefined) {
    env.endless ??= new Map();
    env.endless.set(name, text);
    reportFault(env, 'html-unbalanced', () => unendedFault(text, at, line + 1));
    return false;
  }
  addBlock(state, createBlock('raw', line, { text: text.slice(at, stop + end.length) }));
  state.pos = stop + end.length;
  passBlanks(state);
  return true;
}

/** The end tag of the element whose blocks are parsed, at a line's start. */
export function endsElement(state: BlockState, name: string): boolean {
  const [start, indent = ''] = match(state, START) ?? [];
  if (start === undefined) return false;
  END_TAG.lastIndex = state.pos + indent.length;
  const [found, ended] = END_TAG.exec(state.text) ?? [];
  if (found === undefined || ended?.toLowerCase() !== name) return false;
  state.pos += indent.length + found.length;
  return true;
}
