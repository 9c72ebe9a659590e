import { expect, it } from 'vitest';
import { withBars } from '../../../src/formats/markdown/kramdown/tables.js';

it('shows escaped bars of a cell, but in code', () => {
  expect(withBars('a \\| b `c \\| d` \\| <code>e \\| f</code>')).toBe(
    'a | b `c \\| d` | <code>e \\| f</code>',
  );
});

it('takes a cell of nothing but marks', () => {
  for (const mark of ['`', '<code ']) expect(withBars(`${mark.repeat(200_000)}\\|`)).toMatch(/\|$/);
});
