/** A site on the real disk, for one test: write files, build, look at what came out. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type BuildOptions, type BuildResult, type Problem, SiteError } from '../../src/index.js';
import { buildAnew } from './drafts.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface TestSite {
  readonly root: string;
  /** Writes files below the site; folders are made. */
  write(files: Files): void;
  remove(...paths: string[]): void;
  build(options?: BuildOptions): Promise<BuildResult>;
  /** Builds and expects it to fail; gives the problems. */
  fail(options?: BuildOptions): Promise<readonly Problem[]>;
  /** A published file's text. */
  read(output: string): string;
  has(output: string): boolean;
  /** Every published file with its text, dot-files aside. */
  tree(): ReadonlyMap<string, string>;
}

/** 2030: later than every date in the tests, so that nothing depends on the day they run. */
export const NOW = '2030-01-01T00:00:00Z';

/** A site with the files given, and a `_config.yml` unless it is among them; gone after the test. */
export function createSite(files: Files): TestSite {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-test-'));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  const at = (name: string): string => path.join(root, name);
  const write = (more: Files): void => {
    for (const [name, content] of Object.entries(more)) {
      fs.mkdirSync(path.dirname(at(name)), { recursive: true });
      fs.writeFileSync(at(name), content);
    }
  };
  fs.mkdirSync(at('_posts'));
  write({
    '_config.yml': 'title: Test\ntimezone: Asia/Shanghai\nlang: zh-CN\nsearch: false\n',
    ...files,
  });
  const run = async (options: BuildOptions = {}): Promise<BuildResult> => {
    const result = await buildAnew({ source: root, now: NOW, ...options });
    expect(unplaced(result.problems)).toEqual([]);
    return result;
  };
  return {
    root,
    write,
    remove: (...paths) => {
      for (const name of paths) fs.rmSync(at(name), { recursive: true });
    },
    build: run,
    async fail(options) {
      try {
        await run(options);
      } catch (error) {
        if (error instanceof SiteError) {
          expect(unplaced(error.problems)).toEqual([]);
          return error.problems;
        }
        throw error;
      }
      throw new Error('the build was expected to fail');
    },
    read: (output) => fs.readFileSync(at(`public/${output}`), 'utf8'),
    has: (output) => fs.existsSync(at(`public/${output}`)),
    tree: () => readTree(at('public')),
  };
}

/** Those that name a file and not where in it; a link, pipe or folder has no lines. */
function unplaced(problems: readonly Problem[]): readonly Problem[] {
  const lineless = /^(?:link-|not-a-file$|file-name$)/;
  return problems.filter(({ code, file, line, column }) => {
    return (
      file !== undefined && !lineless.test(code) && (line === undefined || column === undefined)
    );
  });
}

/** Path to text of every file below a folder, in path order; names that begin with a dot left out. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  if (!fs.existsSync(folder)) return new Map();
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
  return new Map(
    files
      .filter((name) => !/(?:^|\/)\./.test(name))
      .map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/** A post's text: front matter lines and a body. */
export function post(frontMatter: string, body = '正文。'): string {
  return `---\n${frontMatter}\n---\n${body}\n`;
}
