import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrontMatter } from '../../src/formats/front-matter/front-matter.js';
import { runs } from '../support/runs.js';
import { parse, RAW } from './front-matter-cases.js';

interface TitleCase {
  readonly written: string;
  readonly shown: string;
  readonly status: string;
}

function readCases(): TitleCase[] {
  const text = readFileSync(new URL('fixtures/titles.txt', import.meta.url), 'utf8');
  const cases = text.matchAll(/^(title[^\n]*)\n(==|=>) ([^\n]*)$/gm);
  return Array.from(cases, ([, written = '', sign, shown = '']) => {
    return { written, shown, status: sign === '==' ? 'ok' : 'repaired' };
  });
}

describe('titles as scraped', () => {
  const cases = readCases();

  it('has enough of them', () => expect(cases.length).toBeGreaterThan(90));

  it.each(cases)('$written', ({ written, shown, status }) => {
    for (const [at, lines] of [
      [2, [written, 'layout: post', 'date: 2022-05-26 08:00:00 +0800']],
      [3, ['layout: post', written, 'date: 2022-05-26 08:00:00 +0800']],
      [4, ['layout: post', 'date: 2022-05-26 08:00:00 +0800', written]],
    ] as const) {
      const front = parse(...lines);
      expect({ ...front.data }).toEqual({
        title: shown,
        layout: 'post',
        date: '2022-05-26 08:00:00 +0800',
      });
      expect(front.status).toBe(status);
      for (const issue of front.issues) expect(issue.line).toBe(at);
    }
  });
});

describe('the title shown is the raw title that a script pasted', () => {
  const around = fc.constantFrom(0, 1, 2);
  const others = ['layout: post', 'date: 2022-05-26'];

  function titleOf(line: string, place: number): FrontMatter {
    return parse(...others.slice(0, place), line, ...others.slice(place));
  }

  /**
   * Ambiguous: a text in which each quote is escaped and each backslash begins an escape that JSON
   * knows. It is then taken for the work of a script that escapes, and read as YAML reads it.
   */
  const ESCAPED =
    /^(?:[^"\\]|\\(?:["\\/]|x[2-7][\da-f]|xa[1-9a-f]|x[b-f][\da-f]|u[\da-f]{4}|U[\da-f]{8}))*$/i;

  it('as title: "RAW", without escaping', () => {
    fc.assert(
      fc.property(RAW, around, (raw, place) => {
        fc.pre(!(raw.includes('\\') && ESCAPED.test(raw)));
        const { data, status } = titleOf(`title: "${raw}"`, place);
        expect({ ...data }).toEqual({ title: raw, layout: 'post', date: '2022-05-26' });
        expect(status).not.toBe('unusable');
      }),
      { numRuns: runs(3000) },
    );
  });

  it('as title: RAW', () => {
    fc.assert(
      fc.property(RAW, around, (text, place) => {
        const raw = text.replace(/^[ \t]+|[ \t]+$/g, '');
        // Ambiguous: a text that begins with a quote may be a quoted one; null words are null.
        fc.pre(!/^(?:["']|~?$|null$)/i.test(raw));
        const { data } = titleOf(`title: ${raw}`, place);
        expect({ ...data }).toEqual({ title: raw, layout: 'post', date: '2022-05-26' });
      }),
      { numRuns: runs(3000) },
    );
  });

  it('as a proper script writes it, JSON', () => {
    fc.assert(
      fc.property(RAW, around, (raw, place) => {
        fc.pre(!raw.includes('\t'));
        const front = titleOf(`title: ${JSON.stringify(raw)}`, place);
        expect(front.data['title']).toBe(raw);
        expect(front.status).toBe('ok');
      }),
      { numRuns: runs(2000) },
    );
  });

  it('as a careful person writes it, in single quotes', () => {
    fc.assert(
      fc.property(RAW, around, (raw, place) => {
        const front = titleOf(`title: '${raw.replaceAll("'", "''")}'`, place);
        expect(front.data['title']).toBe(raw);
        expect(front.status).toBe('ok');
      }),
      { numRuns: runs(2000) },
    );
  });
});
