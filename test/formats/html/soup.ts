/** Random HTML: token soups, and real-looking bodies with something done to them. */
import * as fc from 'fast-check';

const TAGS = (
  'p p p h1 h2 h3 a a a b strong i em u s del ins mark small sub sup code pre q cite abbr time ' +
  'blockquote ul ol li li dl dt dd br hr wbr img figure figcaption table table caption colgroup ' +
  'col thead tbody tfoot tr td th div div span span section center font nobr marquee button form ' +
  'article details summary ruby rt script style textarea title xmp plaintext select option svg math ' +
  'foreignObject mi template noscript iframe object applet main header input unknown big tt'
).split(' ');

const VALUES = [
  'x',
  '',
  'http://a.b/c?d=1&e=2',
  '/a',
  '#fn1',
  'javascript:alert(1)',
  '&#106;avascript:x',
  'fn1',
  'fnref1:2',
  'site-top',
  '中文-标题',
  'align-center',
  'align-right foo',
  'footnote-ref',
  'text-align:center',
  'display:none',
  '1',
  '20',
  '1px',
  'a > b',
  'a &lt; b',
  'java&Tab;script:x',
  'mailto:a@b.c',
  'data:image/png;base64,AAAA',
  '&quot;',
];
const NAMES = [
  'href',
  'src',
  'class',
  'id',
  'style',
  'title',
  'alt',
  'width',
  'height',
  'colspan',
  'onclick',
  'hidden',
  'align',
  'start',
  'srcset',
  'color',
];

const attribute = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.constantFrom(...VALUES),
    fc.constantFrom('"', '"', '"', '"', "'", ''),
  )
  .map(([name, value, quote]) => ` ${name}=${quote}${value}${quote}`);
const attributes = fc.array(attribute, { maxLength: 2 }).map((list) => list.join(''));
const tag = fc.constantFrom(...TAGS);
const text = fc.constantFrom(
  '中文，',
  'text ',
  ' ',
  '\n',
  '&amp;',
  '&nbsp;',
  '&',
  '<',
  '>',
  '&lt;b&gt;',
  '\n\n',
  '股价 < 3',
  '"',
  "'",
  '\u00a0',
  '-->',
  ']]>',
);
const token = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(tag, attributes).map(([name, rest]) => `<${name}${rest}>`) },
  { weight: 4, arbitrary: tag.map((name) => `</${name}>`) },
  { weight: 4, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<!--',
      '-->',
      '<!-- x -->',
      '<?php ?>',
      '<br />',
      '<![CDATA[x]]>',
      '<hr/>',
      '<p',
      '</',
      '<A HREF="x">',
      '<!doctype html>',
    ),
  },
);

/** Anything after anything. */
export const soup: fc.Arbitrary<string> = fc
  .array(token, { maxLength: 25 })
  .map((list) => list.join(''));

const goodAttribute = fc.constantFrom(
  ' href="http://a.b/c?d=1&e=2"',
  ' href="/a"',
  ' class="align-center"',
  ' title="a &lt; b"',
  ' id="fn1"',
  ' id="中文"',
  ' src="/a.png"',
  ' alt="图"',
  ' width="20"',
  ' colspan="2"',
  ' start="3"',
  ' href="java&Tab;script:x"',
  ' class="x"',
  ' loading="lazy"',
  ' decoding="async"',
  ' style="a"',
);
const goodAttributes = fc.array(goodAttribute, { maxLength: 1 }).map((list) => list.join(''));
const goodTag = fc.constantFrom(
  ...(
    'p p h2 a b strong em span div div section blockquote ul ol li li li dl dt dd table table caption thead tbody tr tr ' +
    'td td th pre code sub figure figcaption article main'
  ).split(' '),
);

/** Well-formed trees: with any elements, or with those that are often proven, in any place. */
const treesOf = (name: fc.Arbitrary<string>, rest: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{ node: string; nodes: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.constantFrom(
        '<br>',
        '<hr>',
        '<br />',
        '<img src="/a.png" alt="图">',
        '<img src="/a.png" alt="x loading=" loading="lazy" decoding="async">',
        '<img src="/a.png" width="1">',
      ),
      fc
        .tuple(name, rest, tie('nodes'))
        .map(([tagName, attrs, inner]) => `<${tagName}${attrs}>${inner}</${tagName}>`),
    ),
    nodes: fc.array(tie('node'), { maxLength: 4 }).map((list) => list.join('')),
  })).nodes;

export const trees: fc.Arbitrary<string> = fc.oneof(
  treesOf(tag, attributes),
  treesOf(goodTag, goodAttributes),
);

const BODY =
  '<p>甲公司<a href="http://a.b/c?d=1&amp;e=2">公告</a>，<strong>涨停</strong>。</p>\n <p>第二段<br />续</p>\n' +
  '<h2 id="小标题">小标题</h2><ul>\n<li>一</li>\n<li><p>二</p></li></ul><blockquote><p>引</p></blockquote>' +
  '<table>\n<thead><tr><th class="align-right" colspan="2">名</th></tr></thead><tbody><tr><td>1</td><td><ul><li>x</li></ul></td></tr></tbody></table>' +
  '<figure><img src="https://a.b/c.jpg" alt="图 &gt; 片" width="552" height="276" /><figcaption>说明</figcaption></figure><pre><code class="language-js">a &lt; b\n</code></pre><dl><dt>a</dt><dd>b</dd></dl><hr />';

/** As portals write it, with what no sanitiser keeps. */
const PORTAL =
  '<p style="display:none;height:1px;"><br /></p><!-- Img_Start --><center><img src="https://a.b/c.jpg" alt=\'图 "1"\' width="552"/></center>' +
  '<p align=center ><img src="/k.aspx?nid=1&type=k&at=1" border=0 hidden alt="K图 &amp; 1"></p><!----><p>甲<span id="stock_1.6" web="1"></span>，' +
  '<font color=#f00><b>涨&nbsp;停</b></font> &ldquo;乙&rdquo; & 3 < 5。\n<br></p><table border=1><tbody>\n<tr><td nowrap>1</td></tr><!-- x --></tbody></table><pre>a &lt; b</pre>\n';

const mutationsOf = (whole: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(whole.length), fc.nat(12), fc.oneof(token, fc.constant(''))), {
      maxLength: 4,
    })
    .map((edits) =>
      edits.reduce(
        (body, [at, length, put]) => body.slice(0, at) + put + body.slice(at + length),
        whole,
      ),
    );

/** A real-looking body with a few cuts, copies and insertions. */
const mutated: fc.Arbitrary<string> = fc.oneof(mutationsOf(BODY), mutationsOf(PORTAL));

/** All of them. */
export const anyHtml: fc.Arbitrary<string> = fc.oneof(soup, trees, mutated);
