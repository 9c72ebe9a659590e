import { readFileSync } from 'node:fs';
import { parse, html as parse5Html } from 'parse5';
import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { createMarkdown } from '../../../src/formats/markdown/markdown.js';
import { KRAMDOWN } from '../../../src/model/config.js';
import { elementsOf } from './trees.js';

const LIMITS = { nesting: 100 };

// Written down once more, by hand: a slip in the tables of `html/allow.ts` shows here.
const ELEMENTS = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 a b strong i em u s del ins mark small sub sup code pre kbd samp var q ' +
    'cite abbr dfn time blockquote ul ol li dl dt dd br hr wbr img figure figcaption picture ' +
    'source video audio track table caption colgroup col thead tbody tfoot tr th td div span ' +
    'section details summary ruby rb rt rtc rp bdi bdo address'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  (
    'href src srcset sizes alt title lang dir class id width height loading decoding media type ' +
    'align kind srclang label poster controls loop muted preload colspan rowspan scope span start ' +
    'reversed value cite datetime open'
  ).split(' '),
);
const CLASSES = /^(?:align-\w+|footnote[\w-]*|task-list[\w-]*|language-\S+)$/;
const ADDRESS = /^(?:https?:|mailto:|tel:|[^:]*(?:[/?#]|$))/i;

const vectors =
  readFileSync(new URL('../fixtures/xss.txt', import.meta.url), 'utf8')
    .split('\n.\n')[1]
    ?.split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      line.replace(/\\(?:([nt0])|u([0-9a-f]{4}))/g, (_, short: string | undefined, code: string) =>
        short === undefined
          ? String.fromCharCode(Number.parseInt(code, 16))
          : ({ n: '\n', t: '\t' }[short] ?? '\0'),
      ),
    ) ?? [];

/** What is wrong with it, in words. */
function harmsIn(html: string): readonly string[] {
  return elementsOf(html).flatMap(({ tagName, namespaceURI, attrs }) => [
    ...(namespaceURI === parse5Html.NS.HTML && ELEMENTS.has(tagName) ? [] : [tagName]),
    ...attrs
      .filter(({ name, value }) => isHarm(tagName, name, value))
      .map(({ name, value }) => `${name}=${value}`),
  ]);
}

function isHarm(tag: string, name: string, value: string): boolean {
  if (!ATTRIBUTES.has(name)) return true;
  if (name === 'class') return !value.split(' ').every((one) => CLASSES.test(one));
  if (name === 'id') return /^site-|\s/.test(value);
  if (!/^(?:href|src|poster|cite)$/.test(name)) return false;
  if (tag === 'img' && /^data:image\/(?:png|jpeg|gif|webp);base64,/.test(value)) return false;
  // Browsers skip these inside a scheme.
  return !ADDRESS.test(value.replace(/[\p{Cc}\s]/gu, ''));
}

test('there are as many vectors as promised', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(160);
});

test.each(['<a href="javascript:x">', '<svg>', '<p onclick=x>', '<p id=site-x>', '<h2 class=x>'])(
  'the check finds %s',
  (vector) => {
    expect(harmsIn(vector)).toHaveLength(1);
  },
);

const markdown = createMarkdown({ html: 'sanitize', nesting: 100 });
const kramdown = createMarkdown({ html: 'sanitize', nesting: 100, dialect: KRAMDOWN });
const escaping = createMarkdown({ html: 'escape', nesting: 100 });
const escapingKramdown = createMarkdown({ html: 'escape', nesting: 100, dialect: KRAMDOWN });

test.each(vectors)('harmless: %s', (vector) => {
  const finished = finishHtml(vector, 'sanitize', LIMITS);
  expect(finished.fault).toBeNull();
  expect(harmsIn(finished.html)).toEqual([]);
  expect(finished.html).not.toContain('seo');
  for (const around of [
    `<p>x</p>${vector}<p>y</p>`,
    `<table><tr><td>${vector}`,
    `<p>${vector}</p>`,
  ]) {
    expect(harmsIn(finishHtml(around, 'sanitize', LIMITS).html)).toEqual([]);
  }
  for (const { render } of [markdown, kramdown]) {
    expect(harmsIn(finishHtml(render(vector).html, 'sanitize', LIMITS).html)).toEqual([]);
  }
  for (const { render } of [escaping, escapingKramdown]) {
    expect(harmsIn(render(vector).html)).toEqual([]);
  }
});

const BREAKOUTS = [
  '</div></body>',
  '</main></body></html>',
  '</main></section></article>',
  '<div>',
  '<div><div><div>',
  '<b>',
  '<b><i><u><a href=x>',
  '<!--',
  '<!-- <p>',
  '<![CDATA[',
  '<?php',
  '<textarea>',
  '<plaintext>',
  '<table>',
  '<table><tr>',
  '<table><tr><td>',
  '<select>',
  '<select><option>',
  '<title>',
  '<style>',
  '<script>',
  '<script><!--<script>',
  '<script><!--<script></script>',
  '<iframe>',
  '<noscript>',
  '<xmp>',
  '<noembed>',
  '<noframes>',
  '<template>',
  '<svg>',
  '<math>',
  '<svg><foreignObject>',
  '<math><mi>',
  '<svg></p>',
  '<p><div></p>',
  '<a><table><a>',
  '<table><a>1<p>2</a>',
  '<b><p></b>',
  '<form></div>',
  '<button>',
  '<button><p></button>',
  '<li>',
  '</li></ul>',
  '<dd>',
  '<caption>',
  '<td></td></tr></table>',
  '</p></p>',
  '<frameset>',
  '<body><main>',
  '<html>',
  '<head>',
  '</head>',
  '<object>',
  '<applet>',
  '<marquee>',
  '<nobr><p><nobr>',
  '<h1><h2>',
  '</h1>',
  '<br></br>',
  '<ruby><rt>',
  '<details><summary>',
  '<option></main>',
  '<p title="',
  "<p title='",
  '<p title=x',
  '<p',
  '<',
  '</',
  '<a <a <a',
  '<!doctype html>',
  '<main>',
  '<footer>',
  '</footer>',
  '<listing>\n\n<footer>',
  '<noscript><table></noscript>',
  '<noscript><!-- </noscript><b> --></noscript>',
  '<noscript><style></noscript></main></style></noscript>',
  '<math><mtext><table><mglyph><style><!--</style><img title="-->">',
  '<math><mi><table><malignmark><xmp><!--</xmp><p title="-->">',
];

describe.each(['sanitize', 'trust'] as const)('%s: nothing breaks out', (policy) => {
  test.each(BREAKOUTS)('%s', (body) => {
    for (const before of ['', '<p>x', '<div><p>x</p>', '<ul><li>', '<a href="/x">']) {
      const { html } = finishHtml(before + body, policy, LIMITS);
      for (const scriptingEnabled of [true, false]) {
        const page = `<!doctype html><html><body><main id=m>${html}</main><footer>f</footer></body></html>`;
        const root = parse(page, { scriptingEnabled }).childNodes.find(
          (node) => node.nodeName === 'html',
        );
        const inBody =
          root !== undefined && 'childNodes' in root ? root.childNodes.at(-1) : undefined;
        const top = inBody !== undefined && 'childNodes' in inBody ? inBody.childNodes : [];
        expect(top.map((node) => node.nodeName)).toEqual(['main', 'footer']);
        expect(top[1]).toMatchObject({ childNodes: [{ value: 'f' }] });
      }
    }
  });
});
