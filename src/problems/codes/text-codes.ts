/** Codes about a post's Markdown and HTML. */
import type { CodeGroup } from './code-entry.js';

export const textCodes: CodeGroup<'text'> = {
  'post-liquid': {
    fate: ['repaired'],
    means: 'template code in a post is text',
    example: '`{% include x.html %}` is text: template code in a story never runs',
    todo: 'write what the report names',
  },
  'link-target': {
    fate: ['repaired'],
    means:
      'a Jekyll site’s post links by `link` or `post_url` to what is not published; the words of the link stay',
    example:
      '`{% post_url 2022-05-16-a %}` leads to nothing that is published; the words of the link stay',
    todo: 'write the name of a post, or the path of a file, as they are',
  },
  'html-unbalanced': {
    fate: ['repaired'],
    means: 'HTML was left open and is closed; or markup never ends, and is shown as text',
    example: '`<div class="box">` is left open',
    todo: 'write its end, or `&lt;` where it is no markup',
  },
  'html-removed': {
    fate: ['repaired'],
    means: 'a frame, drawing or field of a form was taken out with what it shows',
    example: 'Taken out of the story with what it shows: <iframe>',
    todo: 'link to it; `html: trust` keeps it, where every source can be trusted',
  },
  'html-nesting': {
    fate: ['set aside'],
    means: 'elements are nested deeper than `limits.nesting`',
    example: 'HTML elements are nested more than 100 deep',
    todo: 'simplify the body, or raise `limits.nesting`',
  },
  'html-size': {
    fate: ['set aside'],
    means: 'unclosed elements or Markdown’s marks would make the page many times the post',
    example: 'Unclosed HTML multiplies the body',
    todo: 'close the elements',
  },
  'link-refused': {
    fate: ['repaired'],
    means:
      'a link or picture was left out, its words or description stay: its scheme may not be linked, only its writer could open it (`file:///C:/…`), or it is template code',
    example: 'The link to “javascript:alert(1)” is left out, its words stay',
    todo: 'write an address of the web',
  },
  'link-unrecognised': {
    fate: ['repaired'],
    means: '`[text](prose with blanks)` is shown as it stands',
    example: '“](a b c)” makes no link, and is shown as it stands',
    todo: 'put the address between `<` and `>`, or write `%20` for each blank',
  },
  'table-unrecognised': {
    fate: ['repaired'],
    means: 'a line of `| - : =` in a paragraph makes no table',
    example: 'The line “|---|” makes no table of what is around it',
    todo: 'give it as many parts as the line above has cells, of hyphens',
  },
  'definition-unused': {
    fate: ['repaired'],
    means: '`[x]: text` or `{:x: words}` hides a line, and nothing uses it',
    example:
      "“[1]: words” is not shown: Markdown reads it as a link's address, and nothing uses it",
    todo: 'leave out the colon, or put a backslash before the bracket',
  },
  'attributes-unknown': {
    fate: ['repaired'],
    means: '`{: words}` hides words, and nothing has that name',
    example: '“{: see below}” is not shown: it reads as attributes, and nothing is named see',
    todo: 'put a backslash before the brace',
  },
  'markdown-growth': {
    fate: ['repaired'],
    means:
      'notes, contents, anchors (also named attributes and columns’ alignment) were left out, or the whole is shown as written',
    example: 'The marks of this story would multiply it; it is shown as it was written',
    todo: 'split the post, repeat less',
  },
  'math-engine': {
    fate: ['repaired'],
    means:
      'formulas are shown as TeX, for what makes MathML of them is not installed; reported once a build',
    example: 'Formulas are shown as TeX: temml, which makes MathML of them, is not installed',
    todo: '`npm install temml`, or `math: tex` where a script of the site shows them',
  },
  'math-unreadable': {
    fate: ['repaired'],
    means: 'a formula is shown as TeX, for it is none that can be read',
    example: 'The formula `\\frac{a` is shown as TeX: Expected `}`',
    todo: 'correct it; a dollar that is money may have a backslash before it',
  },
  'markdown-nesting': {
    fate: ['repaired'],
    means: 'quotes or lists too deep; the innermost are one paragraph',
    example: 'Quotes or lists are nested too deep; the innermost are shown as one paragraph',
    todo: 'nest quotes and lists less',
  },
};
