/** What the terminal says of many builds: each once, and nothing of looks that found nothing. */
import { expect, it } from 'vitest';
import { formatSummary } from '../../src/commands/format-report.js';
import { createReporter } from '../../src/commands/reporter.js';
import type { Problem } from '../../src/model/problem.js';
import type { BuildResult } from '../../src/model/result.js';
import { ALARM } from '../../src/publish/guards.js';

const WARNING: Problem = { code: 'url-clash', severity: 'warning', message: 'a warning' };
const ERROR: Problem = { code: 'template-failed', severity: 'error', message: 'an error' };

function listening() {
  const lines: string[] = [];
  const note = (text: string): void => void lines.push(text.split('\n')[0] ?? '');
  const tell = createReporter({}, { out: note, err: note, isRich: false });
  /** The first line of each thing that is told of a build. */
  const after = (
    hint: readonly string[] | null,
    changed: number | null,
    problems: readonly Problem[] = [],
    { waiting = 0, isFollowUp = false } = {},
  ): readonly string[] => {
    const result = changed === null ? null : resultWith(changed, waiting);
    tell({ result, problems, hint, isFollowUp, milliseconds: 12.3 });
    return lines.splice(0);
  };
  return after;
}

const NO_OUTPUTS = {
  paths: [],
  total: 0,
  made: 3,
  deferred: 0,
  added: 0,
  changed: 0,
  removed: 0,
  unchanged: 0,
  touched: [],
};

function resultWith(changed: number, future: number): BuildResult {
  const held = {
    future,
    unpublished: 0,
    drafts: 0,
    limited: 0,
    nextDue: null,
    expired: 0,
    takenDown: 0,
  };
  return {
    source: '/site',
    destination: '/site/public',
    cacheDir: '/site/.finews',
    nextDue: future > 0 ? '2031-01-01' : null,
    now: '2030-01-01T00:00:00.000Z',
    posts: { found: 1, published: 1, repaired: 0, setAside: 0, held, zoneless: null },
    outputs: { ...NO_OUTPUTS, total: 5, changed, unchanged: 5 - changed },
    problems: [],
    stages: [],
    templates: [],
    costs: [],
  };
}

it('tells the first build in full and the others in a line', () => {
  const after = listening();
  expect(after(null, 5)).toEqual(['1 story published · 5 files (5 changed) · 0.00 s']);
  expect(after(['/site/_posts/a.md'], 1)).toEqual([
    'Changed _posts/a.md · 3 pages rendered, 1 file written · 12 ms',
  ]);
  expect(after(['/site/a', '/site/b', '/site/c', '/site/d\u001b'], 0)).toEqual([
    'Changed a, b, c and 1 more · 3 pages rendered, 0 files written · 12 ms',
  ]);
  expect(after(['/site/\u001b[2J'], 0)[0]).toContain('\\u001b[2J');
});

it('tells a story that came due from what was deferred', () => {
  const after = listening();
  after(null, 5);
  expect(after([], 1)[0]).toMatch(/^Came due · /);
  expect(after([], 1, [], { isFollowUp: true })[0]).toMatch(/^Search followed · /);
});

it('says below the summary which dates Jekyll would read otherwise', () => {
  const zoneless = { stories: 12, otherDay: 3, timezone: 'Asia/Shanghai' };
  const result = resultWith(1, 0);
  const linesOf = (about: typeof zoneless | null): readonly string[] =>
    formatSummary({ ...result, posts: { ...result.posts, zoneless: about } }).split('\n');
  expect(linesOf(null)).toHaveLength(1);
  expect(linesOf(zoneless)[1]).toBe(
    '12 dates have no offset and were read in Asia/Shanghai; in Jekyll they would be UTC, 3 of them on another day. Settle it with `jekyll_utc_dates: false` or `true`.',
  );
  expect(linesOf({ ...zoneless, stories: 1, otherDay: 0 })[1]).toBe(
    '1 date has no offset and was read in Asia/Shanghai; in Jekyll it would be UTC. Settle it with `jekyll_utc_dates: false` or `true`.',
  );
});

it('says once that a story waits', () => {
  const after = listening();
  expect(after(null, 5, [], { waiting: 1 })[0]).toContain('(1 waiting, next due 2031-01-01)');
  const waits = ['/site/a', '/site/b', '/site/c'].map((file, at) =>
    after([file], 0, [], { waiting: at + 1 }),
  );
  expect(waits.map(([line]) => line?.split(' · ').slice(2).join(' · '))).toEqual([
    '12 ms',
    '2 waiting, next due 2031-01-01 · 12 ms',
    '3 waiting, next due 2031-01-01 · 12 ms',
  ]);
  expect(after(['/site/d'], 1, [], { waiting: 0 })[0]).not.toContain('waiting');
});

it('names a folder for all that is in it', () => {
  const after = listening();
  after(null, 5);
  const hint = ['a', 'a/b', 'a/b/c.md', 'a.md', 'd/e'].map((name) => `/site/${name}`);
  expect(after(hint, 1)[0]).toMatch(/^Changed a, a\.md, d\/e ·/);
});

