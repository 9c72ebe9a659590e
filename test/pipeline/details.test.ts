/** What `--verbose` says of what was left out. */
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/model/config.js';
import { logConfig } from '../../src/pipeline/details.js';

function linesFor(base: string | null): readonly string[] {
  const lines: string[] = [];
  const log = { detail: (line: string) => lines.push(line), progress: () => undefined };
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
