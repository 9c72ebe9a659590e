/**
 * Files that pages of a Jekyll site take in by `include_relative`: they lie below the page's own folder,
 * published or not. Read with the templates, for rendering opens no files. Stories are none of them; in
 * folders whose stories run, what lies beside those and is no story is.
 */
import { liquidTest } from '../../formats/story-forms/liquid-folders.js';
import { readListed } from '../../incremental/source-files/open-listed.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { PageFile, TemplateFile } from '../../model/source.js';
import { trustedText } from './trusted.js';

const TAG = /\{%-?\s*include_relative\s+(\S+)/g;
/** As templates call them. */
const BESIDE = 'beside:';
/** What lies beside stories that run, and is meant to be taken in. */
const PART = /\.(?:html?|md|markdown|txt|liquid)$/i;
const STORIES = /(?:^|\/)_(?:posts|drafts)\//;

interface BesideInput {
  readonly pages: readonly PageFile[];
  readonly templates: readonly TemplateFile[];
  /** All that is in the site's folder. */
  readonly entries: readonly Entry[];
  readonly isStory: (path: string) => boolean;
}

export function filesBesidePages(
  { pages, templates, entries, isStory }: BesideInput,
  config: Config,
  io: Io,
): readonly TemplateFile[] {
  if (config.syntax !== 'liquid') return [];
  const shared = templates.flatMap(({ syntax, text }) =>
    syntax === 'liquid' ? namesIn(text) : [],
  );
  const wanted = pages.flatMap(({ path, text }) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return [...new Set([...namesIn(text), ...shared])].map((name) => `${folder}${name}`);
  });
  const runs = liquidTest(config);
  const isPart = ({ path, kind }: Entry): boolean =>
    kind === 'file' && STORIES.test(path) && runs(path) && PART.test(path) && !isStory(path);
  const parts = entries.filter(isPart);
  if (wanted.length === 0 && parts.length === 0) return [];
  const files = new Map<string, TemplateFile>();
  const take = (path: string): string | null => {
    const bytes = readListed(path, config, io);
    const text = bytes.kind === 'ok' ? trustedText(bytes.value, 'template', path).value : null;
    if (text !== null) files.set(path, { name: `${BESIDE}${path}`, syntax: 'liquid', path, text });
    return text;
  };
  for (const { path } of parts) take(path);
  const open = new Set(wanted);
  // A file taken in may name others, below the folder of the same page.
  for (const begin of open) {
    for (const { path, kind } of entries) {
      const isMeant = begin.endsWith('*') ? path.startsWith(begin.slice(0, -1)) : path === begin;
      if (!isMeant || kind !== 'file' || STORIES.test(path) || files.has(path)) continue;
      const text = take(path);
      if (text === null) continue;
      const folder = begin.slice(0, begin.lastIndexOf('/') + 1);
      for (const name of namesIn(text)) open.add(`${folder}${name}`);
    }
  }
  return [...files.values()];
}

/** Below a page's folder; of a name that is put together what it begins with, and a star. */
function namesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(TAG), ([, name = '']) => name.replace(/\{\{.*$/s, '*'));
}
