/**
 * Which language a site's pages and layouts are written in. Asked at every build, so that a site that
 * gets its first `_layouts` while it is watched is Jekyll's from then on.
 */
import { type Config, SYNTAXES, type Syntax } from '../../model/config.js';
import type { Data } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import { jekyllTheme } from '../../outputs/site-settings.js';

/** What `syntax` says, else Liquid where there is something of Jekyll's own to run. */
export function syntaxOf(
  values: Data,
  { layoutsDir, includesDir }: Pick<Config, 'layoutsDir' | 'includesDir'>,
  io: Io,
): Syntax {
  const chosen = SYNTAXES.find((syntax) => syntax === values['syntax']);
  if (chosen !== undefined) return chosen;
  const isThere = (folder: string): boolean =>
    /^(?:folder|link)$/.test(io.stat(folder)?.kind ?? '');
  const isJekylls = isThere(layoutsDir) || isThere(includesDir) || jekyllTheme(values) !== null;
  return isJekylls ? 'liquid' : 'nunjucks';
}
