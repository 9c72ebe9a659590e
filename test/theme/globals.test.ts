/** Functions that templates call are those of nunjucks. */
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { safe } from '../../src/theme/runtime/safe.js';
import { render } from './theme.js';

const nunjucks = createRequire(import.meta.url)('nunjucks');
const theirs = new nunjucks.Environment([], { autoescape: true });

it.each([
  '{{ range(3) }} {{ range(0) }} {{ range(2, 5) }} {{ range(5, 1, -2) }} {{ range(1, 9, 3) }}',
  '{{ range(3, 1) }} {{ range(1, 3, 0) }} {{ range(0, 1, 0.25) }}',
  '{% set c = cycler("a", "b") %}{{ c.current }}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}',
  '{% set c = cycler("a", "b") %}{{ c.next() }}{{ c.reset() }}{{ c.current }}{{ c.next() }}',
  '{% set c = cycler() %}[{{ c.next() }}{{ c.next() }}]',
  '{% set j = joiner() %}{{ j() }}a{{ j() }}b{{ j() }}c',
  '{% set j = joiner(" · ") %}{{ j() }}a{{ j() }}b{% set k = joiner("") %}{{ k() }}{{ k() }}',
])('%s', (text) => {
  expect(render(text)).toBe(theirs.renderString(text, {}));
});

it('finished HTML has the methods and the length of its text', () => {
  const text =
    '{{ x.length }} {{ x.toUpperCase() }} {{ x.split("b") }} {{ x.val }} {{ x }} [{{ x[0] }}]';
  const html = new nunjucks.runtime.SafeString('<b>');
  expect(render(text, { x: safe('<b>') })).toBe(theirs.renderString(text, { x: html }));
});
