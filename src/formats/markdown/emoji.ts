/** Emoji by their names, `:smile:`, in a Jekyll site whose config names jemoji; as characters, not pictures. */
import { createRequire } from 'node:module';
import type { MarkdownIt } from 'markdown-it';
import type { SiteSettings } from '../../model/config.js';
import { texts } from '../json/config-values.js';

export function hasEmoji({ syntax, values }: Pick<SiteSettings, 'syntax' | 'values'>): boolean {
  return syntax === 'liquid' && texts(values['plugins'])?.includes('jemoji') === true;
}

interface EmojiModule {
  readonly full: (md: MarkdownIt, options: object) => void;
}

/** Loads the names: other sites don't. */
export function useEmoji(md: MarkdownIt): void {
  const { full }: EmojiModule = createRequire(import.meta.url)('markdown-it-emoji');
  // No `:-)`.
  md.use(full, { shortcuts: {} });
}
