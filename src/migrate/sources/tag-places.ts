/** Where the tags of a foreign text stand, for whoever has to replace them. */
import type { Position } from '../../model/problem.js';
import { positionAt } from '../../problems/code-frame.js';

export interface TextStart {
  /** The file, for messages. */
  readonly file: string;
  /** Where the text begins in it, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Gives `file:line:column` of tags that are asked for in their order; the file alone where one isn't found. */
export function tagPlaces(
  text: string,
  { file, line, column }: TextStart,
): (tag: string) => string {
  let here: Position = { line, column };
  /** Where that is, and from where on the next tag stands. */
  let [counted, next] = [0, 0];
  const missing = new Set<string>();
  return (tag) => {
    const at = missing.has(tag) ? -1 : text.indexOf(tag, next);
    if (at < 0) {
      missing.add(tag);
      return file;
    }
    // From the tag before, not from the text's begin: a text may have thousands.
    const { line: lines, column: last } = positionAt(text.slice(counted, at), at - counted);
    here = { line: here.line + lines - 1, column: last + (lines === 1 ? here.column - 1 : 0) };
    [counted, next] = [at, at + tag.length];
    return `${file}:${here.line}:${here.column}`;
  };
}
