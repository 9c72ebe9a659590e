/** Bodies of exported stories as HTML: paragraphs where only blank lines are, and the pictures in them. */

/** Elements between which a blank line says nothing. */
const BLOCK =
  /^<\/?(?:address|article|aside|blockquote|details|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|script|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|!--)\b/i;

/** As WordPress shows a body: Gutenberg's comments go, blank lines part paragraphs, line ends break lines. */
export function paragraphsOf(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  if (/<!-- \/?wp:/.test(lines)) {
    return lines
      .replace(/<!-- \/?wp:[\s\S]*?-->\n?/g, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
  const kept: string[] = [];
  // What is preformatted keeps its blank lines.
  const parts = lines.split(/(<(pre|script|style|textarea)\b[\s\S]*?<\/\2\s*>)/i);
  for (let at = 0; at < parts.length; at += 3) {
    for (const part of (parts[at] ?? '').split(/\n[ \t]*\n\s*/)) {
      const own = part.trim();
      if (own === '') continue;
      kept.push(BLOCK.test(own) ? own : `<p>${own.replace(/\n/g, '<br>\n')}</p>`);
    }
    if (parts[at + 1] !== undefined) kept.push(parts[at + 1] ?? '');
  }
  return kept.join('\n\n');
}

/** WordPress' `[caption]` as a figure; other shortcodes are named to `tell`, with how they begin, and stay text. */
export function withoutWordPressCodes(
  text: string,
  tell: (name: string, start: string) => void,
): string {
  const figures = text.replace(
    /\[caption\b[^\]]*\]\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:<\/a>)?)([\s\S]*?)\[\/caption\]/g,
    (_, picture: string, words: string) =>
      `\n\n<figure>${picture.trim()}<figcaption>${words.trim()}</figcaption></figure>\n\n`,
  );
  for (const [start, name = ''] of figures.matchAll(
    /\[(gallery|embed|video|audio|playlist|youtube|contact-form[\w-]*|vc_\w+|et_\w+|su_\w+)\b/g,
  )) {
    tell(`[${name}]`, start);
  }
  return figures;
}

/** Addresses of pictures, as they are written. */
export function picturesIn(html: string): readonly string[] {
  return Array.from(
    html.matchAll(/<img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi),
    (match) => (match[1] ?? match[2] ?? match[3] ?? '').replaceAll('&amp;', '&'),
  ).filter((address) => /^(?:https?:)?\/\//i.test(address));
}
