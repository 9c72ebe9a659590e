/**
 * The sixth verb: each planned page becomes a staged file, unless the published one has its bytes
 * already. Nothing published is touched here; a template that fails ends the build with the site as
 * it was.
 */
import { createMarkdown } from '../../content/markdown.js';
import { createZone } from '../../content/zone.js';
import type { Effects } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import { type Outcome, type Problem, SiteError } from '../../model/problem.js';
import type { Site } from '../../model/site.js';
import type { Staged, StagedFile } from '../../model/staged.js';
import { TemplateError } from '../../theme/diagnose.js';
import { createViews } from '../../theme/site-view.js';
import type { Bodies } from '../../theme/views.js';
import { renderPage } from './context.js';
import { createMachineWriter } from './machine/machine.js';
import { createStager } from './stage.js';
import { createTemplates } from './templates.js';

export interface RenderWork {
  readonly bodies: Bodies;
  /** An empty folder on the destination's file system. */
  readonly folder: string;
  readonly effects: Pick<Effects, 'io' | 'log' | 'clock'>;
}

export interface Timing {
  readonly pages: number;
  readonly milliseconds: number;
}

export interface Rendered extends Staged {
  /** Time spent and pages made, by layout. */
  readonly timings: ReadonlyMap<string, Timing>;
}

/** Different template errors told before giving up: one broken part fails every page. */
const MOST_ERRORS = 10;

/** Throws `SiteError` with the templates' errors. */
export function render(pages: readonly Page[], site: Site, work: RenderWork): Outcome<Rendered> {
  const { io, clock, log } = work.effects;
  const textOf = createRenderer(site, work.bodies);
  const stage = createStager({ ...work, destination: site.config.destination, io });
  const files: StagedFile[] = [];
  const errors = new Map<string, Problem>();
  const timings = new Map<string, Timing>();
  for (const [index, page] of pages.entries()) {
    const start = clock.ticks();
    try {
      const staged = stage(page, index, () => textOf(page));
      if (staged !== null) files.push(staged);
    } catch (error) {
      collect(error, page, errors);
      if (errors.size >= MOST_ERRORS) break;
    }
    addTiming(timings, page, clock.ticks() - start);
    log.progress('render', index + 1, pages.length);
  }
  if (errors.size > 0) throw new SiteError([...errors.values()]);
  const outputs = pages.map((page) => page.output);
  return { value: { folder: work.folder, files, outputs, timings }, problems: [] };
}

function createRenderer(site: Site, bodies: Bodies): (page: Page) => string {
  const { config } = site;
  const pageMarkdown = createMarkdown({ html: 'trust', nesting: config.limits.nesting });
  const markdown = (text: string): string => pageMarkdown.render(text).html;
  const theme = createTemplates(site, markdown);
  const views = createViews(site, createZone(config.timezone), bodies);
  const machine = createMachineWriter({
    config,
    post: (rank) => site.posts[rank],
    content: (post) => bodies.content(post),
  });
  const known = new Map<string, string>();
  const template = (layout: string): string => {
    const found = known.get(layout) ?? theme.layout(layout) ?? layout;
    known.set(layout, found);
    return found;
  };
  return (page) => renderPage(page, { site, views, theme, template, bodies, markdown, machine });
}

/** Keeps a template's error once, with the first page that met it; anything else is a bug. */
function collect(error: unknown, page: Page, errors: Map<string, Problem>): void {
  if (!(error instanceof TemplateError)) throw error;
  for (const problem of error.problems) {
    const key = [problem.code, problem.file, problem.line, problem.message].join('\0');
    const message = `${problem.message} (while building ${page.url})`;
    if (!errors.has(key)) errors.set(key, { ...problem, message });
  }
}

function addTiming(timings: Map<string, Timing>, page: Page, milliseconds: number): void {
  const name = nameOf(page);
  const before = timings.get(name) ?? { pages: 0, milliseconds: 0 };
  timings.set(name, {
    pages: before.pages + 1,
    milliseconds: before.milliseconds + milliseconds,
  });
}

function nameOf(page: Page): string {
  if (page.kind === 'static') return '(copied)';
  return page.kind === 'machine' ? `(${page.form})` : (page.layout ?? '(no layout)');
}
