/** The built-in theme and the site's own `templates/`, which overrides it file by file. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from '../../content/digest.js';
import type { Config } from '../../model/config.js';
import type { FilterFile, StaticFile, TemplateFile } from '../../model/source.js';
import { markOf } from './load.js';
import type { Looking } from './pages.js';

/** Modules of a theme whose default exports are filters. */
const FILTERS = /^filters\/([a-z]\w*)\.m?js$/i;
/** Everything else beside them: what they import. */
const HELPERS = 'filters/';
/** Folder of a theme whose files are copied to `/assets/`. */
const ASSETS = 'assets/';
const BUILT_IN = fileURLToPath(new URL('../../../templates', import.meta.url));

export interface ThemeFiles {
  /** The built-in ones first, so that later ones of the same name win. */
  readonly templates: readonly TemplateFile[];
  readonly assets: readonly StaticFile[];
  readonly filters: readonly FilterFile[];
}

export async function readTemplates(config: Config, looking: Looking): Promise<ThemeFiles> {
  const builtIn = await readTheme(BUILT_IN, 'finews:templates', looking);
  const own = config.templatesDir;
  if (own === BUILT_IN || looking.io.stat(own)?.kind !== 'folder') return builtIn;
  const site = await readTheme(own, path.relative(config.source, own), looking);
  return {
    templates: [...builtIn.templates, ...site.templates],
    assets: [...builtIn.assets, ...site.assets],
    filters: site.filters,
  };
}

async function readTheme(folder: string, label: string, { io, now }: Looking): Promise<ThemeFiles> {
  const entries = (await io.list(folder, [])).filter((entry) => entry.kind === 'file');
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  const templates: TemplateFile[] = [];
  const assets: StaticFile[] = [];
  const code: TemplateFile[] = [];
  for (const entry of entries) {
    const file = path.join(folder, entry.path);
    if (entry.path.startsWith(ASSETS)) {
      assets.push({ path: entry.path, file, mark: markOf(file, now, io) });
      continue;
    }
    if (path.posix.basename(entry.path).startsWith('.')) continue;
    const text = io
      .read(file)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n');
    const list = entry.path.startsWith(HELPERS) ? code : templates;
    list.push({ name: entry.path, path: `${label}/${entry.path}`, text });
  }
  return { templates, assets, filters: filtersOf(code, folder) };
}

/** A filter is its module and the helpers, for what it imports of them isn't known. */
function filtersOf(code: readonly TemplateFile[], folder: string): readonly FilterFile[] {
  const helpers = code.filter(({ name }) => !FILTERS.test(name));
  const shared = helpers.map(({ name, text }) => `${name}\n${text}`).join('\n');
  return code.flatMap(({ name: inner, path: label, text }) => {
    const name = FILTERS.exec(inner)?.[1];
    if (name === undefined) return [];
    return [{ name, path: label, file: path.join(folder, inner), digest: digest(text + shared) }];
  });
}
