/** Thousands of equal warnings must not hide the one that matters. */
import { describe, expect, it } from 'vitest';
import { formatFailure, formatProblems } from '../../src/commands/format-report.js';
import type { Problem } from '../../src/model/problem.js';

const PLAIN = { colour: false, verbose: false };

function many(number: number, about: Partial<Problem>): readonly Problem[] {
  return Array.from({ length: number }, (_, at) => ({
    ...{ code: 'date-rescued', severity: 'warning' as const, message: `date ${at}` },
    ...{ file: `_posts/${at}.md`, line: 2, column: 7, hint: 'Write a date.', frame: '> 2 | x' },
    ...about,
  }));
}

const REPAIRED = { fate: 'repaired' as const };
const ASIDE = { code: 'date-missing', fate: 'set-aside' } as const;

describe('a report', () => {
  it('shows a handful in full, and no counts', () => {
    const text = formatProblems([...many(5, REPAIRED), ...many(5, ASIDE)], PLAIN);
    expect(text.match(/→ Write a date/g)).toHaveLength(10);
    expect(text).not.toContain('All of them');
  });

  it('shows one of many in full, and the next in a line each', () => {
    expect(formatProblems(many(1200, REPAIRED), PLAIN)).toMatchInlineSnapshot(`
      "repaired date-rescued  _posts/0.md:2:7
        date 0
        > 2 | x
        → Write a date.

        Also date-rescued:
        _posts/1.md:2:7  date 1
        _posts/2.md:2:7  date 2
        _posts/3.md:2:7  date 3
        _posts/4.md:2:7  date 4
        … and 1,195 more; --verbose shows them all"
    `);
  });

  it('names what was set aside, though many were', () => {
    const text = formatProblems([...many(4000, REPAIRED), ...many(40, ASIDE)], PLAIN);
    const [aside = ''] = text.split('repaired date-rescued');
    for (const { file } of many(40, ASIDE)) expect(aside).toContain(`${file}:2:7`);
    expect(aside).not.toContain('more; --verbose');
  });

  it('ends with all codes, what matters most first, where some are only counted', () => {
    const error = many(1, { code: 'config-value', severity: 'error', file: '_config.yml' });
    const rest = [...many(1, ASIDE), ...many(1, { code: 'front-matter-key' })];
    const text = formatProblems([...many(4000, REPAIRED), ...rest, ...error], PLAIN);
    expect(text.split('\n\n').at(-1)).toBe(
      [
        'All of them, by code, with the place of the first:',
        '      1  error      config-value      _config.yml:2:7',
        '      1  set aside  date-missing      _posts/0.md:2:7',
        '  4,000  repaired   date-rescued      _posts/0.md:2:7',
        '      1  warning    front-matter-key  _posts/0.md:2:7',
      ].join('\n'),
    );
    expect(text.split('\n').length).toBeLessThan(40);
  });

  it('shows everything under --verbose', () => {
    const text = formatProblems([...many(70, REPAIRED), ...many(70, ASIDE)], {
      ...PLAIN,
      verbose: true,
    });
    expect(text.match(/→ Write a date/g)).toHaveLength(140);
    expect(text).not.toContain('All of them');
  });
});

it('says of a strict build that fails how many warnings there are', () => {
  const strict: Problem = { code: 'strict', severity: 'error', message: 'm' };
  expect(formatFailure([strict, ...many(1200, REPAIRED)])).toBe(
    'Not built: 1,200 warnings, and --strict allows none. The published site is as it was.',
  );
  expect(formatFailure([strict, ...many(1, { code: 'config-value', severity: 'error' })])).toBe(
    'Not built: 2 errors. The published site is as it was.',
  );
});
