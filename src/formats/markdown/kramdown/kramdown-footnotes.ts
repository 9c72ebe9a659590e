/** kramdown's footnotes: numbered as they are first referred to, at the story's end or where `{:footnotes}` says. */
import type { RendererRule, StateCore, Token } from 'markdown-it';
import { reportFault } from '../body-faults.js';
import { type Note, placeFootnotes, takeNotes } from '../footnotes.js';
import { isSparing } from '../growth.js';
import type { KramdownEnv } from './blocks/block-tree.js';

export function placeNotes(state: StateCore): void {
  const place = state.tokens.find(
    ({ type, meta }) => type.endsWith('_list_open') && meta?.['isNotes'] === true,
  );
  if (isSparing(state.env, 'reuse')) {
    placeFootnotes(state);
    return;
  }
  const notes = takeNotes(state);
  const known = new Map(notes.map((note) => [note.label, note]));
  const numbered = numberNotes(state.tokens, known);
  for (const note of notes) {
    if (known.get(note.label) === note && numbered.some(({ label }) => label === note.label))
      continue;
    reportLost(state, note);
  }
  const block = numbered.length === 0 ? [] : blockOf(state, numbered, known);
  state.tokens =
    place === undefined ? [...state.tokens, ...block] : replaced(state.tokens, place, block);
}

interface NumberedNote {
  readonly label: string;
  readonly id: number;
  count: number;
}

/** Those that only notes refer to come after the story's. */
function numberNotes(
  story: readonly Token[],
  known: ReadonlyMap<string, Note>,
): readonly NumberedNote[] {
  const numbered = new Map<string, NumberedNote>();
  const read = (tokens: readonly Token[]): void => {
    for (const { meta } of tokens.flatMap(({ children }) => children ?? []).filter(isMark)) {
      const label = String(meta?.['label']);
      const note = numbered.get(label) ?? { label, id: numbered.size, count: 0 };
      numbered.set(label, note);
      if (meta !== null) Object.assign(meta, { id: note.id, subId: note.count });
      note.count++;
    }
  };
  read(story);
  for (const label of numbered.keys()) read(known.get(label)?.tokens ?? []);
  return [...numbered.values()];
}

function isMark({ type }: Token): boolean {
  return type === 'footnote_ref';
}

function reportLost(state: StateCore, { tokens, label }: Note): void {
  reportFault(state.env, 'definition-unused', () => ({
    message: `The footnote [^${label}] is not shown: nothing refers to it`,
    hint: `Write [^${label}] where it belongs.`,
    line: (tokens.find(({ map }) => map !== null)?.map?.[0] ?? 0) + 1,
    found: `[^${label}]`,
  }));
}

function blockOf(
  state: StateCore,
  numbered: readonly NumberedNote[],
  known: ReadonlyMap<string, Note>,
): Token[] {
  const tokens: Token[] = [];
  const make = (type: string, nesting: -1 | 0 | 1, meta: Token['meta'] = null): Token => {
    const token = new state.Token(type, '', nesting);
    token.meta = meta;
    return token;
  };
  tokens.push(make('footnote_block_open', 1));
  for (const { label, id, count } of numbered) {
    tokens.push(make('footnote_open', 1, { id, subId: 0, label }));
    for (const token of known.get(label)?.tokens ?? []) tokens.push(token);
    const last = tokens.at(-1)?.type === 'paragraph_close' ? tokens.pop() : undefined;
    if (last === undefined) tokens.push(new state.Token('paragraph_open', 'p', 1));
    for (let subId = 0; subId < count; subId++)
      tokens.push(
        make('footnote_anchor', 0, {
          id,
          subId,
          label,
          isFirst: last === undefined && subId === 0,
        }),
      );
    tokens.push(last ?? new state.Token('paragraph_close', 'p', -1));
    tokens.push(make('footnote_close', -1, { id, subId: 0 }));
  }
  tokens.push(make('footnote_block_close', -1));
  return tokens;
}

