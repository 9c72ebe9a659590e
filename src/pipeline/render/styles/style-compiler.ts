/**
 * Style sheets compiled by Sass, when the first is rendered: loading it takes longer than most builds.
 * It sees the files that were read with the site and nothing of the disk; what it asked for, found or
 * not, is among what its page read.
 */
import {
  resolveStyle,
  SITE,
  type StylePlaces,
  stylePath,
  styleUrl,
} from '../../../formats/sass/resolve-style.js';
import type { Io } from '../../../model/io.js';
import { type Problem, WHOLE } from '../../../model/problem.js';
import type { Document, Site, StyleSyntax } from '../../../model/site.js';
import { hasSourceMaps } from '../../../outputs/pages/sass-settings.js';
import { codeFrame } from '../../../problems/code-frame.js';
import { TemplateError } from '../../../theme/compiler/template-problems.js';
import type { DependencyRecorder } from '../../../theme/views/dependencies.js';
import { styleRead } from '../../../theme/views/style-digests.js';
import type { Sass, SassFault, SassResult } from './sass-module.js';

export interface CompiledStyle {
  readonly css: string;
  /** JSON. */
  readonly map: string;
}

export interface StyleCompiler {
  /** Loads the compiler where one of the pages needs it. */
  prepare(documents: readonly (Document | undefined)[]): Promise<void>;
  /** `text` is the page's own, as its template engine gave it. Throws `TemplateError`. */
  compile(document: Document, text: string): CompiledStyle;
  /** What a filter of a template is given; empty where no compiler is installed. Throws what is wrong. */
  compileText(text: string, syntax: StyleSyntax): string;
}

/** What one style sheet gave, and what it read: its source map is asked for next. */
interface LastStyle extends CompiledStyle {
  readonly path: string;
  readonly text: string;
  readonly reads: readonly string[];
}

export function createStyleCompiler(
  site: Site,
  reads: Pick<DependencyRecorder, 'record'>,
  io: Pick<Io, 'importModule'>,
): StyleCompiler {
  const { compiler } = site.styles;
  let sass: Sass | null = null;
  let last: LastStyle | null = null;
  const texts = new Map<string, Pick<CompiledText, 'css' | 'reads'>>();
  const openSass = (): Sass => {
    if (sass === null) throw new Error('Sass is loaded where a page or template asks for it');
    return sass;
  };
  return {
    async prepare(documents) {
      const isNeeded =
        site.styles.isFilter || documents.some((document) => (document?.style ?? null) !== null);
      if (!isNeeded || sass !== null || compiler === null) return;
      const module = (await io.importModule(compiler.file, compiler.version)) as
        | Sass
        | { readonly default: Sass };
      sass = 'compileString' in module ? module : module.default;
    },
    compile(document, text) {
      if (last?.path !== document.path || last.text !== text) {
        const made = compiled(document, text, { site, sass: openSass() });
        last = { path: document.path, text, ...made };
      }
      for (const name of last.reads) reads.record(name);
      return last;
    },
    compileText(text, syntax) {
      if (compiler === null) {
        reads.record(styleRead.settings);
        return '';
      }
      const key = `${syntax} ${text}`;
      const made = texts.get(key) ?? compiledText(text, syntax, { site, sass: openSass() });
      // A layout's is the same on each of its pages.
      if (texts.size >= MOST_TEXTS) texts.clear();
      texts.set(key, made);
      for (const name of made.reads) reads.record(name);
      return made.css;
    },
  };
}

/** Of filters, that are remembered. */
const MOST_TEXTS = 100;

interface Compiling {
  readonly site: Site;
  readonly sass: Sass;
}

function compiled(
  document: Document,
  text: string,
  { site, sass }: Compiling,
): Pick<LastStyle, 'css' | 'map' | 'reads'> {
  const searched = searchedFiles(site);
  // Jekyll makes none for documents of collections.
  const sourceMap = document.collected === null && hasSourceMaps(site.config);
  const syntax = document.style ?? 'scss';
  try {
    const options = { path: document.path, syntax, sourceMap };
    const result = run(text, options, { site, sass }, searched);
    const name = document.output.slice(document.output.lastIndexOf('/') + 1);
    const link = sourceMap ? `\n\n/*# sourceMappingURL=${encodeURIComponent(name)}.map */` : '\n';
    const map = { ...result.sourceMap, file: name, sources: sourcesOf(result.sourceMap) };
    return { css: result.css + link, map: JSON.stringify(map), reads: [...searched.reads] };
  } catch (error) {
    const fault = error as Partial<SassFault>;
    if (fault.sassMessage === undefined) throw error;
    if (site.styles.lacksTheme) return { css: '', map: '{}', reads: [...searched.reads] };
    throw new TemplateError(problemOf(fault as SassFault, document, text, searched));
  }
}

interface CompiledText {
  readonly css: string;
  readonly reads: readonly string[];
}

