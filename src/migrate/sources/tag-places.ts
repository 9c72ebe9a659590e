/** Where the tags of a foreign text stand, for whoever has to replace them. */
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
  let from = 0;
  return (tag) => {
    const at = text.indexOf(tag, from);
    if (at < 0) return file;
    from = at + tag.length;
    const within = positionAt(text, at);
    const before = within.line === 1 ? column - 1 : 0;
    return `${file}:${line + within.line - 1}:${before + within.column}`;
  };
}
