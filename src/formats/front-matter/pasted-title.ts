/**
 * The title that a script pasted into a block where YAML, without an error, reads another one. Asked by
 * `front-matter.ts` of each block that is not read line by line.
 */
import type { Value } from '../../model/data.js';
import { titleAsPasted, trimBlanks } from './pasted.js';
import type { BlockNote } from './types.js';

const TITLE: RegExp = /\ntitle[ \t]*:(?=[ \t\n]|$)[ \t]*(?:! +(?=["']))?([^\n]*)/g;

interface PastedTitle {
  readonly title: string;
  readonly note: BlockNote;
}

/** `read` is YAML's title; null: that is the one that stands there. */
export function pastedTitle(block: string, read: Value | undefined): PastedTitle | null {
  const text = `\n${block}`;
  const found = [...text.matchAll(TITLE)].at(-1);
  if (found === undefined || found[1] === undefined) return null;
  const end = found.index + found[0].length;
  const more = /^\s*\n[ \t]+[^\s#]/.test(text.slice(end, end + 1000));
  const title = titleAsPasted(trimBlanks(found[1]), more, read);
  if (title === null) return null;
  const note: BlockNote = {
    code: 'front-matter-title',
    message:
      'YAML would read another title than the one that stands here; it was taken as it stands',
    hint: "Put the title between single quotes, and write '' for each ' in it.",
    line: text.slice(0, found.index + 1).split('\n').length - 1,
    column: found[0].length - found[1].length,
  };
  return { title, note };
}
