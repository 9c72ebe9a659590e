/** `finews check` as it is run: what it prints, and how it ends. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCheck } from '../../src/commands/desk/check-command.js';
import type { ReportOptions } from '../../src/commands/reporter.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, NOW, post } from '../support/site.js';

it('ends by what it found, and tells people, programs and GitHub', async () => {
  const site = createSite({
    ...PLAIN,
    '_posts/2022-05-16-a.md': post('title: 甲\ncategories: x', '[a](/none.html)'),
  });
  const check = async (reporting: ReportOptions = {}, flags: object = {}): Promise<string> => {
    const lines: string[] = [];
    const add = (text: string): unknown => lines.push(text);
    const terminal = { out: add, err: add, isRich: false };
    const options = { source: site.root, now: NOW, threads: 0, ...flags };
    const code = await runCheck(options, { quiet: true, ...reporting }, terminal);
    return [code, ...lines].join('\n');
  };
  expect(await check()).toMatch(/^1\nerror link-dead {2}_posts\/2022-05-16-a\.md:5:5/);
  expect(await check({ annotate: 'news' })).toContain(
    '::error file=news/_posts/2022-05-16-a.md,line=5,col=5,title=link-dead::',
  );
  const report = JSON.parse((await check({ json: true })).replace(/^1\n/, '')) as object;
  expect(report).toMatchObject({ ok: false, errors: 1, warnings: 0, read: 0 });
  site.write({ '_posts/2022-05-16-a.md': post('title: 甲', '[a](/)') });
  expect(await check({ quiet: false })).toMatch(/^0\n.*0 errors, 1 warning · \d+ files checked/s);
  expect(await check({}, { strict: true })).toBe('1');
  site.write({ '_config.yml': 'paginate: x\n' });
  expect(await check()).toMatch(/^1\nerror config-type.*Not built: 1 error/s);
});

it('tells a step of CI when the site is due, for it has built it', async () => {
  const site = createSite({
    ...PLAIN,
    '_posts/2022-05-16-a.md': post('title: 甲', '[a](/none.html)'),
    '_posts/2099-01-01-later.md': post('title: 乙'),
    '.outputs': 'x=1\n',
  });
  const outputsFile = path.join(site.root, '.outputs');
  const terminal = { out: () => undefined, err: () => undefined, isRich: false };
  const check = (): Promise<number> =>
    runCheck({ source: site.root, now: NOW, threads: 0 }, { quiet: true, outputsFile }, terminal);
  const told = 'x=1\nnext-due=2099-01-01T00:00:00+08:00\n';
  expect(await check()).toBe(1);
  expect(fs.readFileSync(outputsFile, 'utf8')).toBe(told);
  site.write({ '_config.yml': 'paginate: x\n' });
  expect(await check()).toBe(1);
  expect(fs.readFileSync(outputsFile, 'utf8')).toBe(told);
});
