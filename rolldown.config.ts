/**
 * What is published: the modules that tsc has compiled, in few files, for Node takes longer to find, read
 * and link five hundred than most builds do. What a command imports when it comes to need it stays in a
 * file of its own.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig, type Plugin, type RolldownOptions } from 'rolldown';
import type { Problem } from './src/model/problem.js';

const COMPILED: string = path.resolve(import.meta.dirname, 'compiled');

/**
 * Modules that are loaded together: one file has them, and all that they import but what a group before
 * has. Without groups each set of modules that the same commands share would be a file, a hundred in all.
 */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  platform: ['formats/urls/paths', 'platform/console', 'platform/system-fault'],
  // A thread that takes stamps needs no more.
  threads: ['workers/thread-jobs', 'incremental/store/stat-job'],
  arguments: ['arguments/desk-arguments', 'arguments/search-arguments'],
  building: ['commands/build-command'],
  parsing: ['pipeline/parse/parse', 'pipeline/parse/parse-files'],
  planning: ['pipeline/organise/organise', 'pipeline/plan/plan'],
  rendering: ['pipeline/render/render', 'pipeline/render/open-rendering'],
};

const config: RolldownOptions = defineConfig({
  input: [compiled('cli'), compiled('index')],
  platform: 'node',
  // Dependencies are installed beside it.
  external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
  plugins: [readyTemplates(), threadEntries(), declarations()],
  // A stage that most builds load late, some commands need in any case.
  checks: { ineffectiveDynamicImport: false },
  output: {
    dir: 'dist',
    cleanDir: true,
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: {
      groups: Object.entries(GROUPS).map(([name, modules], index, { length }) => {
        const files = new Set(modules.map(compiled));
        return { name, test: (file) => files.has(file), priority: length - index };
      }),
    },
    // A stack trace in the report of a bug has the names that the source has.
    minify: false,
    minifyInternalExports: false,
  },
});
export default config;

/** A compiled module's file; throws where there is none. */
function compiled(name: string): string {
  const file = path.join(COMPILED, `${name}.js`);
  fs.accessSync(file);
  return file;
}

const TEMPLATES: string = path.resolve(import.meta.dirname, 'templates');

/** The built-in theme's templates as functions (`theme/ready-templates.ts`). */
function readyTemplates(): Plugin {
  return {
    name: 'ready-templates',
    load: {
      filter: { id: /[\\/]theme[\\/]ready-templates\.js$/ },
      async handler() {
        const found = fs.readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' }).sort();
        const files = found.filter((name) => name.endsWith('.njk'));
        const entries = files.map(await readyWriter(files.map(nameOf)));
        return `export const READY_TEMPLATES = new Map([\n${entries.join(',\n')}\n]);\n`;
      },
    },
  };
}

/** A template's, by its file. */
function nameOf(file: string): string {
  return file.replaceAll(path.sep, '/');
}

/** To be checked whether they are there. */
function namesOnly(names: readonly string[]): ReadonlyMap<string, null> {
  return new Map(names.map((name) => [name, null]));
}

/** Gives the map's entry of a template, by its file; `names` are those of all templates. */
async function readyWriter(names: readonly string[]): Promise<(file: string) => string> {
  const importCompiled = (name: string): Promise<unknown> =>
    import(pathToFileURL(compiled(name)).href);
  const { makeTemplate } = (await importCompiled('theme/load-template')) as LoadTemplate;
  const { readTemplate } = (await importCompiled('theme/template-source')) as TemplateSource;
  const { digest } = (await importCompiled('platform/digest')) as Digest;
  const { FILTERS } = (await importCompiled('theme/filters/table/filter-table')) as FilterTable;
  const { tests } = (await importCompiled('theme/runtime/tests')) as TestModule;
  const rows = Object.values(FILTERS).flat();
  const vocabulary = {
    filters: namesOnly(rows.flatMap(([called]) => called)),
    liquidFilters: namesOnly([]),
    tests,
    templates: namesOnly(names),
    storyLists: new Set<string>(),
  };
  return (file) => {
    const name = nameOf(file);
    const text = fs.readFileSync(path.join(TEMPLATES, file), 'utf8');
    const { value } = readTemplate({ name, syntax: 'nunjucks', path: name, text });
    const { code: made, problems } = makeTemplate(value, vocabulary);
    if (made === null || 'make' in made || problems.length > 0)
      throw new Error(`templates/${name} can't be compiled: ${told(problems)}`);
    const { code, binds, ...others } = made;
    const fields = Object.entries(others).map(([key, field]) => `${key}: ${JSON.stringify(field)}`);
    const parts = [
      `make: function (runtime, self, filters) {\n${code}\n}`,
      `binds: new Set(${JSON.stringify([...binds])})`,
      ...fields,
    ];
    const ready = `{ digest: '${digest(value.text)}', code: { ${parts.join(', ')} } }`;
    return `[${JSON.stringify(name)}, ${ready}]`;
  };
}

function told(problems: readonly Problem[]): string {
  return problems.map(({ line, message }) => `${line}: ${message}`).join('; ');
}

type LoadTemplate = typeof import('./src/theme/load-template.js');
type TemplateSource = typeof import('./src/theme/template-source.js');
type FilterTable = typeof import('./src/theme/filters/table/filter-table.js');
type TestModule = typeof import('./src/theme/runtime/tests.js');
type Digest = typeof import('./src/platform/digest.js');

/** URLs that threads are handed: of a module beside, and a job's own. */
const STARTED = /new URL\('(\.[^']+\.js)', import\.meta\.url\)|(?<=\bmodule: )import\.meta\.url/g;
/** What is beside a module is not beside the file that it becomes a part of. */
const BESIDE =
  /import\.meta\.(?:dirname|filename)|import\.meta\.url\)?\(?['"]\.|, import\.meta\.url/;

/** Modules that threads are handed by their URL are files of their own. */
function threadEntries(): Plugin {
  return {
    name: 'thread-entries',
    transform: {
      filter: { code: 'import.meta' },
      handler(code, file) {
        const made = code.replace(STARTED, (_, name?: string) => {
          const id = name === undefined ? file : path.resolve(path.dirname(file), name);
          const url = `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'chunk', id })}`;
          return name === undefined ? url : `new URL(${url})`;
        });
        if (BESIDE.test(made)) this.error(`${file} names a file by its own place, see OWN_PACKAGE`);
        return made;
      },
    },
  };
}

/** The types of the API, and those that they name. */
function declarations(): Plugin {
  return {
    name: 'declarations',
    generateBundle() {
      const names = new Set(['index.d.ts']);
      for (const fileName of names) {
        const source = fs.readFileSync(path.join(COMPILED, fileName), 'utf8');
        this.emitFile({ type: 'asset', fileName, source });
        for (const [, name = ''] of source.matchAll(/(?:from |import\()'(\.[^']+)\.js'/g))
          names.add(path.posix.join(path.posix.dirname(fileName), `${name}.d.ts`));
      }
    },
  };
}