/** Instead of the list that has the place. */
function replaced(tokens: readonly Token[], place: Token, block: readonly Token[]): Token[] {
  const start = tokens.indexOf(place);
  const end = tokens.findIndex(
    ({ level, nesting }, index) => index > start && nesting === -1 && level === place.level,
  );
  return [...tokens.slice(0, start), ...block, ...tokens.slice(end + 1)];
}

function firstIn(env: KramdownEnv | undefined): number | undefined {
  return env?.settings?.footnoteNumber;
}

/** As kramdown writes them, for pages of the site's own: its styles and addresses name them so. */
export function ownNoteRenderers(first: number): Readonly<Record<string, RendererRule>> {
  const metaOf = (tokens: readonly Token[], index: number): NoteMeta => {
    const { meta } = tokens[index] ?? { meta: null };
    const [id, subId] = [Number(meta?.['id']), Number(meta?.['subId'])];
    const label = String(meta?.['label']).replace(/[^\p{L}\p{N}_.-]/gu, '');
    return { id, subId, label, name: subId > 0 ? `${label}:${subId}` : label };
  };
  return {
    footnote_ref(tokens, index, _options, env) {
      const { id, label, name } = metaOf(tokens, index);
      const number = id + (firstIn(env) ?? first);
      return `<sup id="fnref:${name}" role="doc-noteref"><a href="#fn:${label}" class="footnote" rel="footnote">${number}</a></sup>`;
    },
    footnote_block_open(_tokens, _index, _options, env) {
      const number = firstIn(env) ?? first;
      const start = number === 1 ? '' : ` start="${number}"`;
      return `<div class="footnotes" role="doc-endnotes">\n<ol${start}>\n`;
    },
    footnote_block_close: () => '</ol>\n</div>\n',
    footnote_open: (tokens, index) =>
      `<li id="fn:${metaOf(tokens, index).label}" role="doc-endnote">\n`,
    footnote_close: () => '</li>\n',
    footnote_anchor(tokens, index) {
      const { subId, name } = metaOf(tokens, index);
      const repeated = subId > 0 ? `<sup>${subId + 1}</sup>` : '';
      const space = tokens[index]?.meta?.['isFirst'] === true ? '' : '\u00a0';
      return `${space}<a href="#fnref:${name}" class="reversefootnote" role="doc-backlink">\u21a9${repeated}</a>`;
    },
  };
}

interface NoteMeta {
  readonly id: number;
  readonly subId: number;
  readonly label: string;
  /** Of the place that refers to it. */
  readonly name: string;
}

/** How they are written in stories; `first` is the number of the first. */
export function noteRenderers(first: number): Readonly<Record<string, RendererRule>> {
  const metaOf = (
    tokens: readonly Token[],
    index: number,
  ): readonly [id: number, subId: number] => {
    const { meta } = tokens[index] ?? { meta: null };
    return [Number(meta?.['id']) + 1, Number(meta?.['subId'])];
  };
  const nameOf = (id: number, subId: number): string => (subId > 0 ? `${id}:${subId}` : `${id}`);
  return {
    footnote_ref: (tokens, index, _options, env) => {
      const [id, subId] = metaOf(tokens, index);
      const number = id - 1 + (firstIn(env) ?? first);
      return `<sup class="footnote-ref"><a href="#fn${id}" id="fnref${nameOf(id, subId)}">${number}</a></sup>`;
    },
    footnote_block_open: (_tokens, _index, _options, env) => {
      const number = firstIn(env) ?? first;
      const start = number === 1 ? '' : ` start="${number}"`;
      return `<div class="footnotes">\n<ol${start} class="footnotes-list">\n`;
    },
    footnote_block_close: () => '</ol>\n</div>\n',
    footnote_open: (tokens, index) =>
      `<li id="fn${metaOf(tokens, index)[0]}" class="footnote-item">`,
    footnote_close: () => '</li>\n',
    footnote_anchor: (tokens, index) => {
      const [id, subId] = metaOf(tokens, index);
      const repeated = subId > 0 ? `<sup>${subId + 1}</sup>` : '';
      return `\u00a0<a href="#fnref${nameOf(id, subId)}" class="footnote-backref">\u21a9${repeated}</a>`;
    },
  };
}
