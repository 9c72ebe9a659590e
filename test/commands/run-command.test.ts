/** The frame that all commands share. */
import fs from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReportOptions } from '../../src/commands/reporter.js';
import {
  type CommandAnswer,
  runAnswer,
  runCommand,
  UNINTERRUPTED,
} from '../../src/commands/run-command.js';
import { SiteError } from '../../src/model/problem.js';
import type { Terminal } from '../../src/platform/console.js';

interface Heard extends Terminal {
  readonly said: { readonly out: string[]; readonly err: string[] };
}

function listener(): Heard {
  const said = { out: [] as string[], err: [] as string[] };
  return {
    said,
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
    isRich: false,
  };
}

const ANSWER: CommandAnswer = {
  lines: ['a.md', 'b\n\u001B[2Jc'],
  notes: ['two'],
  data: { files: 2 },
};

describe('a command that answers', () => {
  it.each<[string, ReportOptions, readonly string[], readonly string[]]>([
    ['lines, and notes on the error stream', {}, ['a.md', 'b\n\\u001b[2Jc'], ['two']],
    ['no notes under --quiet', { quiet: true }, ['a.md', 'b\n\\u001b[2Jc'], []],
    ['one object under --json', { json: true }, ['{\n  "ok": true,\n  "files": 2\n}'], []],
  ])('prints %s', async (_, reporting, out, err) => {
    const terminal = listener();
    expect(await runAnswer(() => ANSWER, reporting, terminal)).toBe(0);
    expect(terminal.said).toEqual({ out, err });
  });

  it('that nothing could be done ends with 1', async () => {
    const [people, programs] = [listener(), listener()];
    const act = (): CommandAnswer => ({ ...ANSWER, ok: false });
    expect(await runAnswer(act, {}, people)).toBe(1);
    expect(people.said.out).toHaveLength(2);
    expect(await runAnswer(act, { json: true }, programs)).toBe(1);
    expect(JSON.parse(programs.said.out.join())).toEqual({ ok: false, files: 2 });
  });

  it('that the site`s author must mend something first ends with 1, and its problems', async () => {
    const act = (): never => {
      throw SiteError.of('desk-option', 'No', 'Do.');
    };
    const [people, programs] = [listener(), listener()];
    expect(await runAnswer(act, {}, people)).toBe(1);
    expect(people.said.err.join()).toMatch(/^error desk-option\n {2}No\n/);
    expect(await runAnswer(act, { json: true }, programs)).toBe(1);
    const problem = { code: 'desk-option', severity: 'error', message: 'No', hint: 'Do.' };
    expect(JSON.parse(programs.said.out.join())).toEqual({ ok: false, problems: [problem] });
    expect(programs.said.err).toEqual([]);
  });

  it('that the system refuses something is no bug: for programs as well', async () => {
    const terminal = listener();
    const act = (): never => {
      fs.readFileSync('/there/is/no/such/file');
      throw new Error('it is there');
    };
    expect(await runAnswer(act, { json: true }, terminal)).toBe(1);
    const report = JSON.parse(terminal.said.out.join()) as object;
    expect(report).toMatchObject({ ok: false, problems: [{ code: 'system-enoent' }] });
  });

  it('with a bug throws it', async () => {
    const act = (): never => {
      throw new TypeError('x');
    };
    await expect(runAnswer(act, { json: true }, listener())).rejects.toThrow(TypeError);
  });
});

it('the exit code is the report`s', async () => {
  expect(await runCommand({ act: () => 3, report: (code) => code }, {}, listener())).toBe(3);
});

it('Ctrl-C waits for an act that writes files of the site, and ends any other', async () => {
  const before = process.listeners('SIGINT');
  onTestFinished(() => {
    for (const name of ['SIGINT', 'SIGTERM'] as const)
      for (const one of process.listeners(name)) if (!before.includes(one)) process.off(name, one);
  });
  const heard: number[] = [];
  const act = (): CommandAnswer => {
    heard.push(process.listenerCount('SIGINT') - before.length);
    return ANSWER;
  };
  await runAnswer(act, {}, listener());
  await runAnswer(act, {}, listener(), UNINTERRUPTED);
  expect(heard).toEqual([0, 1]);
});
