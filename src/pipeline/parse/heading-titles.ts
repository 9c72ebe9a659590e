/** A page's title out of its first heading (jekyll-titles-from-headings), and the text without it. */
import { plainText } from '../../formats/html/plain-text.js';
import { createMarkdown } from '../../formats/markdown/markdown.js';
import type { SiteSettings } from '../../model/config.js';
import { lazy } from '../../platform/lazy.js';

/** The plugin's pattern: a heading of the first three levels that the text begins with. */
const HEADING =
  /^\s*(?:#{1,3}[ \t]+([^\r\n]*?)(?:[ \t]+#{1,3})?|([^\r\n]+)\r?\n[-=]+)[ \t]*(?=\r?\n|$)/;
const FOOTNOTE = /\[\^[^\]]*\]/g;

export interface TitledText {
  /** Null: the text begins with no heading, or nobody asks for it. */
  readonly title: string | null;
  /** Without the heading where the config wants it so. */
  readonly text: string;
  /** Lines that went with it. */
  readonly lines: number;
}

/** Of the Markdown of a page that has no title. */
export type ReadTitle = (text: string) => TitledText;

export function headingTitles(
  { habits, limits, markdown: dialect }: SiteSettings,
  isCollected: boolean,
): ReadTitle {
  const none = (text: string): TitledText => ({ title: null, text, lines: 0 });
  const { headingTitles: habit } = habits;
  if (habit === null || (isCollected && !habit.collections)) return none;
  const markdown = lazy(() =>
    createMarkdown({
      html: 'trust',
      nesting: limits.nesting,
      dialect,
      code: 'plain',
    }),
  );
  return (text) => {
    const found = HEADING.exec(text);
    if (found === null) return none(text);
    const [heading, atx, underlined = ''] = found;
    const { html } = markdown().render((atx ?? underlined).replace(FOOTNOTE, ''));
    const title = plainText(html).replace(/\s+/g, ' ').trim();
    if (!habit.strip) return { title, text, lines: 0 };
    const rest = text.slice(heading.length);
    const begin = rest.length - rest.trimStart().length;
    const gone = text.slice(0, heading.length + begin);
    return { title, text: rest.slice(begin), lines: gone.split('\n').length - 1 };
  };
}
