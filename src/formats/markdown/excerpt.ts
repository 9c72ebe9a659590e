/**
 * The excerpt of a story as Jekyll takes it (`lib/jekyll/excerpt.rb`): the Markdown before the first
 * separator, with the link reference definitions it needs.
 */

const DEFINITION = /^ {0,3}(\[[^[\]\n]+\]):.+$/gm;
const LABEL = /\[[^[\]\n]+\]/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/gm;

/** What ends the tags that a cut at `at` leaves open. */
export type EndsAt = (text: string, at: number) => string;

/**
 * Null for an empty separator, which means no excerpt; the whole text where the separator isn't in
 * it. Blank lines before the first words don't count. `endsAt` gives what ends the tags that the
 * separator cuts open.
 */
export function splitExcerpt(
  markdown: string,
  separator: string,
  endsAt: EndsAt = () => '',
): string | null {
  if (separator === '') return null;
  const text = markdown.replace(/^\n+/, '');
  const end = text.indexOf(separator);
  if (end === -1) return text;
  const head = text.slice(0, end);
  const excerpt = head + openFence(head) + endsAt(text, end);
  const definitions = definitionsFor(head, text.slice(end + separator.length));
  return definitions.length === 0 ? excerpt : `${excerpt}\n\n${definitions.join('\n')}`;
}

/** Blank lines, and headings that say nothing: `####` alone would be all of the excerpt. */
const NO_WORDS = /^(?:[ \t]*\n| {0,3}#{1,6}(?:[ \t]+(?:#+[ \t]*)?)?(?=\n))*/;

/** A Markdown text from its first line on that has words. */
export function fromFirstWords(markdown: string): string {
  const [none = ''] = NO_WORDS.exec(markdown) ?? [];
  return markdown.slice(none.length);
}

/** The closing line of fenced code that the separator cuts open. */
function openFence(head: string): string {
  let open = '';
  for (const [, fence = '', info = ''] of head.matchAll(FENCE)) {
    if (open === '') {
      // An info string with a backtick makes it inline code.
      if (fence.startsWith('~') || !info.includes('`')) open = fence;
    } else if (fence.startsWith(open) && info.trim() === '') {
      open = '';
    }
  }
  return open === '' ? '' : `\n${open}`;
}

function definitionsFor(head: string, tail: string): readonly string[] {
  const labels = new Set(head.match(LABEL));
  const found = tail.matchAll(DEFINITION);
  return [...found].filter(([, label = '']) => labels.has(label)).map(([line]) => line);
}
