/**
 * `title：新闻` in the config: to YAML a full-width colon is a letter, so that it complains of what comes
 * after it, or of nothing.
 */

import type { Problem } from '../../model/problem.js';
import { codeFrame } from '../../problems/code-frame.js';

const KEY: RegExp = /^([ \t]*(?:-[ \t]+)?)([A-Za-z_][\w-]*)[ \t]*：[ \t]*(.*)$/;

/** Errors of a config that YAML can't read as a map, each at its key; `fault` is the line it tells. */
export function wideColons(
  text: string,
  file: string,
  fault: number | undefined,
): readonly Problem[] {
  const lines = text.split('\n');
  const below = lines[(fault ?? 0) - 1]?.search(/\S/);
  const found = lines.flatMap((line, at) => {
    const [, before = '', key, value = ''] = KEY.exec(line) ?? [];
    return key === undefined ? [] : [{ line: at + 1, column: before.length + 1, key, value }];
  });
  // At the edge no text goes on, so that it can be nothing but a key. Further in one may, but not
  // where YAML stumbles over the next key of the same map.
  const sure = found.filter(({ column }) => column === 1);
  const near = found.filter(
    ({ line, column }) => fault === line || (fault === line + 1 && below === column - 1),
  );
  return (sure.length > 0 ? sure : near).map(({ line, column, key, value }) => ({
    code: 'config-syntax',
    severity: 'error',
    message: `After \`${key}\` there is a full-width colon, which YAML takes for a letter`,
    hint: `Write \`${key}: ${value.length > 40 ? '…' : value.trim()}\`, with an ASCII colon and a blank.`,
    file,
    line,
    column,
    frame: codeFrame(text, line, column),
  }));
}
