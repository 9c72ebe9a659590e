import { describe, expect, it } from 'vitest';
import { StoryHtml } from '../../../src/theme/escape/story-text.js';
import { liquidTheme } from './liquid-theme.js';

const CONTENT =
  '<p>甲</p><h2 id="a">T &amp; 1</h2><p>b <a href="http://x/" title="q &quot; r">l</a></p><h2 id="b">U</h2>';

function rendered(text: string, content = CONTENT): string {
  const made = liquidTheme({ 'layouts/page.html': text });
  return made.render('layouts/page.html', { content: new StoryHtml(content), page: {}, site: {} });
}

describe("a story's HTML stays HTML", () => {
  it.each([
    ['{{ content }}', CONTENT],
    [
      '{% assign parts = content | split: "<h2" %}{% for part in parts %}{% unless forloop.first %}<h2{% endunless %}{{ part }}{% endfor %}',
      CONTENT,
    ],
    [
      '{% assign parts = content | split: "<h" %}{% for part in parts %}{% unless forloop.first %}<h{{ part }}{% endunless %}{% endfor %}',
      CONTENT.replace('<p>甲</p>', ''),
    ],
    [
      '{% assign parts = content | split: "<h2 id=" %}{% for part in parts offset: 1 %}<a href="#{{ part | split: \'"\' | slice: 1, 1 | first }}">{{ part | split: ">" | slice: 1, 1 | first | split: "<" | first }}</a>{% endfor %}',
      '<a href="#a">T &amp; 1</a><a href="#b">U</a>',
    ],
    [
      '{{ content | replace: "<h2", "<h2 class=\'x\'" }}',
      CONTENT.replaceAll('<h2', "<h2 class='x'"),
    ],
    [
      '{{ content | replace: \'<a href="http\', \'<a rel="x" href="http\' }}',
      CONTENT.replace('<a href="http', '<a rel="x" href="http'),
    ],
    [
      '{{ content | replace: "<p>", "<p style=\'color: red\'>" }}',
      CONTENT.replaceAll('<p>', "<p style='color: red'>"),
    ],
    ['{{ content | append: "<hr>" }}', `${CONTENT}<hr>`],
    ['{{ content | strip_html | truncate: 6 }}', '甲T ...'],
    [
      '<meta content="{{ content | strip_html | strip_newlines }}">',
      '<meta content="甲T &amp; 1b lU">',
    ],
    ['{{ content | split: "</p>" | first }}', '<p>甲'],
  ])('%s', (text, expected) => {
    expect(rendered(text)).toBe(expected);
  });
});

describe('what a cut would make of it is text', () => {
  it('where a tag is left open', () => {
    expect(rendered('{{ content | truncate: 60, "" }}')).not.toContain('<a href');
  });

  it('where quotes are taken out', () => {
    const content = '<p title="x onclick=alert(1) y">b</p>';
    expect(rendered("{{ content | remove: '\"' }}", content)).not.toMatch(/<p[^>]*onclick/);
    expect(rendered('{{ content | replace: \'title="x \', "" }}', content)).not.toMatch(
      /<p[^>]*onclick/,
    );
  });

  it('where a text stands in a tag', () => {
    const content = '<p>x</p><p> onclick=alert(1) autofocus </p>';
    const cut = '{% assign a = content | split: "<p>" | last | split: "<" | first %}';
    expect(rendered(`${cut}<b {{ a }}>x</b>`, content)).toBe('<b refused>x</b>');
    expect(rendered(`${cut}<a href="{{ a }}">x</a>`, '<p>x</p><p>javascript:alert(1)</p>')).toBe(
      '<a href="about:invalid#refused">x</a>',
    );
  });
});
