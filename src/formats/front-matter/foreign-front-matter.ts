/** Front matter as Hugo has it besides YAML: TOML between `+++`, and JSON. Reported as what it is, never read. */

import type { ProblemCode } from '../../model/problem-code.js';
import { firstLine } from './split.js';

export interface ForeignFrontMatter {
  readonly code: ProblemCode;
  /** What it is, in words. */
  readonly what: string;
  readonly hint: string;
  /** Where it begins. */
  readonly line: number;
}

/** The first bytes of such a file, and of few others; a file that matches is then read whole. */
export const FOREIGN_HEAD: RegExp = /^(?:\u00EF\u00BB\u00BF)?\s*(?:\+\+\+|\{\s*(?:"|$))/;

const TOML = /^\+\+\+[ \t]*\r?\n([\s\S]*?)^\+\+\+[ \t]*\r?$/m;
const ENTRY = /^[ \t]*(?:[\w.-]+|"[^"\n]*")[ \t]*=/m;
const CONVERT = '`hugo convert toYAML` rewrites all files of a Hugo site';

/** Null: the text begins with neither; then it is as any other that has no front matter. */
export function findForeign(text: string): ForeignFrontMatter | null {
  const { start, line } = firstLine(text);
  const char = text.charAt(start);
  if (char !== '+' && char !== '{') return null;
  const found = text.slice(start);
  const [, block] = char === '+' ? (TOML.exec(found) ?? []) : [];
  if (block !== undefined && found.startsWith('+++') && ENTRY.test(block)) {
    return {
      code: 'front-matter-toml',
      what: 'The front matter between +++ is TOML, as Hugo has it, and finews reads YAML',
      hint: `Put it between --- lines, with \`title: News\` for \`title = "News"\`; ${CONVERT}.`,
      line,
    };
  }
  if (char !== '{' || !isJsonMap(found)) return null;
  return {
    code: 'front-matter-json',
    what: 'The front matter is JSON, as Hugo has it, and finews reads YAML',
    hint: `Put a line with --- above it and one below, for JSON is YAML as well; ${CONVERT}.`,
    line,
  };
}

const JSON_END = /^\}[ \t]*\r?$/m;

/** A map of one key at least, up to the first line that is a closing brace alone. */
function isJsonMap(text: string): boolean {
  const end = JSON_END.exec(text);
  if (end === null || !/^\{\s*"/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text.slice(0, end.index + 1));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
