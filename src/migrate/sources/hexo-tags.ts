/** Hexo's tags in a text: those with a counterpart in Markdown become it, others are told and stay text. */
import type { ForeignSink } from './foreign-site.js';

interface TagPlace {
  readonly sink: Pick<ForeignSink, 'tag'>;
  /** Where a tag stands. */
  placeOf(tag: string): string;
  /** Of a post by its name; null: there is none. */
  addressOf(name: string): string | null;
}

const FENCED = /(^|\n)(```+|~~~+)[^\n]*\n[\s\S]*?\n\2[^\n]*/g;

/** Text in code is left as it is. */
export function withoutHexoTags(text: string, place: TagPlace): string {
  let made = '';
  let from = 0;
  for (const match of text.matchAll(FENCED)) {
    made += replaced(text.slice(from, match.index), place) + match[0];
    from = match.index + match[0].length;
  }
  return made + replaced(text.slice(from), place);
}

function replaced(text: string, place: TagPlace): string {
  if (!text.includes('{%')) return text;
  const simple = text
    .replace(/\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g, '$1')
    .replace(
      /\{%-?\s*(?:codeblock|code)\b([^%]*)%\}\n?([\s\S]*?)\n?\{%-?\s*end(?:codeblock|code)\s*-?%\}/g,
      (_, args: string, code: string) => {
        const lang = /lang:([\w+#-]+)/.exec(args)?.[1] ?? '';
        return `\n\`\`\`${lang}\n${code}\n\`\`\`\n`;
      },
    )
    .replace(
      /\{%-?\s*asset_img\s+(?:[^\s%]+\s+(?=\S+\.\w+))?(\S+)([^%]*)%\}/g,
      (_, file: string, rest: string) => {
        const title = rest
          .replace(/\s*\d+(?:\s+\d+)?\s*/, ' ')
          .replace(/["']/g, '')
          .trim();
        return `![${title}](${encodeURI(file)})`;
      },
    )
    .replace(/\{%-?\s*post_link\s+(\S+)([^%]*)%\}/g, (tag: string, name: string, rest: string) => {
      const address = place.addressOf(name);
      const title = rest.replace(/["']|\b(?:true|false)\b/g, '').trim();
      return address === null ? tag : `[${title === '' ? name : title}](${encodeURI(address)})`;
    })
    .replace(/\{%-?\s*youtube\s+(\S+?)\s*-?%\}/g, '<https://www.youtube.com/watch?v=$1>');
  for (const [tag, name = ''] of simple.matchAll(/\{%-?\s*(?!end)(\w+)[^%]*%\}/g)) {
    place.sink.tag(`{% ${name} %}`, place.placeOf(tag));
  }
  return simple;
}
