/**
 * Holds the house to its plan (README, "The house"): which room may import which, who may touch the
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

/** From the top down; a room imports itself and rooms of a higher number. */
const FLOORS: Readonly<Record<string, number>> = {
  'cli.ts': 0,
  'index.ts': 0,
  commands: 1,
  build: 2,
  stages: 3,
  theme: 4,
  dev: 4,
  effects: 4,
  content: 5,
  model: 6,
};

function roomOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/** `stages/plan`, `content`, … : the part that must not import its neighbours. */
function wingOf(file: string): string {
  const [room = '', wing = ''] = file.split('/');
  return room === 'stages' ? `${room}/${wing}` : room;
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
      [...new Set(sources.map(({ file }) => roomOf(file)))].filter((room) => !(room in FLOORS)),
    ).toEqual([]);
  });

  it('only point down', () => {
    const up = findings((source) =>
      resolved(source).filter((target) => {
        const [from, to] = [roomOf(source.file), roomOf(target)];
        return from !== to && (FLOORS[to] ?? 0) <= (FLOORS[from] ?? 0);
      }),
    );
    expect(up).toEqual([]);
  });

  it('never cross between stages', () => {
    const across = findings((source) =>
      resolved(source).filter(
        (target) =>
          roomOf(source.file) === 'stages' &&
          roomOf(target) === 'stages' &&
          wingOf(source.file) !== wingOf(target),
      ),
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
    ['the file system', /^(?:node:)?fs(?:\/.*)?$/, (file) => /^effects\/disk/.test(file)],
    ['fast-glob', /^fast-glob$/, (file) => file === 'effects/disk.ts'],
    ['nunjucks', /^nunjucks/, (file) => file.startsWith('theme/')],
    ['markdown-it', /^markdown-it/, (file) => /^content\/markdown/.test(file)],
    ['gray-matter', /^gray-matter$/, (file) => file === 'content/front-matter.ts'],
    ['commander', /^commander$/, (file) => file === 'cli.ts'],
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
    const may = ['cli.ts', 'effects/console.ts', 'effects/disk.ts'];
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
      file.startsWith('effects/') ? [] : (codeOf(text).match(words) ?? []),
    );
    expect(found).toEqual([]);
  });
});

describe('size', () => {
  it('no file is over 250 lines', () => {
    expect(
      findings(({ text }) =>
        text.split('\n').length > 251 ? [`${text.split('\n').length} lines`] : [],
      ),
    ).toEqual([]);
  });

  it('no function is over 40 lines', () => {
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
      [...text.matchAll(/\bagain\s*\.\w+(?:<\w+>)?\(\s*'([^']+)'/g)].map(([, name]) => name),
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
    return end > 0 && length > 40 ? [`${line.trim()} has ${length} lines`] : [];
  });
}