/** Its names are looked for in the site's folders for style sheets alone. */
function compiledText(text: string, syntax: StyleSyntax, compiling: Compiling): CompiledText {
  const searched = searchedFiles(compiling.site);
  try {
    const options = { path: FILTERED, syntax, sourceMap: false };
    const { css } = run(text, options, compiling, searched);
    return { css: `${css}\n`, reads: [...searched.reads] };
  } catch (error) {
    const { sassMessage, span } = error as Partial<SassFault>;
    if (sassMessage === undefined || span === undefined) throw error;
    if (compiling.site.styles.lacksTheme) return { css: '', reads: [...searched.reads] };
    const file = span.url === undefined ? null : stylePath(span.url.href);
    const place = file === null || file === FILTERED ? 'line' : `${file}:`;
    const gap = place === 'line' ? ' ' : '';
    const at = `${place}${gap}${span.start.line + 1}:${span.start.column + 1}`;
    throw new Error(`Sass: ${sassMessage} (${at})`, { cause: error });
  }
}

/** The name of what a filter is given: nothing lies beside it. */
const FILTERED = '.finews/filtered/text';

interface RunOptions {
  /** Below the source. */
  readonly path: string;
  readonly syntax: StyleSyntax;
  readonly sourceMap: boolean;
}

function run(
  text: string,
  { path, syntax, sourceMap }: RunOptions,
  { site, sass }: Compiling,
  { files, places, reads }: SearchedFiles,
): SassResult {
  const importer = createImporter(files, places, reads);
  const result = sass.compileString(text, {
    url: new URL(styleUrl(path)),
    importer,
    importers: [importer],
    syntax,
    style: site.config.outputs.sass.style,
    sourceMap,
    sourceMapIncludeSources: sourceMap,
    logger: SILENT,
    alertColor: false,
    alertAscii: true,
  });
  return result;
}

function searchedFiles({ styles: { files: all, loadPaths } }: Site): SearchedFiles {
  const files = new Map(all.map((file) => [file.path, file.text]));
  const places = { has: (file: string) => files.has(file), loadPaths };
  return { files, places, reads: new Set([styleRead.settings]) };
}

/** Warnings would be told only in builds that compile; those of deprecation are for theme authors. */
const SILENT = { warn() {}, debug() {} };

type Importer = NonNullable<Parameters<Sass['compileString']>[1]['importer']>;

function createImporter(
  files: ReadonlyMap<string, string>,
  places: StylePlaces,
  reads: Set<string>,
): Importer {
  return {
    canonicalize(url, { fromImport: isImport }) {
      const load = { url, isImport };
      reads.add(styleRead.load(load));
      const found = resolveStyle(load, places);
      if (found.kind === 'many') {
        throw new Error(`It is not clear which file is meant: ${found.paths.join(', ')}`);
      }
      return found.kind === 'one' ? new URL(styleUrl(found.path)) : null;
    },
    load(url) {
      const file = stylePath(url.href);
      const contents = file === null ? undefined : files.get(file);
      if (file === null || contents === undefined) return null;
      reads.add(styleRead.file(file));
      return { contents, syntax: syntaxOf(file), sourceMapUrl: url };
    },
  };
}

function syntaxOf(file: string): StyleSyntax | 'css' {
  if (file.endsWith('.css')) return 'css';
  return file.endsWith('.sass') ? 'indented' : 'scss';
}

/** Below the site, as Jekyll names them. */
function sourcesOf(map: { readonly sources: readonly string[] } | undefined): readonly string[] {
  return (map?.sources ?? []).map((url) => (url.startsWith(SITE) ? (stylePath(url) ?? url) : url));
}

interface SearchedFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly places: StylePlaces;
  /** Gets the traced reads of one compilation. */
  readonly reads: Set<string>;
}

/** At the line of the file where it is wrong; the page's own lines begin below its front matter. */
function problemOf(
  { sassMessage, span }: SassFault,
  document: Document,
  text: string,
  { files, places }: Pick<SearchedFiles, 'files' | 'places'>,
): Problem {
  const file = span.url === undefined ? null : stylePath(span.url.href);
  const isOwn = file === null || file === document.path;
  const shown = isOwn ? '\n'.repeat(document.bodyLine) + text : (files.get(file) ?? '');
  const line = span.start.line + 1 + (isOwn ? document.bodyLine : 0);
  const column = span.start.column + 1;
  const searched = [
    'beside the file',
    ...places.loadPaths.map((one) => `in ${one === '' ? '.' : one}`),
  ];
  const hint = /stylesheet to import/.test(sassMessage)
    ? `It was looked for ${searched.join(', ')}; sass.load_paths in the config may name more folders.`
    : 'Correct the line.';
  return {
    ...WHOLE,
    code: 'style-syntax',
    severity: 'error',
    message: `Sass: ${sassMessage}`,
    hint,
    file: file ?? document.path,
    line,
    column,
    frame: codeFrame(shown, line, column),
  };
}
