/**
 * A post's HTML out of its file, for pages that show it: when the post wasn't parsed in this build,
 * and for excerpts, which most sites never ask for. The same steps as in parse, without the card.
 */

import type { SiteSettings } from '../../model/config.js';
import type { Post } from '../../model/post.js';
import { parseFrontMatter } from '../front-matter/front-matter.js';
import { type EndsAt, fromFirstWords, splitExcerpt } from '../markdown/excerpt.js';
import { endTagsAt, openTags } from '../story-forms/form-blocks.js';
import { type FormLinks, replaceForms } from '../story-forms/replace-forms.js';
import { decodeText } from '../text/decode.js';
import { type BodySettings, renderBody } from './render-body.js';

/** Of a post, from its file's bytes. `links` gives the addresses of what it links to by forms. */
export type MakeHtml = (
  post: Post,
  bytes: Uint8Array,
  settings: BodySettings,
  links: FormLinks,
) => string;

/** The whole body. */
export const contentOf: MakeHtml = (post, bytes, settings, links) => {
  const body = bodyTextOf(bytes, settings);
  if (body === null) return '';
  const text = withoutForms(body.text, settings, links);
  return renderBody(text, isMarkdown(post, settings), settings, languageOf(post)).html;
};

/** What its front matter says; undefined: the site's. */
function languageOf({ data }: Post): string | undefined {
  return typeof data.lang === 'string' ? data.lang : undefined;
}

/** With what the story's forms stand for. */
function withoutForms(text: string, { forms }: BodySettings, links: FormLinks): string {
  return forms === null ? text : (replaceForms(text, forms, links)?.text ?? text);
}

/**
 * The front matter's `excerpt`, in which Jekyll leaves Markdown alone; else HTML of the text before
 * the separator (the post's own or the config's), else of the whole body (Jekyll `excerpt.rb`).
 */
export const excerptOf: MakeHtml = (post, bytes, settings, links) => {
  const markdown = isMarkdown(post, settings);
  const written = post.data.excerpt;
  if (typeof written === 'string') return renderBody(written, false, settings).html;
  const body = bodyTextOf(bytes, settings);
  const endsAt = settings.forms === null ? undefined : endTagsAt;
  const text = body === null ? null : excerptTextOf(post, body.text, settings, endsAt);
  if (text === null) return '';
  const shown = withoutForms(text, settings, links);
  return renderBody(shown, markdown, settings, languageOf(post)).html;
};

/** As it is written; null: none. */
function excerptTextOf(
  post: Post,
  body: string,
  settings: BodySettings,
  endsAt: EndsAt | undefined,
): string | null {
  const own = post.data.excerpt_separator;
  const separator = typeof own === 'string' ? own : settings.config.excerptSeparator;
  const start = isMarkdown(post, settings) ? fromFirstWords(body) : body.replace(/^\n+/, '');
  return splitExcerpt(start, separator, endsAt);
}

/** Of a post that runs: its text, and the lines of its file before that. */
export interface WrittenPart {
  readonly text: string;
  readonly line: number;
}

/** The body or its excerpt as it is written; null: there is none. */
export function writtenPart(
  part: 'content' | 'excerpt',
  post: Post,
  bytes: Uint8Array,
  settings: BodySettings,
): WrittenPart | null {
  const body = bodyTextOf(bytes, settings);
  if (body === null || part === 'content') return body;
  const { text: whole, line } = body;
  const text = excerptTextOf(post, whole, settings, openTags);
  if (text === null) return null;
  // What an excerpt begins after are lines without words.
  const skipped = whole.slice(0, Math.max(0, whole.indexOf(text.split('\n', 1)[0] ?? '')));
  return { text, line: line + skipped.split('\n').length - 1 };
}

function isMarkdown({ path }: Post, { config }: BodySettings): boolean {
  return hasMarkdownEnding(path, config);
}

export function hasMarkdownEnding(
  path: string,
  config: Pick<SiteSettings, 'markdownExtensions'>,
): boolean {
  return config.markdownExtensions.some((ext) => path.toLowerCase().endsWith(ext));
}

function bodyTextOf(bytes: Uint8Array, { config }: BodySettings): WrittenPart | null {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'fail') return null;
  const { frontMatter } = config.limits;
  const { body: text, bodyLine } = parseFrontMatter(decoded.text, { frontMatter });
  return { text, line: bodyLine - 1 };
}
