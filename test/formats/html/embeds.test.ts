/** Films and sound from elsewhere, as cards; and what a story may not have of them. */
import { describe, expect, it, test } from 'vitest';
import { embedOf, isFrameAddress } from '../../../src/formats/html/embeds/embed-addresses.js';
import { finishHtml, type HtmlPolicy } from '../../../src/formats/html/finish.js';
import { EMBED_NAMES } from '../../../src/model/config.js';

function finish(html: string, policy: HtmlPolicy = 'sanitize', embeds = EMBED_NAMES): string {
  return finishHtml(html, policy, { nesting: 100, embeds: [...embeds] }).html;
}

describe('addresses', () => {
  it.each([
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    ],
    ['https://youtu.be/dQw4w9WgXcQ?t=1m30s', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s'],
    [
      '//www.youtube.com/embed/dQw4w9WgXcQ?start=5',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=5s',
    ],
    ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    [
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    ],
    [
      'https://www.bilibili.com/video/BV1xx411c7mD/?p=2&spm=x',
      'https://www.bilibili.com/video/BV1xx411c7mD?p=2',
    ],
    [
      '//player.bilibili.com/player.html?aid=170001&page=1',
      'https://www.bilibili.com/video/av170001',
    ],
    ['https://vimeo.com/76979871/0a1b2c3d4e', 'https://vimeo.com/76979871/0a1b2c3d4e'],
    [
      'https://player.vimeo.com/video/76979871?h=0a1b2c3d4e',
      'https://vimeo.com/76979871/0a1b2c3d4e',
    ],
    ['https://a.example/talk.MP3?x=1', 'https://a.example/talk.MP3?x=1'],
    ['/assets/talk.m4a', '/assets/talk.m4a'],
  ])('%s', (address, href) => {
    const embed = embedOf(address);
    expect(embed?.href).toBe(href);
    expect(embed?.name === 'audio' || isFrameAddress(embed?.frame ?? '')).toBe(true);
  });

  it.each([
    ...[
      'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
      'https://evil.example/youtu.be/dQw4w9WgXcQ',
    ],
    ...[
      'https://www.youtube.com/watch?v=short',
      'https://www.youtube.com/@news',
      'javascript:x.mp3',
    ],
    ...[
      'https://user@youtube.com/watch?v=dQw4w9WgXcQ',
      'https://vimeo.com/about',
      'data:audio/x.mp3',
    ],
    ...[
      'https://www.bilibili.com/video/"><script>',
      'https://live.bilibili.com/1',
      'https://a.example/mp3',
      '',
    ],
  ])('nothing: %s', (address) => {
    expect(embedOf(address)).toBeNull();
  });
});

const CARD =
  '<a class="embed" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1">';
const LINK = 'https://youtu.be/dQw4w9WgXcQ';

test('frames and addresses alone in a paragraph are cards', () => {
  const frame =
    '<div><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="A &lt;b&gt; talk">x</iframe></div>';
  expect(finish(frame)).toBe(`<div>${CARD}A &lt;b&gt; talk</a></div>`);
  expect(finish(`<p> <a href="${LINK}">${LINK}</a>\n</p>`)).toBe(
    `<p> ${CARD}YouTube · dQw4w9WgXcQ</a>\n</p>`,
  );
  expect(finish('<p><a href="/a.mp3">/a.mp3</a></p>')).toBe(
    '<p><audio controls="" preload="none" src="/a.mp3">/a.mp3</audio></p>',
  );
});

test('what is finished is finished', () => {
  const html = `<p><a href="/x">a<iframe src="${LINK}"></iframe></a></p><p><p>${CARD}t</a>`;
  const once = finish(html);
  expect(once).toContain(CARD);
  expect(finish(once)).toBe(once);
});

test('links in a text, and with words of their own, stay', () => {
  for (const html of [
    `<p>see <a href="${LINK}">${LINK}</a></p>`,
    `<p><a href="${LINK}">a film</a></p>`,
    `<p><a href="${LINK}"><img src="/a.png" alt="" loading="lazy" decoding="async"></a></p>`,
    `<li><a href="${LINK}">${LINK}</a></li>`,
  ]) {
    expect(finish(html)).not.toContain('embed');
    expect(finish(html)).toContain(LINK);
  }
});

test('only those that the site allows; others are missed', () => {
  const frame = `<iframe src="${LINK}"></iframe>`;
  for (const html of [frame, `<p><a href="${LINK}">${LINK}</a></p>`]) {
    const { html: finished, missed } = finishHtml(html, 'sanitize', {
      nesting: 9,
      embeds: ['vimeo'],
    });
    expect(finished).not.toContain('embed');
    expect(missed).toEqual(html === frame ? ['iframe'] : []);
  }
  expect(finish('<iframe src="https://evil.example/embed/dQw4w9WgXcQ"></iframe>')).toBe('');
  // A tracker.
  expect(finish(`<iframe src="${LINK}" width="1" height="1"></iframe>`)).toBe('');
});

test('a frame’s address is one that the table makes', () => {
  for (const address of [
    'https://evil.example/',
    'javascript:alert(1)',
    'https://player.vimeo.com/video/76979871',
  ]) {
    expect(finish(`<a class="embed" data-frame="${address}" href="/x">a</a>`)).toBe(
      '<a class="embed" href="/x">a</a>',
    );
  }
});

test('in trusted HTML frames stay, and addresses are cards', () => {
  const frame = `<iframe src="${LINK}"></iframe>`;
  expect(finish(frame, 'trust')).toBe(frame);
  expect(finish(`<p><a href="${LINK}">${LINK}</a></p>`, 'trust')).toContain(CARD);
});
