/** HTML as the public suites compare it: structure and words, folded where readers see no difference. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type ParentNode = DefaultTreeAdapterTypes.ParentNode;

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br caption center col colgroup dd details div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre script section style summary table ' +
    'tbody td tfoot th thead tr ul'
  ).split(' '),
);
const COMPARED: ReadonlySet<string> = new Set(['href', 'src', 'alt', 'title']);
/** Footnotes and contents have ids of their own. */
const OWN_ADDRESS = /^#(?:fn|markdown)/;

interface Part {
  readonly tag: string;
  readonly line: string;
  words: string;
  readonly isCode: boolean;
}

/** `isTypographic`: curly quotes and dashes are straight ones. */
export function foldedTree(html: string, isTypographic: boolean): readonly string[] {
  const parts: Part[] = [];
  const walk = (parent: ParentNode, isCode: boolean): void => {
    for (const node of parent.childNodes) {
      const last = parts.at(-1);
      if ('value' in node && node.nodeName === '#text') {
        const words = isCode ? node.value : node.value.replace(/[ \t\n\r\f]+/g, ' ');
        if (last?.tag === '' && last.isCode === isCode) last.words += words;
        else parts.push({ tag: '', line: '', words, isCode });
      } else if ('tagName' in node) {
        const kept = node.attrs.filter(
          ({ name, value }) => COMPARED.has(name) && !OWN_ADDRESS.test(value),
        );
        const attributes = kept.map(({ name, value }) => ` ${name}=${value.replace(/\s+/g, ' ')}`);
        const line = `<${node.tagName}${attributes.sort().join('')}>`;
        parts.push({ tag: node.tagName, line, words: '', isCode });
        walk('content' in node ? node.content : node, isCode || node.tagName === 'pre');
        parts.push({ tag: node.tagName, line: `</${node.tagName}>`, words: '', isCode });
      }
    }
  };
  walk(parseFragment(html), false);
  const isEdge = (part: Part | undefined): boolean => part === undefined || BLOCKS.has(part.tag);
  return parts.flatMap((part, index) => {
    if (part.tag !== '') return [part.line];
    let { words } = part;
    if (!part.isCode) {
      words = words.replace(/ +/g, ' ');
      if (isEdge(parts[index - 1])) words = words.replace(/^ /, '');
      if (isEdge(parts[index + 1])) words = words.replace(/ $/, '');
    }
    if (isTypographic) words = straight(words);
    return words === '' ? [] : [JSON.stringify(words)];
  });
}

function straight(words: string): string {
  return words
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]|---?/g, '-');
}

/** Only the words of a folded tree, with a blank where a block begins or ends. */
export function wordsOf(tree: readonly string[]): string {
  const parts = tree.map((line) => {
    if (line.startsWith('"')) return String(JSON.parse(line));
    return BLOCKS.has(/^<\/?([^\s>]+)/.exec(line)?.[1] ?? '') ? ' ' : '';
  });
  return parts.join('').replace(/\s+/g, ' ').trim();
}
