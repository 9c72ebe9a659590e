/** What a site needs besides its posts: the package that builds it, what git leaves alone, a workflow. */
import path from 'node:path';
import { nameBelow } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import {
  type Installation,
  installationOf,
  OWN_PACKAGE,
} from '../../platform/packages/own-package.js';
import type { Advice, FileChange } from '../types.js';
import { asComment, packageAdvice } from './package-advice.js';

export interface ScaffoldWork {
  readonly io: Io;
  readonly config: Pick<Config, 'source' | 'destination' | 'cacheDir'>;
  /** Where the site will lie, absolute: paths in `package.json` are seen from there. */
  readonly home: string;
  /** Of finews. */
  readonly version: string;
  /** The site has style sheets that Sass makes. */
  readonly hasSass: boolean;
}

export interface Scaffold {
  readonly changes: readonly FileChange[];
  readonly advice: readonly Advice[];
}

export function scaffoldOf(work: ScaffoldWork): Scaffold {
  const { io, home, version } = work;
  const installation = installationOf({ io, site: home, program: OWN_PACKAGE, version });
  const carried = packageAdvice(installation, home, version);
  const workflow = workflowOf(work, carried);
  return {
    changes: [packageOf(work, installation), ignoredOf(work), workflow.change].flatMap(
      (one) => one ?? [],
    ),
    advice: [...workflow.advice, ...(carried === null ? [] : [carried])],
  };
}

function readOr(name: string, { io, config }: ScaffoldWork): Buffer | null {
  const file = path.join(config.source, name);
  return io.stat(file)?.kind === 'file' ? io.read(file) : null;
}

type JsonMap = Record<string, unknown>;

function isJsonMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SCRIPTS: Readonly<Record<string, string>> = {
  build: 'finews build',
  start: 'finews serve --watch --drafts',
};

/** Null: it has finews already, or can't be read. */
function packageOf(work: ScaffoldWork, { spec }: Installation): FileChange | null {
  const before = readOr('package.json', work);
  const own: JsonMap | null = before === null ? { private: true } : parsed(before);
  if (own === null) return null;
  const { devDependencies, dependencies, scripts } = own;
  const isNamed = (name: string): boolean =>
    [devDependencies, dependencies].some((map) => isJsonMap(map) && name in map);
  const wanted = { finews: spec, ...(work.hasSass ? { sass: '^1.80.0' } : {}) };
  const missing = Object.entries(wanted).filter(([name]) => !isNamed(name));
  if (missing.length === 0) return null;
  const after = {
    ...own,
    scripts: { ...SCRIPTS, ...(isJsonMap(scripts) ? scripts : {}) },
    devDependencies: {
      ...(isJsonMap(devDependencies) ? devDependencies : {}),
      ...Object.fromEntries(missing),
    },
  };
  const text = before?.toString('utf8') ?? '';
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const bytes = Buffer.from(`${JSON.stringify(after, null, indent)}\n`);
  const why = 'the site is built by finews';
  return { path: 'package.json', why, isCopy: false, before, after: bytes };
}

function parsed(bytes: Buffer): JsonMap | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
    return isJsonMap(value) ? value : null;
  } catch {
    return null;
  }
}

function ignoredOf(work: ScaffoldWork): FileChange | null {
  const before = readOr('.gitignore', work);
  const text = before?.toString('utf8') ?? '';
  const bare = (line: string): string => line.trim().replace(/^\/|\/\*{0,2}$/g, '');
  const known = new Set(text.split('\n').map(bare));
  const { source, destination, cacheDir } = work.config;
  const folders = [destination, cacheDir].map((folder) => nameBelow(source, folder));
  const own = [...folders.filter((name) => !name.startsWith('..')), 'node_modules'];
  const missing = own.filter((name) => name !== '' && !known.has(bare(name)));
  if (missing.length === 0) return null;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const open = text === '' || text.endsWith('\n') ? '' : end;
  const lines = missing.map((name) => `${name === 'node_modules' ? name : `/${name}`}/${end}`);
  const after = Buffer.from(`${text}${open}${lines.join('')}`);
  return {
    path: '.gitignore',
    why: 'what is made is not kept in git',
    isCopy: false,
    before,
    after,
  };
}

const FOLDER = '.github/workflows';

function workflowOf(
  work: ScaffoldWork,
  carried: Advice | null,
): {
  readonly change: FileChange | null;
  readonly advice: readonly Advice[];
} {
  const { io, config } = work;
  const folder = path.join(config.source, FOLDER);
  const names = io.stat(folder)?.kind === 'folder' ? io.names(folder) : [];
  const texts = names
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => ({ name, text: readOr(`${FOLDER}/${name}`, work)?.toString('utf8') ?? '' }));
  const advice = texts
    .filter(({ text }) => /jekyll/i.test(text) && !/finews/.test(text))
    .map(({ name }) => ({
      what: `${FOLDER}/${name} builds with Jekyll, and would publish over finews' site`,
      todo: `Delete it: git rm ${FOLDER}/${name}`,
    }));
  if (texts.some(({ text }) => /finews/.test(text))) return { change: null, advice };
  const change = {
    path: `${FOLDER}/finews.yml`,
    why: 'every push publishes the site',
    isCopy: false,
    before: null,
    after: Buffer.from(`${asComment(carried)}${workflowText(work)}`),
  };
  return { change, advice };
}

function workflowText(work: ScaffoldWork): string {
  const head = readOr('.git/HEAD', work)?.toString('utf8') ?? '';
  const branch = /^ref: refs\/heads\/([\w./-]+)\s*$/.exec(head)?.[1] ?? 'main';
  const isLocked = readOr('package-lock.json', work) !== null;
  const { source, destination, cacheDir } = work.config;
  const [published, cache] = [nameBelow(source, destination), nameBelow(source, cacheDir)];
  return `name: site
on:
  push: { branches: [${branch}] }
  workflow_dispatch:
permissions: { contents: read, pages: write, id-token: write }
jobs:
  site:
    runs-on: ubuntu-latest
    environment: github-pages
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ${isLocked ? 'ci' : 'install'}
      - uses: actions/cache@v4
        with:
          path: |
            ${cache}
            ${published}
          key: site-\${{ github.run_id }}
          restore-keys: site-
      - run: npx finews build
      - uses: actions/upload-pages-artifact@v3
        with: { path: ${published} }
      - uses: actions/deploy-pages@v4
`;
}
