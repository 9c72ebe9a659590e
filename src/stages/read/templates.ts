/** The built-in theme and the site's own `templates/`, which overrides it file by file. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { StaticFile, TemplateFile } from '../../model/source.js';

/** Folder of a theme whose files are copied to `/assets/`. */
const ASSETS = 'assets/';
const BUILT_IN = fileURLToPath(new URL('../../../templates', import.meta.url));

export interface ThemeFiles {
  /** The built-in ones first, so that later ones of the same name win. */
  readonly templates: readonly TemplateFile[];
  readonly assets: readonly StaticFile[];
}

export async function readTemplates(config: Config, io: Io): Promise<ThemeFiles> {
  const builtIn = await readTheme(BUILT_IN, 'finews:templates', io);
  const own = config.templatesDir;
  if (own === BUILT_IN || io.stat(own)?.kind !== 'folder') return builtIn;
  const site = await readTheme(own, path.relative(config.source, own), io);
  return {
    templates: [...builtIn.templates, ...site.templates],
    assets: [...builtIn.assets, ...site.assets],
  };
}

async function readTheme(folder: string, label: string, io: Io): Promise<ThemeFiles> {
  const entries = (await io.list(folder, [])).filter((entry) => entry.kind === 'file');
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  const templates: TemplateFile[] = [];
  const assets: StaticFile[] = [];
  for (const entry of entries) {
    const file = path.join(folder, entry.path);
    if (entry.path.startsWith(ASSETS)) {
      assets.push({ path: entry.path, name: entry.path, text: null, file });
    } else if (!path.posix.basename(entry.path).startsWith('.')) {
      const text = io
        .read(file)
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .replace(/\r\n?/g, '\n');
      templates.push({ name: entry.path, path: `${label}/${entry.path}`, text });
    }
  }
  return { templates, assets };
}