it('says nothing of what it has named already, when nothing comes of it', () => {
  const after = listening();
  after(null, 5);
  expect(after(['/site/a', '/site/b.md'], 1)).toHaveLength(1);
  expect(after(['/site/a/x.md'], 0)).toEqual([]);
  expect(after(['/site'], 0)).toEqual([]);
  expect(after(['/site/a/x.md'], 1)).toHaveLength(1);
  expect(after(['/site/a/x.md'], 0, [WARNING])[0]).toBe('warning url-clash');
  expect(after(['/site/a/y.md'], 0)).toHaveLength(1);
  expect(after(['/site/a/y.md'], null, [ERROR])).toHaveLength(2);
  // Who saves again asks whether it is mended.
  expect(after(['/site/a/y.md'], null, [ERROR])).toHaveLength(1);
});

it('says that a post waits, though its folder has been named', () => {
  const after = listening();
  after(null, 5);
  after(['/site/_posts'], 1);
  expect(after(['/site/_posts/a.md'], 0, [], { waiting: 1 })).toEqual([
    'Changed _posts/a.md · 3 pages rendered, 0 files written · 1 waiting, next due 2031-01-01 · 12 ms',
  ]);
  expect(after(['/site/_posts/a.md'], 0, [], { waiting: 1 })).toEqual([]);
  expect(after(['/site/_posts/a.md'], 0)).toHaveLength(1);
});

it('says nothing of an unasked look, but what it found', () => {
  const after = listening();
  after(null, 5);
  expect(after(null, 0)).toEqual([]);
  expect(after(null, 2)).toEqual(['Checked all files · 3 pages rendered, 2 files written · 12 ms']);
  expect(after(null, 0, [WARNING])).toEqual(['warning url-clash']);
});

it('tells a problem once until it is gone, and of a failure that stands a line', () => {
  const after = listening();
  const failure = ['error template-failed', 'Not built: 1 error. The published site is as it was.'];
  expect(after(null, 5, [WARNING])[0]).toBe('warning url-clash');
  expect(after(['/site/a'], null, [WARNING, ERROR])).toEqual(failure);
  expect(after(null, null, [WARNING, ERROR])).toEqual([]);
  expect(after([], null, [WARNING, ERROR], { isFollowUp: true })).toEqual([]);
  expect(after(['/site/b'], null, [WARNING, ERROR])).toEqual([
    'Still not built: 1 error, as reported above.',
  ]);
  expect(after(['/site/b'], 1, [WARNING])).toHaveLength(1);
  expect(after(['/site/b'], null, [WARNING, ERROR])).toEqual(failure);
});

it('tells once of a story that is gone from the site, though its loss is told only then', () => {
  const after = listening();
  after(null, 5);
  const lost = { ...WARNING, message: ALARM + WARNING.message };
  expect(after(['/site/a'], 1, [lost])[0]).toBe('warning url-clash');
  expect(after(['/site/b'], 1, [WARNING])).toHaveLength(1);
});

it('tells a warning once though a build between fails before it comes to it', () => {
  const after = listening();
  after(null, 5, [WARNING]);
  expect(after(['/site/a'], null, [ERROR])).toHaveLength(2);
  expect(after(['/site/a'], 1, [WARNING])).toHaveLength(1);
  expect(after(['/site/a'], 1)).toHaveLength(1);
  expect(after(['/site/a'], 1, [WARNING])[0]).toBe('warning url-clash');
});

it('tells a warning once though an edit moves it, or changes what it counts', () => {
  const after = listening();
  const at = (line: number, message = 'the link is empty'): Problem => ({
    ...WARNING,
    message,
    file: '_posts/a.md',
    line,
    frame: `> ${line} | [](x)`,
  });
  const counted = (count: string): Problem => ({
    ...WARNING,
    message: `${count} dates have no zone`,
  });
  after(null, 5, [at(3), at(9), counted('999')]);
  const told = (problems: readonly Problem[]) =>
    after(['/site/_posts/a.md'], 1, problems).slice(0, -1);
  expect(told([at(4), at(10), counted('1,000')])).toEqual([]);
  expect(told([at(4), at(5), at(11), counted('1,001')])).toEqual([
    'warning url-clash  _posts/a.md:11',
  ]);
  expect(told([at(4), { ...at(4), file: '_posts/b.md' }])).toEqual([
    'warning url-clash  _posts/b.md:4',
  ]);
  expect(told([at(4), at(4, 'the picture is empty')])).toEqual([
    'warning url-clash  _posts/a.md:4',
  ]);
  expect(told([])).toEqual([]);
  expect(told([at(4)])).toEqual(['warning url-clash  _posts/a.md:4']);
});

it('tells an error anew where it has moved to', () => {
  const after = listening();
  after(null, 5);
  const at = (line: number): Problem => ({ ...ERROR, file: 'templates/a.njk', line });
  expect(after(['/site/a'], null, [at(3)])).toHaveLength(2);
  expect(after(['/site/a'], null, [at(4)])[0]).toBe('error template-failed  templates/a.njk:4');
  expect(after(['/site/a'], null, [at(4)])).toEqual([
    'Still not built: 1 error, as reported above.',
  ]);
});
