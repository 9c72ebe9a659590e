/** The built-in theme and the site's own `templates/`, which overrides it file by file. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameBelow } from '../../formats/urls/paths.js';
import { stampText, trustedStamp } from '../../incremental/file-stamp.js';
import { refusal } from '../../incremental/source-files/leaving-links.js';
import { readListed, unlessGone } from '../../incremental/source-files/open-listed.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Position, Problem } from '../../model/problem.js';
import type { FilterFile, StaticFile, TemplateFile } from '../../model/source.js';
import { digest } from '../../platform/digest.js';
import { positionAt } from '../../problems/code-frame.js';
import { followLinks } from './linked-posts.js';
import type { PageReadContext } from './page-files.js';
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

export function readTemplates(config: Config, context: PageReadContext): Outcome<ThemeFiles> {
  const { io } = context;
  const builtIn = readTheme(filesBelow(BUILT_IN, io), context);
  const own = config.templatesDir;
  const kind = own === BUILT_IN ? undefined : io.stat(own)?.kind;
  if (kind !== 'folder' && kind !== 'link') return builtIn;
  const listed = ownFiles(config, io, kind);
  const site = readTheme(listed.value, context);
  const value = {
    templates: [...builtIn.value.templates, ...site.value.templates],
    assets: [...builtIn.value.assets, ...site.value.assets],
    filters: site.value.filters,
  };
  return { value, problems: [...listed.problems, ...site.problems] };
}

/** A theme's file. */
interface ThemeFile {
  /** Below the theme's folder. */
  readonly name: string;
  /** For messages. */
  readonly shown: string;
  /** Absolute. */
  readonly file: string;
  /** Null: it is gone. */
  readonly read: () => Buffer | null;
}

function filesBelow(folder: string, io: Io): readonly ThemeFile[] {
  const files = io.walk(folder, []).filter(({ kind }) => kind === 'file');
  return files.map(({ path: name }) => {
    const file = path.join(folder, name);
    const read = (): Buffer => io.read(file);
    return { name, shown: `finews:templates/${name}`, file, read };
  });
}

/** The site's own, links followed where they stay in the site. */
function ownFiles(config: Config, io: Io, kind: 'folder' | 'link'): Outcome<readonly ThemeFile[]> {
  const label = nameBelow(config.source, config.templatesDir);
  const listed: readonly Entry[] =
    kind === 'link'
      ? [{ path: label, kind }]
      : io.walk(config.templatesDir, []).map((entry) => {
          return { path: `${label}/${entry.path}`, kind: entry.kind };
        });
  const { value, problems } = followLinks(listed, config, io, () => true);
  const told: Problem[] = [...problems];
  const files = value.entries.flatMap((entry): readonly ThemeFile[] => {
    if (entry.kind === 'folder') return [];
    const refused = refusal(entry, config, io);
    if (refused !== null) {
      const { fate: _, ...about } = refused;
      told.push(about);
      return [];
    }
    const shown = entry.path;
    const at = path.join(config.source, shown);
    const file = entry.kind === 'link' ? (unlessGone(() => io.realPath(at)) ?? at) : at;
    const read = (): Buffer | null => {
      const found = readListed(shown, config, io);
      return found.kind === 'ok' ? found.value : null;
    };
    return [{ name: shown.slice(label.length + 1), shown, file, read }];
  });
  return { value: files, problems: told };
}

function readTheme(files: readonly ThemeFile[], { io, now }: PageReadContext): Outcome<ThemeFiles> {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const templates: TemplateFile[] = [];
  const assets: StaticFile[] = [];
  const code: (TemplateFile & { readonly file: string })[] = [];
  const problems: Problem[] = [];
  for (const { name, shown, file, read } of sorted) {
    if (name.startsWith(ASSETS)) {
      const found = io.stat(file);
      const mark = stampText(trustedStamp(found, now));
      if (found?.kind === 'file') assets.push({ path: name, name, text: null, file, mark });
      continue;
    }
    if (path.posix.basename(name).startsWith('.')) continue;
    const bytes = read();
    if (bytes === null) continue;
    const text = trustedText(bytes, 'template', shown);
    // A picture that lies among templates is none, and harms nothing.
    if (text.value === null && !LAYOUT.test(name)) continue;
    problems.push(...text.problems);
    const template = { name, syntax: 'nunjucks', path: shown, text: text.value ?? '' } as const;
    if (name.startsWith(CODE)) code.push({ ...template, file });
    else templates.push(template);
  }
  const filters = filtersOf(code);
  problems.push(...filters.problems);
  return { value: { templates, assets, filters: filters.value }, problems };
}

/**
 * A module stands alone: what it imports by a relative path would stay as it was first loaded for as
 * long as a process lives.
 */
function filtersOf(
  code: readonly (TemplateFile & { readonly file: string })[],
): Outcome<readonly FilterFile[]> {
  const problems: Problem[] = [];
  const known = new Map<string, FilterFile>();
  for (const { name: inner, path: shown, file, text } of code) {
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
      problems.push(unusable(shown, fault, positionAt(text, Math.max(relative, 0))));
    else if (name !== undefined) known.set(name, { name, path: shown, file, digest: digest(text) });
  }
  return { value: [...known.values()], problems };
}

const RELATIVE = /(?:\bfrom|\bimport)\s*\(?\s*['"]\.{1,2}\//;

function unusable(file: string, fault: string, place: Position): Problem {
  const hint = 'A filter is one file with all it needs, but for packages.';
  const message = `This ${fault}`;
  return { code: 'filter-module', severity: 'error', message, hint, file, ...place };
}
