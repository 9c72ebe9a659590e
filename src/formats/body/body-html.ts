/**
 * A post's HTML out of its file, for pages that show it: when the post wasn't parsed in this build,
 * and for excerpts, which most sites never ask for. The same steps as in parse, without the card.
 */

import type { Post } from '../../model/post.js';
import { parseFrontMatter } from '../front-matter/front-matter.js';
import { fromFirstWords, splitExcerpt } from '../markdown/excerpt.js';
import { decodeText } from '../text/decode.js';
import { type BodySettings, renderBody } from './render-body.js';

/** The whole body. `bytes` are the post's file. */
export function contentOf(post: Post, bytes: Uint8Array, settings: BodySettings): string {
  const body = bodyTextOf(bytes, settings);
  return body === null ? '' : renderBody(body, isMarkdown(post, settings), settings).html;
}

/**
 * The front matter's `excerpt`, in which Jekyll leaves Markdown alone; else HTML of the text before
 * the separator (the post's own or the config's), else of the whole body (Jekyll `excerpt.rb`).
 * `bytes` are the post's file.
 */
export function excerptOf(post: Post, bytes: Uint8Array, settings: BodySettings): string {
  const markdown = isMarkdown(post, settings);
  const written = post.data.excerpt;
  if (typeof written === 'string') return renderBody(written, false, settings).html;
  const body = bodyTextOf(bytes, settings);
  if (body === null) return '';
  const own = post.data.excerpt_separator;
  const separator = typeof own === 'string' ? own : settings.config.excerptSeparator;
  const start = markdown ? fromFirstWords(body) : body.replace(/^\n+/, '');
  const text = splitExcerpt(start, separator);
  return text === null ? '' : renderBody(text, markdown, settings).html;
}

function isMarkdown({ path }: Post, { config }: BodySettings): boolean {
  return config.markdownExtensions.some((ext) => path.toLowerCase().endsWith(ext));
}

function bodyTextOf(bytes: Uint8Array, { config }: BodySettings): string | null {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'fail') return null;
  return parseFrontMatter(decoded.text, { frontMatter: config.limits.frontMatter }).body;
}
