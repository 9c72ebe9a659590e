/**
 * Stories that run as Jekyll would run them, for their folder's `defaults` say so: rendered like pages,
 * traced like pages, and trusted like pages. Whoever shows one renders it, so that what it read is among
 * what that page read.
 */

import { hasMarkdownEnding } from '../../../formats/body/body-html.js';
import { bodySettings, renderBody } from '../../../formats/body/render-body.js';
import type { Site } from '../../../model/site.js';
import { lazy } from '../../../platform/lazy.js';
import { TemplateError } from '../../../theme/compiler/template-problems.js';
import type { Theme } from '../../../theme/engine.js';
import type { Bodies, Views } from '../../../theme/views/views.js';
import type { StoredBodies } from '../site-bodies.js';

/** Templates see bodies, so they can't be there before them. */
export interface StoryRunner {
  readonly theme: Theme;
  readonly views: Views;
}

/** Stories that run inside of each other: each may show all others. */
const MOST_DEEP = 2;

export function withRunStories(
  stored: StoredBodies,
  site: Site,
  runner: () => StoryRunner,
  runs: (path: string) => boolean,
): Bodies {
  const { config } = site;
  const settings = lazy(() => ({
    ...bodySettings({ ...config, html: 'trust' }, true),
    forms: null,
  }));
  const running = new Set<number>();
  const run = (rank: number, part: keyof Bodies): string => {
    const post = site.posts[rank];
    const written = post === undefined ? null : stored.written(rank, part);
    if (post === undefined || written === null) return '';
    const { theme, views } = runner();
    const { text, line } = written;
    const { path } = post;
    const { syntax } = config;
    const { site: siteView, jekyll } = views;
    const context = { site: siteView, jekyll, page: views.post(rank) };
    const ran = theme.renderText(text, { syntax, path, line }, context);
    const { html, fault } = renderBody(ran, hasMarkdownEnding(path, config), settings());
    if (fault !== null) throw unreadable(fault.message, path, line + 1);
    return html;
  };
  const shown = (rank: number, part: keyof Bodies): string => {
    const path = site.posts[rank]?.path;
    if (path === undefined || !runs(path)) return stored[part](rank);
    // One that shows itself, or others that show others: as it would be if it didn't run.
    if (running.has(rank) || running.size >= MOST_DEEP) return stored[part](rank);
    running.add(rank);
    try {
      return run(rank, part);
    } finally {
      running.delete(rank);
    }
  };
  return {
    content: (rank) => shown(rank, 'content'),
    excerpt: (rank) => {
      const isWritten = typeof site.posts[rank]?.data.excerpt === 'string';
      return isWritten ? stored.excerpt(rank) : shown(rank, 'excerpt');
    },
  };
}

function unreadable(message: string, file: string, line: number): TemplateError {
  const hint = 'Simplify its Markdown.';
  return new TemplateError({
    code: 'page-markdown',
    severity: 'error',
    message,
    hint,
    file,
    line,
    column: 1,
  });
}
