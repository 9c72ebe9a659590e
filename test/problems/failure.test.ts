/** Errors that cross from one thread to another. */
import { expect, it } from 'vitest';
import { SiteError } from '../../src/model/problem.js';
import { packFailure, unpackFailure } from '../../src/problems/failure.js';

const across = (error: unknown): Error => unpackFailure(structuredClone(packFailure(error)));

it('are what they were', () => {
  const problems = [{ code: 'url-clash', severity: 'error', message: 'm', line: 3 }] as const;
  expect(across(new SiteError(problems))).toEqual(new SiteError(problems));
  const fields = { code: 'ENOSPC', errno: -28, path: '/full' };
  const system = Object.assign(new Error('full'), fields);
  expect(across(system)).toMatchObject({ ...fields, message: 'full', stack: system.stack });
  expect(across('just a text')).toMatchObject({ message: 'just a text' });
});

it('leave behind what no thread can have of another', () => {
  const error = Object.assign(new Error('x'), { retry: () => 1, code: 'E' });
  expect(Object.keys(across(error))).not.toContain('retry');
  expect(across(error)).toMatchObject({ code: 'E' });
});
