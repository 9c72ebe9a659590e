/** What `--verbose` says of what was left out. */
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/model/config.js';
import type { Logger } from '../../src/model/io.js';
import type { Sources } from '../../src/model/source.js';
import { logConfig, logSources } from '../../src/pipeline/details.js';

function logInto(lines: string[], isVerbose: boolean): Logger {
  return { isVerbose, detail: (line) => void lines.push(line), progress: () => undefined };
}

function linesFor(base: string | null): readonly string[] {
  const lines: string[] = [];
  const log = logInto(lines, true);
  logConfig({ base } as unknown as Config, log);
  return lines;
}

describe('a config without `url`', () => {
  it('is told once that feeds and sitemaps are left out', () => {
    const about = (lines: readonly string[]): readonly string[] =>
      lines.filter((line) => line.includes('feeds and sitemaps'));
    expect(about(linesFor(null))).toHaveLength(1);
    expect(about(linesFor('https://news.example'))).toEqual([]);
  });
});

it('names each source, and goes through none of an archive where nobody reads it', () => {
  const posts = [{ path: '_posts/a.md' }, { path: '_posts/b.md' }];
  const sources = { posts, pages: [], statics: [], templates: [] } as unknown as Sources;
  const [lines, unread]: [string[], string[]] = [[], []];
  logSources(sources, logInto(lines, true));
  logSources(sources, logInto(unread, false));
  expect(lines.slice(1)).toEqual(['story   _posts/a.md', 'story   _posts/b.md']);
  expect(unread).toEqual([]);
});
