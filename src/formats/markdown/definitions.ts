/**
 * Lines that are for Markdown and not for readers: `[label]: address`, `{:name: .class}`. Where nothing
 * in the story uses one, and it reads as a reader's line, its loss is reported.
 */
import type { Env, StateCore, Token } from 'markdown-it';
import { isSafeUrl } from '../html/safe-urls.js';
import { quoted, reportFault } from './body-faults.js';

/** Before definitions are taken out of the tokens. */
interface Definition {
  readonly label: string;
  /** From 0. */
  readonly line: number;
  /** As they stand. */
  readonly lines: string;
}

interface DefinitionEnv extends Env {
  definitions?: readonly Definition[];
}

/** Before the rule that takes them out of the tokens. */
export function keepDefinitions(state: StateCore): void {
  const env: DefinitionEnv = state.env;
  const tokens = state.tokens.filter(({ type }) => type === 'reference_definition');
  if (tokens.length === 0) return;
  const lines = state.src.split('\n');
  env.definitions = tokens.map(({ map, meta }) => {
    const [line, end] = map ?? [0, 1];
    return { label: String(meta?.['label']), line, lines: lines.slice(line, end).join('\n') };
  });
}

/** After the rules for words: which definitions were used is known. */
export function reportUnused(state: StateCore): void {
  const { definitions }: DefinitionEnv = state.env;
  if (definitions === undefined) return;
  const used = new Set<string>();
  for (const { children } of state.tokens) addUsed(children ?? [], used);
  for (const { label, line, lines } of definitions) {
    // Of several the first one counts.
    if (used.delete(label) || !readsAsText(lines)) continue;
    reportFault(state.env, 'definition-unused', () => ({
      message: `${quoted(lines)} is not shown: Markdown reads it as a link's address, and nothing uses it`,
      hint: 'For readers, write it without the colon, or put a backslash before the bracket.',
      line: line + 1,
      found: lines.trim(),
    }));
  }
}

function addUsed(tokens: readonly Token[], used: Set<string>): void {
  for (const { meta, children } of tokens) {
    const label = meta?.['label'];
    if (typeof label === 'string') used.add(label);
    if (children !== null) addUsed(children, used);
  }
}

const PARTS = /\[((?:\\.|[^\]\\])*)\]:\s*(?:<([^>\n]*)>|(\S+))\s*([\s\S]*)/;
/** People comment so: `[//]: # (a comment)`. */
const COMMENT = /^#?$/;
const ADDRESS = /^(?:[a-z][a-z\d+.-]*:\/\/|[/#?.]|www\.|\{[{%])/i;
const SCHEME = /^[a-z][a-z\d+.-]*:/i;
const ASCII = /^[\x21-\x7e]+$/;

/** A path such as `b/c`, a file's name, or one sign, which is no word; `3.5` and `Done.` are words. */
function isPath(text: string): boolean {
  if (!ASCII.test(text)) return false;
  return /^\W$/.test(text) || (/[a-z]/i.test(text) && /[/@]|\.\w/.test(text));
}

/** Whether what stands there is more than an address with a name for it. */
function readsAsText(lines: string): boolean {
  const [, label = '', inAngles, plain = '', title = ''] = PARTS.exec(lines) ?? [];
  const address = inAngles ?? plain;
  if (COMMENT.test(address)) return false;
  const isLinked = SCHEME.test(address) && isSafeUrl(address, 'link');
  const isAddress = isLinked || ADDRESS.test(address) || isPath(address);
  return !isAddress || /[^\x21-\x7e]/.test(label) || (title.trim() !== '' && !/^\{%/.test(plain));
}
