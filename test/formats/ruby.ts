/** Ruby as the oracle for what Jekyll does with dates; tests skip with a message without it. */
import { spawnSync } from 'node:child_process';

export const hasRuby: boolean = spawnSync('ruby', ['--version']).status === 0;
if (!hasRuby) console.warn('ruby is not installed: comparisons with it are skipped');

/**
 * Runs a script that makes a list of the JSON value `input`. The zone is UTC outside of
 * `zoned(name) { … }`.
 */
export function ruby(script: string, input: unknown): readonly unknown[] {
  const program = `
    require 'json'
    require 'time'
    def zoned(name)
      ENV['TZ'] = name
      yield
    end
    input = JSON.parse(STDIN.read)
    puts JSON.generate(begin\n${script}\nend)`;
  const run = spawnSync('ruby', ['-Eutf-8', '-e', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
    maxBuffer: 1 << 26,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** Whole and half hours, both hemispheres, one with a two-hour day and one that is fixed. */
export const ZONES: readonly string[] = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'UTC',
];
