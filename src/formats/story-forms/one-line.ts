/**
 * Finished HTML in a Markdown text: one line in which nothing is a mark of Markdown's, so that it is the
 * same in a paragraph, a list and a quote, whatever it says.
 */

const PART = /<[^>]*>|[^<]+/g;
/** Marks of Markdown and Liquid, and what kramdown makes curly. */
const MARKS = /[\n\\`*_{}[\]()#+\-.!|~^:$'"=@%/]/g;

export function inOneLine(html: string): string {
  return html.replace(PART, (part) =>
    part.startsWith('<') ? part : part.replace(MARKS, byNumber),
  );
}

function byNumber(mark: string): string {
  return `&#${mark.charCodeAt(0)};`;
}
