import { describe, expect, it } from 'vitest';
import { LayoutHtml } from '../../../src/theme/escape/story-text.js';
import { liquidTheme } from './liquid-theme.js';

const PAGE =
  '<!DOCTYPE html> <html lang="en-US"> <head> <meta name="viewport" content="width=device-width, initial-scale=1"> ' +
  '<style media=\'print\'>a { b: c }</style> <script>f( 1 ); g("x y")</script> </head> ' +
  '<body class="a b" onload="h( 2 )"> <p>x <a href="/a b" title="q &quot; r">l</a></p> </body> </html>';

function rendered(text: string, content = PAGE): string {
  const made = liquidTheme({ 'layouts/page.html': text });
  return made.render('layouts/page.html', { content: new LayoutHtml(content), page: {}, site: {} });
}

const WORDS =
  '{% capture all %}{{ content }}{% endcapture %}{% assign all = all | split: " " | join: " " %}';

describe('a page that a theme cuts', () => {
  it.each([
    [`${WORDS}{{ all }}`, PAGE],
    [
      `${WORDS}{{ all | replace: " <html", "<html" | replace: " <head", "<head" | replace: " <meta", "<meta" }}`,
      PAGE.replace(/ (?=<(?:html|head|meta))/g, ''),
    ],
    [
      `${WORDS}{{ all | replace: " <style", "<style" | replace: " <p", "<p" | remove: "</p>" }}`,
      PAGE.replace(/ (?=<(?:style|p))/g, '').replace('</p>', ''),
    ],
  ])('is whole: %s', (text, expected) => {
    expect(rendered(text)).toBe(expected);
  });

  it.each([
    // A tag and a value that the theme itself begins.
    ['{% capture a %}{{ content }}{% endcapture %}{{ a | prepend: "<a " }}', 'onclick=f() x'],
    ['{% capture a %}{{ content }}{% endcapture %}{{ a | prepend: "<a href=" }}', 'javascript:f()'],
    [
      "{% capture a %}{{ content }}{% endcapture %}{{ a | prepend: '<a title=\"' }}",
      'x" onclick="f()',
    ],
    ['{% capture a %}{{ content }}{% endcapture %}{{ a | prepend: "<script>" }}', 'f()'],
  ])('begins nothing with %s that the page has not begun', (text, content) => {
    expect(rendered(text, content)).not.toMatch(/^<a (?:onclick|href=javascript)|" onclick|>f\(\)/);
  });
});
