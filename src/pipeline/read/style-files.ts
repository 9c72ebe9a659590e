/**
 * Files that style sheets of the site may load: SCSS and Sass wherever they lie in it, CSS where names
 * are looked for. Read with the pages, for rendering opens no files; what lies elsewhere in the site's
 * folder, in `node_modules` say, is read where it is named.
 */
import path from 'node:path';
import { resolveStyle, SITE, styleUrl } from '../../formats/sass/resolve-style.js';
import { styleLoads } from '../../formats/sass/style-loads.js';
import { isBelow } from '../../formats/urls/paths.js';
import { readListed, unlessGone } from '../../incremental/source-files/open-listed.js';
import type { Config } from '../../model/config.js';
import type { Entry, FoundPackage, Io } from '../../model/io.js';
import type { Outcome, Problem, Unplaced } from '../../model/problem.js';
import type { PageFile, StyleFile, StyleSources, TemplateFile } from '../../model/source.js';
import { codeFrame, positionAt } from '../../problems/code-frame.js';
import { NO_COMPILER } from '../../problems/no-compiler.js';
import { styleFolders } from './style-folders.js';
import { trustedText } from './trusted.js';

interface StyleInput {
  readonly pages: readonly PageFile[];
  readonly templates: readonly TemplateFile[];
  readonly lacksTheme: boolean;
  /** All that is in the site's folder. */
  readonly entries: readonly Entry[];
}

const NO_STYLES: Outcome<StyleSources> = {
  value: { compiler: null, isFilter: false, lacksTheme: false, files: [], loadPaths: [] },
  problems: [],
};
const WRITTEN = /\.s[ac]ss$/i;
const ANY = /\.(?:s[ac]ss|css)$/i;
/** With front matter, which is no Sass: `main.scss` may load a partial `main`. */
const IS_PAGE = /^\ufeff?---[ \t]*\r?\n/;
/** Jekyll's filters, which compile what a template has. */
const FILTER = /\|\s*((?:scss|sass)ify)\b/;
/** Of the compiler: the next one reads no `@import`, which most themes have. */
const MAJOR = '1';

export function readStyles(
  { pages, templates, entries, lacksTheme }: StyleInput,
  config: Config,
  io: Io,
): Outcome<StyleSources> {
  const sheets = pages.filter(({ path: name }) => WRITTEN.test(name));
  const asking = [...templates, ...pages].find(({ text }) => FILTER.test(text));
  if (sheets.length === 0 && asking === undefined) return NO_STYLES;
  const problems = outsideProblems(config);
  const compiler = compilerFor(config, io);
  if (compiler === null) {
    if (asking !== undefined) problems.push(uncompiledFilter(asking));
    return { value: NO_STYLES.value, problems };
  }
  const loadPaths = styleFolders(config.outputs.sass.loadPaths, config.source, io);
  const folders = [...loadPaths, ...sheets.map(({ path: name }) => path.posix.dirname(name))];
  const found = createStyleFiles(config, io, problems);
  for (const { path: name, kind } of entries) {
    const isNear = WRITTEN.test(name) || (ANY.test(name) && folders.some((one) => isIn(name, one)));
    if (kind !== 'folder' && isNear) found.has(name);
  }
  const open: StyleFile[] = [...sheets, ...found.all()];
  const known = new Set(open.map((file) => file.path));
  // A file that is named may name others.
  for (const { path: file, text } of open) {
    const base = `${SITE}${path.posix.dirname(styleUrl(file).slice(SITE.length))}/`;
    for (const name of styleLoads(text, /\.sass$/i.test(file))) {
      for (const url of [new URL(name, base).href, name])
        for (const isImport of [true, false])
          resolveStyle({ url, isImport }, { has: found.has, loadPaths });
    }
    for (const one of found.all()) {
      if (!known.has(one.path)) open.push(one);
      known.add(one.path);
    }
  }
  const files = [...found.all()].sort(byPath);
  const isFilter = asking !== undefined;
  return { value: { compiler, isFilter, lacksTheme, files, loadPaths }, problems };
}

/** Reported once, at its first place. */
function uncompiledFilter({ path: file, text }: Pick<TemplateFile, 'path' | 'text'>): Problem {
  const [written = '', name = ''] = FILTER.exec(text) ?? [];
  const at = text.indexOf(written) + written.length - name.length;
  const { line, column } = positionAt(text, at);
  const message = `Without version 1 of the package \`sass\` the filter \`${name}\` gives nothing`;
  const frame = codeFrame(text, line, column);
  return { ...NO_COMPILER, message, file, line, column, frame };
}

function compilerFor({ source }: Config, io: Io): FoundPackage | null {
  const found = io.findPackage('sass', source);
  return found?.version.split('.')[0] === MAJOR ? found : null;
}

interface StyleFiles {
  /** Reads it. */
  readonly has: (file: string) => boolean;
  readonly all: () => readonly StyleFile[];
}

function createStyleFiles(config: Config, io: Io, problems: Problem[]): StyleFiles {
  const root = io.realPath(config.source);
  const found = new Map<string, StyleFile | null>();
  const read = (file: string): StyleFile | null => {
    const real = unlessGone(() => io.realPath(path.join(config.source, file)));
    if (real === null || !isBelow(root, real)) return null;
    const bytes = readListed(file, config, io);
    if (bytes.kind !== 'ok') return null;
    const text = trustedText(bytes.value, 'page', file);
    problems.push(...text.problems);
    if (text.value === null || IS_PAGE.test(text.value)) return null;
    return { path: file, text: text.value };
  };
  return {
    has(file) {
      const before = found.get(file);
      if (before !== undefined) return before !== null;
      const one = read(file);
      found.set(file, one);
      return one !== null;
    },
    all: () => [...found.values()].filter((one) => one !== null),
  };
}

/** The top of the site has no styles below it but its own. */
function isIn(file: string, folder: string): boolean {
  if (folder === '' || folder === '.') return !file.includes('/');
  return file.startsWith(`${folder}/`);
}

function outsideProblems({ outputs }: Config): Problem[] {
  return outputs.sass.outside.map((name): Unplaced => {
    const message = `\`sass\` names a folder that is not in the site: ${name}`;
    const hint = 'Copy what is needed into the site; nothing outside of it is read.';
    return {
      code: 'style-outside',
      severity: 'warning',
      message,
      hint,
      key: ['sass', 'load_paths'],
      words: name,
    };
  });
}

function byPath(a: StyleFile, b: StyleFile): number {
  return a.path < b.path ? -1 : 1;
}
