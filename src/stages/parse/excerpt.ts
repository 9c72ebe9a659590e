/** A story's excerpt, made when a template asks: most sites show summaries, which cards carry. */
import { decodeText } from '../../content/decode.js';
import { splitExcerpt } from '../../content/excerpt.js';
import { parseFrontMatter } from '../../content/front-matter.js';
import type { Post } from '../../model/post.js';
import { renderBody } from './body.js';
import type { ParseSettings } from './settings.js';

/**
 * HTML of the front matter's `excerpt`, else of the text before the separator (the post's own or the
 * config's), else the whole body (Jekyll `excerpt.rb`). `bytes` are the post's file.
 */
export function excerptOf(post: Post, bytes: Uint8Array, settings: ParseSettings): string {
  const { config } = settings;
  const isMarkdown = config.markdownExtensions.some((ext) => post.path.toLowerCase().endsWith(ext));
  const written = post.data['excerpt'];
  if (typeof written === 'string') return renderBody(written, isMarkdown, settings).html;
  const decoded = decodeText(bytes);
  if (decoded.kind === 'fail') return '';
  const { body } = parseFrontMatter(decoded.text, { frontMatter: config.limits.frontMatter });
  const own = post.data['excerpt_separator'];
  const separator = typeof own === 'string' ? own : config.excerptSeparator;
  const text = splitExcerpt(body.replace(/^\n+/, ''), separator);
  return text === null ? '' : renderBody(text, isMarkdown, settings).html;
}
