/**
 * Stories in which HTML and Markdown are mixed as pages and pasted text mix them, for properties about what
 * readers see: every word is another one, so that each can be looked for. To extend them, add a piece to
 * one of the lists; a piece is a text in which `@` stands for a word that readers see and `~` for one that
 * they don't.
 */
import * as fc from 'fast-check';

/** A story, and the words that were put into it. */
export interface Mixture {
  readonly text: string;
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
}

/** Between tags, where white space is nothing: lines, blank lines, indentation. */
const SPACE = [
  '',
  '',
  '',
  '\n',
  '\n',
  '\n\n',
  '\n\n\n',
  '\n  ',
  '\n    ',
  '\n\n    ',
  '\n\n\t',
  '\n \n  ',
];

/** Nothing of it is shown, whatever is in it. */
const HIDDEN = [
  '<!-- ~ -->',
  '<!--~-->',
  '<!---->',
  '<!-->',
  '<!-- ~\n\n~ -->',
  '<!--\n\n    ~\n\n# ~\n-->',
  '<!-- <p>~\n\n</div> <pre> <script> ~ -->',
  '<!-- ~ -- ~ > ~\n\n- ~ --!>',
  '<!--[if gte mso 9]><xml>\n\n<w:x/>~\n</xml><![endif]-->',
  '<![if !supportLists]>',
  '<![endif]>',
  '<!--[if !IE]> -->',
  '<!--<![endif]-->',
  '<![CDATA[ ~\n\n~ >',
  '<?xml:namespace prefix = o ns = "urn:x" />',
  '<script>~</script>',
  '<script>\nif (a < b && c > d) { x = "<p>~"; }\n\n    ~ = `*a*`;\n\n</script>',
  '<style>\n.a > b { c: d }\n\n\n# ~ {}\n</style>',
  '<style type="text/css"><!-- ~\n\n--></style>',
  '<o:p></o:p>',
  '<w:x/>',
  '<a name="x"></a>',
  '<span></span>',
  '<br>',
  '<br/>',
  '<img src="/a.png" alt="x > y">',
  "<img src=/a.png?b=c alt='\"'>",
  '<img\nsrc="/a.png"\n  alt="x\n<y>">',
  '<img\n  src="/a.png"\n  alt="x\n# y"\n>',
];

/** Code, as it stands. */
const CODE = [
  '<pre>@</pre>',
  '<pre>\n@\n\n# @\n</pre>',
  '<pre>\n@\n\n    @\n\n- @ *a* **b** _c_\n  @\n</pre>',
  '<pre class="x"><code>@\n\n\n@  @\n</code></pre>',
  '<pre>@\n\n<b>@</b> &lt;p&gt;\n\n| a | b |\n|---|---|\n| @ | 1 |</pre>',
  '<pre>@ <!-- ~\n\n~ -->\n\n> @</pre>',
  '<PRE>@\n\n```\n@</PRE>',
  '<pre\n  class="x"\n>@\n\n# @</pre\n>',
  '<pre>`@\n\n$$ @ $$\n\n[x]: @</pre>',
];

/** Words in a line. */
const WORDS = [
  '@',
  '@',
  '@，@',
  '@ a < b @',
  '@ &lt; &amp; @',
  '<b>@</b>',
  '<span lang="EN-US">@<o:p></o:p></span>',
  '<font face="宋体" color=red>@</font>',
  '@<st1:chsdate w:st="on" Year="2022">@</st1:chsdate>@',
  '<a href=/x?y=1>@</a>',
  '<a href="/x"title="y">@</a>',
  '@<br>@',
  '<my-el a="b">@</my-el>',
  '<span title="a > b <!-- c">@</span>',
  '<a\n  href="/x"\n  title="a\n- b"\n  >@</a\n>@',
  '<span\nclass="x"\n>@</span\n>',
];

const BLOCKS =
  'div section center blockquote font span article td-in-table li-in-ul details figure h2 my-note o:p video-less dd-in-dl aside form'.split(
    ' ',
  );

type Piece = fc.Arbitrary<string>;

const oneOf = (pieces: readonly string[]): Piece => fc.constantFrom(...pieces);
const space = oneOf(SPACE);

const { node } = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: oneOf(WORDS) },
    { weight: 3, arbitrary: oneOf(HIDDEN) },
    { weight: 2, arbitrary: oneOf(CODE) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.tuple(space, fc.oneof(oneOf(WORDS), oneOf(HIDDEN))), { maxLength: 4 })
        .map((list) => element('p', list.map((parts) => parts.join('')).join(''))),
    },
    {
      weight: 5,
      arbitrary: fc
        .tuple(oneOf(BLOCKS), space, tie('nodes'), space)
        .map(([name, before, inner, after]) => element(name, before + inner + after)),
    },
  ),
  nodes: fc
    .array(fc.tuple(tie('node'), space), { minLength: 1, maxLength: 4 })
    .map((list) => list.map((parts) => parts.join('')).join('')),
}));

