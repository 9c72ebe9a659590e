import { describe, expect, it } from 'vitest';
import { advance, TEXT } from '../../../src/theme/escape/place.js';
import { printPlace } from '../../../src/theme/escape/print-place.js';

/** What a print behind the text is taken for. */
function kindBehind(text: string): string {
  const { kind, trouble } = printPlace([advance(TEXT, text)]);
  return trouble === null ? kind : `${kind} ${trouble}`;
}

describe('the place behind a text', () => {
  it.each([
    ['', 'text'],
    ['<p>1 < 2 & ', 'text'],
    ['<br/>', 'text'],
    ['<p title="x">', 'text'],
    ['<a title=">">', 'text'],
    ['<!-- <a href="', 'attribute'],
    ['<!-- x -->', 'text'],
    ['<!doctype html>', 'text'],
    ['<![CDATA[', 'text'],
    ['<title>', 'attribute'],
    ['<TITLE>x</TITLE>', 'text'],
    ['<textarea><a href="', 'attribute'],
    ['<p title="', 'attribute'],
    ["<p title='a", 'attribute'],
    ['<p title = "', 'attribute'],
    ['<p title=', 'attribute unquoted'],
    ['<p title=a', 'attribute unquoted'],
    ['<', 'name tag'],
    ['<h', 'name tag'],
    ['<p ', 'name tag'],
    ['<p data-', 'name tag'],
    ['</', 'name tag'],
    ['<a href="', 'address'],
    ['<a href="/', 'path'],
    ['<a href="https://x', 'path'],
    ['<a href="/x?q=', 'query'],
    ['<a href="#', 'query'],
    ['<a href=', 'address unquoted'],
    ['<a href="javascript:', 'pattern handler'],
    ['<a data-href="', 'address'],
    ['<meta http-equiv="refresh" content="0; url=', 'address'],
    ['<meta name="x" content="', 'attribute'],
    ['<img srcset="', 'srcset'],
    ['<iframe srcdoc="', 'document'],
    ['<p onclick="', 'code handler'],
    ['<p onclick="f(\'', 'string handler'],
    ['<p onclick="f(&quot;', 'string handler'],
    ['<p style="', 'declaration'],
    ['<p style="color: ', 'declaration'],
    ['<p style="background: url(', 'style-address'],
    ['<p style="background: url(\'', 'style-address'],
    ['<p style="font-family: \'', 'style-string'],
    ['<style>', 'declaration'],
    ['<style>/* " */ a { content: "', 'style-string'],
    ['<style></style>', 'text'],
    ['<script>', 'code'],
    ['<script src="x"></script>', 'text'],
    ['<script>var a = "', 'string'],
    ["<script>var a = 'it\\'s ", 'string'],
    ['<script>var a = "x";', 'code'],
    ['<script>var a = `x ${', 'code'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a script's
    ['<script>var a = `x ${ {a: "}"}.a } ', 'string'],
    ["<script>// it's\n", 'code'],
    ['<script>/* " */', 'code'],
    ['<script>// ', 'pattern'],
    ['<script>a = b / c; d = "', 'string'],
    ['<script>a = /"/; b = ', 'code'],
    ['<script>return /[/"]/', 'code'],
    ['<script>a = /x', 'pattern'],
    ['<script type="application/ld+json">{"a": ', 'code'],
    ['<script type="application/ld+json">{"a": "', 'string'],
    ['<script type="module">', 'code'],
    ['<script type="text/template"><a href="', 'attribute'],
    ['<script>"</script>', 'text'],
    ['<xmp>', 'attribute'],
  ])('%s: %s', (text, kind) => {
    expect(kindBehind(text)).toBe(kind);
  });
});

it('is certain where several ask the same', () => {
  const [a, b] = [advance(TEXT, '<p title="'), advance(TEXT, '<b title="')];
  expect(printPlace([a, b]).kind).toBe('attribute');
  expect(printPlace([a, TEXT])).toMatchObject({ kind: 'strict', trouble: 'unknown' });
});
