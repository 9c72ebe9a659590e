/** Hugo's shortcodes in a text: those with a counterpart in Markdown become it, others are told and stay text. */
import type { ForeignSink } from './foreign-site.js';

interface ShortcodePlace {
  readonly sink: Pick<ForeignSink, 'tag'>;
  /** Where a shortcode stands. */
  placeOf(tag: string): string;
  /** Of what `ref` names, encoded and with its anchor; null: there is no such page. */
  addressOf(ref: string): string | null;
}

const SHORTCODE =
  /\{\{([<%])\s*(\/?)\s*(\w[\w./-]*)((?:"[^"]*"|`[^`]*`|[^>%"`])*?)\s*(\/?)\s*[>%]\}\}/g;

export function withoutShortcodes(text: string, place: ShortcodePlace): string {
  if (!text.includes('{{')) return text;
  const coded = text.replace(
    /\{\{[<%]\s*highlight\s+([\w+#-]+)[^>%]*[>%]\}\}\n?([\s\S]*?)\n?\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g,
    (_, language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``,
  );
  const made = coded.replace(
    SHORTCODE,
    (whole, _open: string, close: string, name: string, args: string) => {
      const shown = close === '' ? replacementOf(name, args, place) : null;
      if (shown !== null) return shown;
      if (close === '') place.sink.tag(`{{< ${name} >}}`, place.placeOf(whole));
      return whole;
    },
  );
  // `{{</* name */>}}` is how Hugo's own texts show one.
  return made.replace(/\{\{([<%])\/\*([\s\S]*?)\*\/([>%])\}\}/g, '{{$1$2$3}}');
}

function replacementOf(name: string, args: string, { addressOf }: ShortcodePlace): string | null {
  const [first = ''] = valuesIn(args);
  switch (name) {
    case 'ref':
    case 'relref':
      return addressOf(named(args, 'path') ?? first);
    case 'figure':
    case 'img':
      return figure(args);
    case 'youtube':
      return `<https://www.youtube.com/watch?v=${named(args, 'id') ?? first}>`;
    case 'vimeo':
      return `<https://vimeo.com/${named(args, 'id') ?? first}>`;
    case 'gist':
      return `<https://gist.github.com/${valuesIn(args).slice(0, 2).join('/')}>`;
    default:
      return null;
  }
}

function figure(args: string): string | null {
  const source = named(args, 'src');
  if (source === null) return null;
  const [alt, title, caption] = ['alt', 'title', 'caption'].map((key) => named(args, key) ?? '');
  const words = alt || caption || title || '';
  const picture = `![${words.replace(/[[\]]/g, '')}](${source.replace(/\s/g, '%20')})`;
  return caption ? `${picture}\n\n*${caption}*` : picture;
}

function named(args: string, key: string): string | null {
  const match = new RegExp(`(?:^|\\s)${key}\\s*=\\s*(?:"([^"]*)"|\`([^\`]*)\`|(\\S+))`).exec(args);
  return match === null ? null : (match[1] ?? match[2] ?? match[3] ?? null);
}

function valuesIn(args: string): readonly string[] {
  return Array.from(
    args.matchAll(/"([^"]*)"|`([^`]*)`|(\S+)/g),
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}
