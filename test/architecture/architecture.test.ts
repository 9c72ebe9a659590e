/**
 * Holds the house to its plan (`docs/architecture.md`): which room may import which, who may touch the
 * outside world, and how large things may grow.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../../src');

interface SourceText {
  /** Relative to `src/`, with `/`. */
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly SourceText[] = fs
  .readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const text = fs.readFileSync(path.join(SRC, name), 'utf8');
    const found = text.matchAll(
      /(?:^|\n)(?:import|export)[^;]*?from '([^']+)'|import\('([^']+)'\)/g,
    );
    return {
      file: name.split(path.sep).join('/'),
      text,
      imports: [...found].map((match) => match[1] ?? match[2] ?? ''),
    };
  });

/** From the top down; a room imports itself and rooms that stand below it. */
const ROOMS = [
  ...['cli.ts', 'arguments', 'index.ts', 'commands', 'migrate', 'check', 'pipeline', 'publish'],
  ...['workers', 'theme', 'dev'],
  ...['outputs', 'incremental', 'formats', 'problems', 'platform', 'model'],
];

function roomOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/** `read`, `parse`, …: a stage, which must not import its neighbours; null: none. */
function stageOf(file: string): string | null {
  const [room, stage = '', ...rest] = file.split('/');
  return room === 'pipeline' && rest.length > 0 ? stage : null;
}

function resolved(source: SourceText): readonly string[] {
  return source.imports
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.join(path.posix.dirname(source.file), name.replace(/\.js$/, '.ts')));
}

/** Code without comments and string contents, good enough to look for words. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'/g, '');
}

/** `file: what` for each file where `what` finds something. */
function findings(what: (source: SourceText) => readonly string[]): readonly string[] {
  return sources.flatMap((source) => what(source).map((found) => `${source.file}: ${found}`));
}

