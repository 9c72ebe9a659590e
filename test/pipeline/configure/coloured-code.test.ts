import { expect, test } from 'vitest';
import { isCodeColoured } from '../../../src/pipeline/configure/coloured-code.js';

test.each([
  [{}, true],
  [{ highlighter: 'rouge' }, true],
  [{ highlighter: 'pygments' }, true],
  [{ highlighter: 'none' }, false],
  [{ highlighter: false }, false],
  [{ highlighter: null }, true],
  [{ kramdown: { syntax_highlighter: 'none' } }, false],
  [{ highlighter: 'none', kramdown: { syntax_highlighter: 'rouge' } }, true],
  [{ kramdown: { syntax_highlighter_opts: { disable: true } } }, false],
  [{ kramdown: { input: 'GFM', syntax_highlighter_opts: null } }, true],
])('%j: %s', (values, coloured) => {
  expect(isCodeColoured(values)).toBe(coloured);
});
