import { expect, it, test } from 'vitest';
import { createMarkdown } from '../../../src/formats/markdown/markdown.js';
import { KRAMDOWN } from '../../../src/model/config.js';
import { writing } from './writing-settings.js';

const options = { html: 'sanitize', nesting: 100, writing: writing({ emoji: true }) } as const;
const [commonmark, kramdown] = [
  createMarkdown(options),
  createMarkdown({ ...options, dialect: KRAMDOWN }),
];

it.each([
  ['好 :smile: :+1:', '<p>好 😄 👍</p>\n'],
  ['10:30:15 :-) :no-such-one: 1:100:2 :100:', '<p>10:30:15 :-) :no-such-one: 1:100:2 💯</p>\n'],
  ['`:smile:`', '<p><code>:smile:</code></p>\n'],
])('%s', (text, html) => {
  expect(commonmark.render(text).html).toBe(html);
  expect(kramdown.render(text).html).toBe(html);
});

test('are none where nobody asks for them', () => {
  const plain = createMarkdown({ html: 'sanitize', nesting: 100 });
  expect(plain.render(':smile:').html).toBe('<p>:smile:</p>\n');
});
