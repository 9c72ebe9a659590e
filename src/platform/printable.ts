/**
 * The fence between scraped text and a terminal: whatever a title, a file name or a template says,
 * it is shown and never acted upon. Everything that reaches a stream goes through here.
 */

/** Controls (C0, C1, DEL), what turns text around (bidi), and line ends that only some know. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu;

/** `text` on one line, with what could act on a terminal as `\u001b`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The same for text of several lines, whose line feeds stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
