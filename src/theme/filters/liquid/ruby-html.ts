/** Texts without tags, as Ruby's Liquid takes them out: nothing is decoded, and what isn't closed stays. */

/** What goes with all that is in it. */
const BLOCKS: readonly (readonly [start: string, end: string])[] = [
  ['<script', '</script>'],
  ['<!--', '-->'],
  ['<style', '</style>'],
];

/** One look at each character, however many starts have no end. */
export function withoutTags(html: string): string {
  return without(withoutBlocks(html), [['<', '>']]);
}

function withoutBlocks(html: string): string {
  return without(html, BLOCKS);
}

function without(text: string, kinds: typeof BLOCKS): string {
  const ended = new Set<string>();
  let result = '';
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const kind = kinds.find(([start, end]) => !ended.has(end) && text.startsWith(start, at));
    const end = kind === undefined ? -1 : text.indexOf(kind[1], at + kind[0].length);
    if (kind !== undefined && end < 0) ended.add(kind[1]);
    if (kind === undefined || end < 0) {
      at += 1;
      continue;
    }
    result += text.slice(from, at);
    from = end + kind[1].length;
    at = from;
  }
  return result + text.slice(from);
}