describe('imports', () => {
  it('knows every room', () => {
    expect(
      [...new Set(sources.map(({ file }) => roomOf(file)))].filter((room) => !ROOMS.includes(room)),
    ).toEqual([]);
  });

  it('only point down', () => {
    const up = findings((source) =>
      resolved(source).filter(
        (target) => ROOMS.indexOf(roomOf(target)) < ROOMS.indexOf(roomOf(source.file)),
      ),
    );
    expect(up).toEqual([]);
  });

  it('never cross between stages', () => {
    const across = findings((source) =>
      resolved(source).filter((target) => {
        const [from, to] = [stageOf(source.file), stageOf(target)];
        return from !== null && to !== null && from !== to;
      }),
    );
    expect(across).toEqual([]);
  });

  it('have no cycles', () => {
    const graph = new Map(sources.map((source) => [source.file, resolved(source)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file))
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      if (trail.includes(file) || done.has(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });
});

describe('the outside world', () => {
  const allowed: readonly (readonly [string, RegExp, (file: string) => boolean])[] = [
    ['the file system', /^(?:node:)?fs(?:\/.*)?$/, (file) => /^platform\/disk/.test(file)],
    ['fast-glob', /^fast-glob$/, (file) => file === 'platform/disk.ts'],
    ['nunjucks', /^nunjucks/, (file) => file.startsWith('theme/')],
    ['liquidjs', /^liquidjs/, (file) => file === 'theme/liquid/liquidjs.ts'],
    ['markdown-it', /^markdown-it/, (file) => file.startsWith('formats/markdown/')],
    ['highlight.js', /^highlight\.js/, (file) => file === 'formats/code/grammars.ts'],
    ['gray-matter', /^gray-matter$/, (file) => file === 'formats/front-matter/front-matter.ts'],
    ['saxes', /^saxes$/, (file) => file === 'migrate/feeds/xml-events.ts'],
    ['smol-toml', /^smol-toml$/, (file) => file === 'migrate/sources/toml.ts'],
    ['the script that searches', /^#search-client$/, (file) => /^\w+\/search\//.test(file)],
    ['commander', /^commander$/, (file) => file === 'cli.ts' || file.startsWith('arguments/')],
  ];
  it.each(allowed)('%s has one door', (_name, module, may) => {
    expect(
      findings(({ file, imports }) =>
        may(file) ? [] : imports.filter((name) => module.test(name)),
      ),
    ).toEqual([]);
  });

  it("console and process are the terminal's", () => {
    const words = /\b(?:console|process)\s*[.[]/;
    const may = ['cli.ts', 'platform/console.ts', 'platform/disk.ts'];
    expect(
      findings(({ file, text }) =>
        may.includes(file) || !words.test(codeOf(text)) ? [] : ['console or process'],
      ),
    ).toEqual([]);
  });

  it("the clock, chance, the machine's zone and its locale decide nothing", () => {
    const words =
      /Date\.now|new Date\(\)|Math\.random|\.get(?:FullYear|Month|Date|Hours|Day|TimezoneOffset)\(|localeCompare|toLocale(?:Date|Time|Upper|Lower)/;
    const found = findings(({ file, text }) =>
      file.startsWith('platform/') ? [] : (codeOf(text).match(words) ?? []),
    );
    expect(found).toEqual([]);
  });
});

describe('names', () => {
  it('stand for one type each', () => {
    const declared = sources.flatMap(({ text }) =>
      [...text.matchAll(/^(?:export )?(?:abstract )?(?:interface|type|class) (\w+)/gm)].map(
        ([, name = '']) => name,
      ),
    );
    expect(declared.filter((name, at) => declared.indexOf(name) !== at)).toEqual([]);
  });

  /** A kind of output has a file of each name; so have a folder's front door and its types. */
  const SETS = ['index.ts', 'types.ts', 'plan.ts', 'paths.ts', 'write.ts', 'config.ts', 'kind.ts'];

  it('stand for one file each, but for those of a set', () => {
    const names = sources
      .filter(({ file }) => !/^outputs\/[\w-]+\//.test(file) || !SETS.includes(path.basename(file)))
      .map(({ file }) => path.basename(file))
      .filter((name) => name !== 'index.ts' && name !== 'types.ts');
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('of folders are not taken for what tools generate', () => {
    const folders = sources.flatMap(({ file }) => file.split('/').slice(0, -1));
    expect(folders.filter((name) => /^(?:build|dist|out)$/.test(name))).toEqual([]);
  });
});

describe('size', () => {
  it('no folder has over 20 files', () => {
    const counts = new Map<string, number>();
    for (const { file } of sources) {
      const folder = path.posix.dirname(file);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > 20)).toEqual([]);
  });

  it('no file is over 400 lines', () => {
    expect(
      findings(({ text }) =>
        text.split('\n').length > 401 ? [`${text.split('\n').length} lines`] : [],
      ),
    ).toEqual([]);
  });

  it('no function is over 60 lines', () => {
    expect(findings(({ text }) => longFunctions(text))).toEqual([]);
  });

  it('no function has more than 4 parameters', () => {
    const wide =
      /(?:function\s+\w+|constructor|^\s+(?:async\s+)?\w+)\s*(?:<[^>]*>)?\(([^()]*)\)\s*(?::[^={;]+)?\{/gm;
    const found = findings(({ text }) =>
      [...text.matchAll(wide)]
        .filter(
          (match) =>
            (match[1] ?? '').split(/,(?![^{<[]*[}>\]])/).filter((name) => /\w/.test(name)).length >
            4,
        )
        .map((match) => match[0].trim()),
    );
    expect(found).toEqual([]);
  });

  it('nothing is typed any, asserted non-null or hidden from the compiler', () => {
    const words = /:\s*any\b|<any>|as any\b|@ts-(?:ignore|expect-error|nocheck)/;
    expect(findings(({ text }) => codeOf(text).match(words) ?? [])).toEqual([]);
  });

  it('no two pieces of work are remembered under one name', () => {
    const names = sources.flatMap(({ text }) =>
      [...text.matchAll(/\bmemo\s*\.\w+(?:<\w+>)?\(\s*'([^']+)'/g)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('every file opens with its place in the flow', () => {
    expect(
      findings(({ text }) => (/^(?:#![^\n]*\n)?\/\*\*/.test(text) ? [] : ['no opening comment'])),
    ).toEqual([]);
  });
});

/** Functions, methods and arrow functions with a block, by indentation: the formatter sees to it. */
function longFunctions(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    const opens =
      /(?:\bfunction\b|=>\s*\{$|^\s+(?:(?:override|async|static|get|set|private|protected)\s+)*[#\w]+(?:<.*>)?\(.*\{$)/.test(
        line,
      ) && line.endsWith('{');
    if (
      !opens ||
      /^\s*(?:if|for|while|switch|do|else|return|\} else|catch|it|describe)\b/.test(line)
    )
      return [];
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const end = lines.findIndex((other, index) => index > start && other.startsWith(`${indent}}`));
    const length = end - start + 1;
    return end > 0 && length > 60 ? [`${line.trim()} has ${length} lines`] : [];
  });
}
