/** What is read back from a cache is a problem only when all of it is. */
import { expect, it } from 'vitest';
import { isWarning } from '../../../src/incremental/store/stored-values.js';

const WHOLE = {
  ...{ code: 'c', severity: 'warning', message: 'm', hint: 'h', file: 'f' },
  ...{ line: 1, column: 2, frame: 'x', fate: 'repaired' },
};

it('takes a warning, with or without its details', () => {
  expect(isWarning(WHOLE)).toBe(true);
  expect(isWarning({ code: 'c', severity: 'warning', message: 'm' })).toBe(true);
});

it.each(Object.keys(WHOLE))('refuses one whose %s is none', (key) => {
  for (const value of [{}, [], null, true]) {
    expect(isWarning({ ...WHOLE, [key]: value })).toBe(false);
  }
  expect(isWarning({ ...WHOLE, severity: 'error' })).toBe(false);
  expect(isWarning(null)).toBe(false);
});
