/** The built-in theme and the site's own `templates/`, which overrides it file by file. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from '../../content/digest.js';
import { positionAt } from '../../content/frame.js';
import { markOf, seenOf } from '../../content/look.js';
import type { Config } from '../../model/config.js';
import type { Outcome, Position, Problem } from '../../model/problem.js';
import type { FilterFile, StaticFile, TemplateFile } from '../../model/source.js';
import type { Looking } from './pages.js';
import { trustedText } from './trusted.js';

/** Modules of a theme whose default exports are filters. */
const FILTERS = /^filters\/([a-z]\w*)\.m?js$/i;
const CODE = 'filters/';
/** Folder of a theme whose files are copied to `/assets/`. */
const ASSETS = 'assets/';
const LAYOUT = /\.(?:njk|html)$/i;
const BUILT_IN = fileURLToPath(new URL('../../../templates', import.meta.url));

export interface ThemeFiles {
  /** The built-in ones first, so that later ones of the same name win. */
  readonly templates: readonly TemplateFile[];
  readonly assets: readonly StaticFile[];
  readonly filters: readonly FilterFile[];
}

export function readTemplates(config: Config, looking: Looking): Outcome<ThemeFiles> {
  const builtIn = readTheme(BUILT_IN, 'finews:templates', looking);
  const own = config.templatesDir;
  if (own === BUILT_IN || looking.io.stat(own)?.kind !== 'folder') return builtIn;
  const site = readTheme(own, path.relative(config.source, own), looking);
  const value = {
    templates: [...builtIn.value.templates, ...site.value.templates],
    assets: [...builtIn.value.assets, ...site.value.assets],
    filters: site.value.filters,
  };
  return { value, problems: site.problems };
}

function readTheme(folder: string, label: string, { io, now }: Looking): Outcome<ThemeFiles> {
  const entries = io.walk(folder, []).filter((entry) => entry.kind === 'file');
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  const templates: TemplateFile[] = [];
  const assets: StaticFile[] = [];
  const code: TemplateFile[] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    const file = path.join(folder, entry.path);
    if (entry.path.startsWith(ASSETS)) {
      const mark = markOf(seenOf(io.stat(file), now));
      assets.push({ path: entry.path, name: entry.path, text: null, file, mark });
      continue;
    }
    if (path.posix.basename(entry.path).startsWith('.')) continue;
    const shown = `${label}/${entry.path}`;
    const text = trustedText(io.read(file), 'template', shown);
    // A picture that lies among templates is none, and harms nothing.
    if (text.value === null && !LAYOUT.test(entry.path)) continue;
    problems.push(...text.problems);
    const list = entry.path.startsWith(CODE) ? code : templates;
    list.push({ name: entry.path, path: shown, text: text.value ?? '' });
  }
  const filters = filtersOf(code, folder);
  problems.push(...filters.problems);
  return { value: { templates, assets, filters: filters.value }, problems };
}

/**
 * A module stands alone: what it imports by a relative path would stay as it was first loaded for as
 * long as a process lives.
 */
function filtersOf(code: readonly TemplateFile[], folder: string): Outcome<readonly FilterFile[]> {
  const problems: Problem[] = [];
  const known = new Map<string, FilterFile>();
  for (const { name: inner, path: file, text } of code) {
    const name = FILTERS.exec(inner)?.[1];
    const relative = text.search(RELATIVE);
    const fault =
      name === undefined
        ? 'is no module of its own: name it like `filters/shout.js`'
        : known.has(name)
          ? `is a second filter \`${name}\``
          : relative >= 0
            ? 'imports a file by a relative path'
            : null;
    if (fault !== null)
      problems.push(unusable(file, fault, positionAt(text, Math.max(relative, 0))));
    else if (name !== undefined)
      known.set(name, { name, path: file, file: path.join(folder, inner), digest: digest(text) });
  }
  return { value: [...known.values()], problems };
}

const RELATIVE = /(?:\bfrom|\bimport)\s*\(?\s*['"]\.{1,2}\//;

function unusable(file: string, fault: string, place: Position): Problem {
  const hint = 'A filter is one file with all it needs, but for packages.';
  const message = `This ${fault}`;
  return { code: 'filter-module', severity: 'error', message, hint, file, ...place };
}
