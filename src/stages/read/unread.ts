/** Jekyll's layouts in a site that has no templates yet: its pages would look unlike themselves. */
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';

const FOLDERS = ['_layouts', '_includes'];

/** `ignored` are the entries that are no part of the site. One warning, for nobody ports them singly. */
export function unreadLayouts(
  ignored: readonly Entry[],
  config: Config,
  io: Io,
): readonly Problem[] {
  const unread = FOLDERS.filter((folder) =>
    ignored.some(({ path, kind }) => kind === 'file' && path.startsWith(`${folder}/`)),
  );
  const [first] = unread;
  if (first === undefined || /^(?:folder|link)$/.test(io.stat(config.templatesDir)?.kind ?? ''))
    return [];
  const names = unread.join(' and ');
  const message = `finews reads no ${names}: pages have the built-in theme's layouts`;
  const hint =
    "Copy them into templates/, as in templates/post.html: each of Liquid's spellings is then told with Nunjucks' way to write it.";
  return [{ code: 'layouts-unread', severity: 'warning', message, hint, file: first }];
}