function element(name: string, inner: string): string {
  if (name === 'td-in-table') return `<table>\n\n  <tr>\n    <td>${inner}</td>\n\n  </tr></table>`;
  if (name === 'li-in-ul') return `<ul>\n\n<li>${inner}\n  <li>@</ul>`;
  if (name === 'dd-in-dl') return `<dl><dt>@\n\n<dd>${inner}</dl>`;
  if (name === 'video-less') {
    return `<div><video controls>\n\n    <source src="/a.mp4">\n</video>${inner}</div>`;
  }
  if (name === 'details') return `<details><summary>@</summary>${inner}</details>`;
  return `<${name}>${inner}</${name}>`;
}

/** Outside of all elements, where what is further in would be code. */
const top = fc
  .array(fc.tuple(node, oneOf(['\n', '\n\n', '\n\n', '\n \n  ', ''])), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.map((parts) => parts.join('')).join(''));

/** Stories that are HTML, in which no mark means anything to Markdown. */
export const htmlStory: fc.Arbitrary<Mixture> = fc
  .array(fc.tuple(oneOf(['<div>', '<p>', '<section>', '<td>', '<font>', '']), top), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.map((parts) => parts.join('')).join(''))
  .map(mixture);

/** What only Markdown has. */
const MARKDOWN = [
  '@ **@** @',
  '**@**，@',
  '# @',
  '## @\n@',
  '@\n===',
  '- @\n- @\n',
  '- @\n\n  @\n- @',
  '1. @\n2. @',
  '- @ <!-- ~\n\n  ~ --> @\n- @',
  '- @ <!-- ~\n\n~ --> @\n- @',
  '- <div><!-- ~\n\n~ -->@</div>\n- @',
  '- <pre>\n  @\n\n      @\n  </pre>\n- @',
  '1. @\n\n   <table><tr><td>@<!-- ~\n\n   ~ --></td></tr></table>\n\n2. @',
  '> @\n> @',
  '> @ <!-- ~\n>\n> ~ --> @\n> @',
  '> <div><pre>@\n>\n> # @\n> </pre></div>\n\n@',
  '> <p>@</p><!-- ~\n> ~ -->\n@',
  '| @ | @ |\n| --- | --- |\n| @ <!-- ~ --> | <b>@</b> |\n',
  '```\n@ <!-- @\n\n@\n```',
  '```html\n<pre>\n@\n```',
  '@\n\n    @ <!-- @\n\n    @',
  '`<!-- @`\n\n@ `<pre>` @',
  '@ \\<!-- @\n\n@',
  '@<!-- ~\n# ~\n- ~\n\n```\n--> @\n@',
  '@ <!-- ~\n---\n\n~ -->@',
  '@ <pre>@\n\n# @\n    @</pre> @',
  '@ <script>~\n\n*~*</script> @',
  '@<style>~\n\n~</style>\n@',
  '*@* <o:p></o:p> [@](/x)',
  '<div markdown="1">\n*@*\n\n- @\n</div>',
  '<div markdown="1">\n\n    @\n\n</div>',
  '<p>@</p>\n**@** @',
  '<div>\n\n    <p>@</p>\n</div>\n**@** @',
  '<font color=red>\n\n    <p>@</p>\n</font>\n- @',
  '@[^1]\n\n[^1]: @ <!-- ~\n\n    ~ --> @',
  '***\n\n@',
];

/** Open to the end of where they stand, and shown as they are: a later end would be theirs. */
const OPEN = [
  '@ <!-- @',
  '@ <textarea> @',
  '- @ <script> @\n- @',
  '- <div><!-- @\n- @',
  '> <div><!-- @\n\n@',
  '> <style>@\n\n@',
  '<p>@ <b @\n\n@',
];

/** Stories with Markdown, and HTML in, between and around it. */
export const mixedStory: fc.Arbitrary<Mixture> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: oneOf(MARKDOWN) },
      { weight: 1, arbitrary: oneOf(HIDDEN) },
      { weight: 1, arbitrary: oneOf(CODE) },
      { weight: 3, arbitrary: top },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .chain((blocks) =>
    oneOf(['', '', ...OPEN]).map((open) => mixture([...blocks, open].join('\n\n'))),
  );

/** Puts words in. They hold no mark of Markdown, and none is part of another. */
function mixture(pieces: string): Mixture {
  const shown: string[] = [];
  const hidden: string[] = [];
  const text = pieces.replace(/[@~]/g, (mark) => {
    const words = mark === '@' ? shown : hidden;
    const word = `${mark === '@' ? '见' : '隐'}${shown.length + hidden.length}字`;
    words.push(word);
    return word;
  });
  return { text, shown, hidden };
}
