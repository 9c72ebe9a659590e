/** Adds a script to a served page, as far up as HTML allows, so that no broken HTML below hides it. */

/** What may stand before a page's first script: comments, the doctype, the opening of html and head. */
const OPENING =
  /^(?:\u00ef\u00bb\u00bf)?(?:\s+|<!--[\s\S]*?-->|<![a-z][^>]*>|<(?:html|head)(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>)*/i;

/** Bytes that a page's opening may take. */
const HEAD = 16 << 10;

export function inject(html: Buffer, script: string): Buffer {
  // One character a byte, so that the match's length is an offset in any encoding.
  const head = html.toString('latin1', 0, HEAD);
  const at = OPENING.exec(head)?.[0].length ?? 0;
  return Buffer.concat([html.subarray(0, at), Buffer.from(script), html.subarray(at)]);
}
