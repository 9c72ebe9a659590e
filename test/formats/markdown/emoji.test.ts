import { expect, it, test } from 'vitest';
import { hasEmoji } from '../../../src/formats/markdown/emoji.js';
import { createMarkdown } from '../../../src/formats/markdown/markdown.js';

it.each([
  ['好 :smile: :+1:', '<p>好 😄 👍</p>\n'],
  ['10:30:15 :-) :no-such-one:', '<p>10:30:15 :-) :no-such-one:</p>\n'],
  ['`:smile:`', '<p><code>:smile:</code></p>\n'],
])('%s', (text, html) => {
  expect(createMarkdown({ html: 'sanitize', nesting: 100, emoji: true }).render(text).html).toBe(
    html,
  );
});

test('are those of a Jekyll site that names jemoji', () => {
  const values = { plugins: ['jekyll-feed', 'jemoji'] };
  expect(hasEmoji({ syntax: 'liquid', values })).toBe(true);
  expect(hasEmoji({ syntax: 'nunjucks', values })).toBe(false);
  expect(hasEmoji({ syntax: 'liquid', values: {} })).toBe(false);
  const plain = createMarkdown({ html: 'sanitize', nesting: 100 });
  expect(plain.render(':smile:').html).toBe('<p>:smile:</p>\n');
});
