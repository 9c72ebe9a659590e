/** Lines of kramdown that are for other places: footnotes, addresses of links, abbreviations, attribute lists, extensions. */
import type { KramdownSettings } from '../../../../model/config.js';
import { keepNamed } from '../attributes.js';
import { kramdownList } from '../lax-attributes.js';
import { kramdownSettings } from '../settings.js';
import { IAL, INSIDE, OPT, WS } from './block-patterns.js';
import {
  addBlock,
  type BlockState,
  createBlock,
  type KramdownEnv,
  lineNow,
  match,
} from './block-tree.js';
import { endOfCode } from './leaf-blocks.js';

const NOTE = new RegExp(`${OPT}\\[\\^(\\w[\\w-]*)\\]:([^\\n]*\\n)`, 'y');

export function footnoteDefinition(state: BlockState): boolean {
  const [found, name = '', first = ''] = match(state, NOTE) ?? [];
  if (found === undefined) return false;
  const start = state.pos + found.length;
  const end = endOfCode(state.text, start);
  const line = lineNow(state);
  const note = createBlock('footnote', line, { name });
  const text = first.trimStart() + state.text.slice(start, end).replace(/^(?:\t| {4})/gm, '');
  state.shared.parse(state, note, text, line);
  state.shared.env.notes ??= new Set();
  state.shared.env.notes.add(name);
  addBlock(state, createBlock('end', line, { name: 'footnote', children: [note] }));
  state.pos = end;
  return true;
}

const LINK = new RegExp(
  `${OPT}\\[([^\\n\\]]+)\\]:[ \\t]*(?:<([^\\n]*?)>|([^\\n]*?\\S[^\\n]*?))` +
    `(?:(?:[ \\t]*?\\n|[ \\t]+?)[ \\t]*?(["'])([^\\n]+?)\\4)?[ \\t]*?\\n`,
  'y',
);

export function linkDefinition(state: BlockState): boolean {
  const [found, label = '', inAngles, plain, , title = ''] = match(state, LINK) ?? [];
  if (found === undefined || /[ \t]+["']/.test(plain ?? '')) return false;
  if (label.startsWith('^')) return false;
  const { env } = state.shared;
  const line = lineNow(state);
  const end = addBlock(state, createBlock('end', line, { name: 'link' }));
  env.links ??= new Map();
  env.links.set(linkName(label), { address: inAngles ?? plain ?? '', title, end });
  env.references ??= {};
  env.definitions ??= [];
  env.definitions.push({ label: linkName(label), line, lines: found.trimEnd() });
  state.pos += found.length;
  return true;
}

/** As links find it. */
export function linkName(label: string): string {
  return label.replace(/\s+/g, ' ').toLowerCase();
}

const ABBREVIATION = new RegExp(`${OPT}\\*\\[([^\\n]+?)\\]:([^\\n]*)\\n`, 'y');
/** Beyond it they are text: each is looked for in all words. */
const MOST_ABBREVIATIONS = 200;

export function abbreviationDefinition(state: BlockState): boolean {
  const [found, short = '', title = ''] = match(state, ABBREVIATION) ?? [];
  if (found === undefined) return false;
  const { env } = state.shared;
  env.abbreviations ??= new Map();
  if (env.abbreviations.size >= MOST_ABBREVIATIONS) return false;
  const end = addBlock(state, createBlock('end', lineNow(state), { name: 'abbreviation' }));
  env.abbreviations.set(short, { title: title.trim(), end });
  state.pos += found.length;
  return true;
}

const EXTENSION = new RegExp(`${OPT}\\{:`, 'y');
const NAMED = new RegExp(`${OPT}\\{:(\\w[\\w-]*):(${INSIDE})\\}${WS}*\\n`, 'y');
const START = new RegExp(`${OPT}\\{::(\\w+)(?:\\s(${INSIDE}))??(/)?\\}${WS}*\\n`, 'y');
const PLACED = new RegExp(`${OPT}${IAL}`, 'y');

/** `{:name: …}`, `{: …}`, `{::comment}`. */
export function extensionBlock(state: BlockState): boolean {
  if (match(state, EXTENSION) === null) return false;
  return namedList(state) || extension(state) || placedList(state);
}

function namedList(state: BlockState): boolean {
  const [found, name = '', inside = ''] = match(state, NAMED) ?? [];
  if (found === undefined) return false;
  const { env } = state.shared;
  const line = lineNow(state);
  const list = kramdownList(inside, env, line);
  keepNamed(env, name, list, { line: line + 1, text: found.trim() });
  addBlock(state, createBlock('end', line, { name: 'named' }));
  state.pos += found.length;
  return true;
}

function extension(state: BlockState): boolean {
  const [found, name = '', options = '', isWhole] = match(state, START) ?? [];
  if (found === undefined || !/^(?:comment|nomarkdown|options)$/.test(name)) return false;
  const line = lineNow(state);
  const from = state.pos + found.length;
  let [bodyEnd, end] = [from, from];
  if (isWhole === undefined) {
    const { env } = state.shared;
    if (env.endless?.get(name) === state.text) return false;
    const stop = new RegExp(`^${OPT}\\{:/(?:${name})?\\}${WS}*\\n`, 'gm');
    stop.lastIndex = from;
    const close = stop.exec(state.text);
    if (close === null) {
      env.endless ??= new Map();
      env.endless.set(name, state.text);
      return false;
    }
    [bodyEnd, end] = [close.index, close.index + close[0].length];
  }
  const isOptions = name === 'options';
  if (name === 'nomarkdown' && end > from && isForHtml(options, state.shared.env, line)) {
    const text = state.text.slice(from, bodyEnd);
    addBlock(state, createBlock('raw', line, { text, name }));
  } else if (isOptions) {
    state.shared.settings = withOptions(state.shared.settings, options, state.shared.env, line);
    addBlock(state, createBlock('end', line, { name: 'extension' }));
  } else state.parent.children.push(createBlock('raw', line));
  state.pos = end;
  return true;
}

/** `{::nomarkdown type="latex"}` is for another kind of page. */
function isForHtml(options: string, env: KramdownEnv, line: number): boolean {
  const types = kramdownList(options, env, line).attributes.find(([name]) => name === 'type');
  return types === undefined || types[1].trim() === '' || /\bhtml\b/.test(types[1]);
}

/** `parse_block_html="true"` and the like, as a list has attributes. */
function withOptions(
  settings: KramdownSettings,
  options: string,
  env: KramdownEnv,
  line: number,
): KramdownSettings {
  const { attributes } = kramdownList(options, env, line);
  return kramdownSettings(settings, Object.fromEntries(attributes));
}

const ON_DEFINITION: ReadonlySet<string> = new Set(['link', 'abbreviation', 'footnote']);

function placedList(state: BlockState): boolean {
  const [found, inside = ''] = match(state, PLACED) ?? [];
  if (found === undefined) return false;
  const { env } = state.shared;
  const line = lineNow(state);
  const list = kramdownList(inside, env, line);
  state.shared.placed.push({ list, line, text: found.trim() });
  const last = state.parent.children.at(-1);
  state.pos += found.length;
  const isOn =
    last !== undefined &&
    last.kind !== 'blank' &&
    (last.kind !== 'end' || ON_DEFINITION.has(last.name ?? ''));
  if (isOn) {
    last.lists.push(list);
    if (match(state, PLACED) === null) {
      addBlock(state, createBlock('end', line, { name: 'list' }));
    }
  } else state.waiting.push(list);
  return true;
}
