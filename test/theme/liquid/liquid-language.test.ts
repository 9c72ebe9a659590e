/** Liquid's own tags and expressions give what Ruby's Liquid gives. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { failure } from '../theme.js';
import { CASES, DATA, DOCUMENTED, ODD, REFUSED } from './liquid-cases.js';
import { renderLiquid, told } from './liquid-theme.js';

describe('templates', () => {
  it.each([...CASES, ...DOCUMENTED])('%s', (template, result) => {
    expect(told(template)).toEqual([]);
    expect(renderLiquid(template, DATA)).toBe(result);
  });
});

describe('templates that are not well-formed', () => {
  it.each(ODD)('%s', (template, result) => {
    expect(told(template).map(({ severity, line }) => [severity, line])).toContainEqual([
      'warning',
      1,
    ]);
    expect(renderLiquid(template, DATA)).toBe(result);
  });
});

describe('templates that Liquid refuses', () => {
  it.each(REFUSED)('%s', (template, at, hint) => {
    const problem = failure(() => renderLiquid(template, DATA));
    expect(`${problem.line}:${problem.column}`).toBe(at);
    expect(problem.hint).toContain(hint);
    expect(problem).toMatchObject({ code: 'template-syntax', file: '_layouts/page.html' });
    expect(problem.frame).toContain('^');
  });
});

const RUBY = `
require "json"; require "liquid"
input = JSON.parse($stdin.read)
Liquid::Template.error_mode = :warn
puts JSON.generate(input["templates"].map { |text|
  begin Liquid::Template.parse(text).render!(JSON.parse(JSON.generate(input["data"])))
  rescue => e then "ERROR #{e.message}" end })
`;
const hasLiquid = spawnSync('ruby', ['-e', 'require "liquid"']).status === 0;

describe.skipIf(!hasLiquid)('Ruby’s Liquid (skipped where it is not installed)', () => {
  it('gives the same', () => {
    const all = [...CASES, ...ODD];
    const input = JSON.stringify({ templates: all.map(([text]) => text), data: DATA });
    const { stdout } = spawnSync('ruby', ['-e', RUBY], { input, encoding: 'utf8' });
    const results: unknown = JSON.parse(stdout);
    expect(results).toEqual(all.map(([, result]) => result));
  });
});
