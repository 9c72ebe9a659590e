/**
 * A batch of pages, in whichever thread: each becomes text, and a staged file unless the published
 * one has its bytes already. With it go the traced reads that its key is made of.
 */

import { createZone } from '../../formats/dates/zone.js';
import { absoluteHtml } from '../../formats/html/absolute.js';
import { placeOwnParts } from '../../formats/html/own-parts.js';
import { textLines } from '../../formats/html/plain-text.js';
import { codeStyle } from '../../formats/markdown/code-blocks.js';
import { createMarkdown } from '../../formats/markdown/markdown.js';
import { liquidTest } from '../../formats/story-forms/liquid-folders.js';
import type { SiteSettings } from '../../model/config.js';
import type { Clock, Io } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import type { Problem } from '../../model/problem.js';
import type { Site } from '../../model/site.js';
import type { RenderBatch, RenderDone, RenderTask } from '../../model/staged.js';
import type { PageContent } from '../../outputs/kind.js';
import { createGeneratedWriter } from '../../outputs/kinds.js';
import { lazy } from '../../platform/lazy.js';
import { TemplateError } from '../../theme/compiler/template-problems.js';
import type { OwnFilter } from '../../theme/filters/site-filters.js';
import type { TemplateCache } from '../../theme/template-cache.js';
import type { PageRecorder } from '../../theme/views/dependencies.js';
import { createViews } from '../../theme/views/site-view.js';
import { tracedConfig } from '../../theme/views/traced-map.js';
import { createPageTexts } from './bodies/document-texts.js';
import { createShownPosts } from './bodies/late-stories.js';
import { type StoryRunner, withRunStories } from './bodies/run-stories.js';
import { renderPage } from './context.js';
import { coveredBy } from './covered-stories.js';
import { createMadeFiles, type MadeFiles } from './made/made-files.js';
import { createTemplates } from './open-theme.js';
import { withHomePicture } from './pictures/home-pictures.js';
import { createPagePictures } from './pictures/page-pictures.js';
import { createLinks, linkedBodies } from './resolve-links.js';
import type { StoredBodies } from './site-bodies.js';
import { createStager, type StagePage } from './stage-file.js';
import type { StyleCompiler } from './styles/style-compiler.js';

export interface RenderPlace {
  readonly bodies: StoredBodies;
  readonly filters: ReadonlyMap<string, OwnFilter>;
  readonly reads: PageRecorder;
  readonly styles: StyleCompiler;
  readonly templateCache: TemplateCache;
  /** On the destination's file system. */
  readonly folder: string;
  readonly io: Io;
  readonly clock: Clock;
  /** Gets the files that are not what the site says any more; emptied with each batch. */
  readonly moved: Set<string>;
}

/** `at` is told which of the tasks is being worked on. */
export type RenderPages = (
  tasks: readonly RenderTask[],
  at: (index: number) => void,
) => RenderBatch;

/** Ready to render, and what is doubtful in the templates. */
export interface PageRenderer {
  readonly render: RenderPages;
  readonly warnings: readonly Problem[];
}

/** Throws `SiteError` with every template that can't be compiled. */
export function createPageRenderer(site: Site, place: RenderPlace): PageRenderer {
  const { reads, clock } = place;
  const made = createMadeFiles(place, site.config);
  const { contentOf, warnings } = createRenderer(site, place, made);
  const { destination, picturesDir } = site.config;
  const stage = createStager({ ...place, destination, picturesDir });
  const render: RenderPages = (tasks, at) => {
    const sets = createReadSets();
    const pages = tasks.map((task, number): RenderDone => {
      at(number);
      made.open(task.parts ?? []);
      const start = clock.ticks();
      const { file, problems } = attempt(stage, task, () => contentOf(task.page));
      const set = sets.indexOf(reads.end());
      return { file, reads: set, problems, milliseconds: clock.ticks() - start };
    });
    const moved = [...place.moved];
    place.moved.clear();
    return { pages, reads: sets.all, moved };
  };
  return { render, warnings };
}

interface Renderer {
  readonly contentOf: (page: Page) => PageContent;
  readonly warnings: readonly Problem[];
}

type Attempt = Pick<RenderDone, 'file' | 'problems'>;

function attempt(
  stage: StagePage,
  { page, index }: RenderTask,
  content: () => PageContent,
): Attempt {
  try {
    return { file: stage(page, index, content), problems: [] };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const problems = error.problems.map((problem): Problem => {
      return { ...problem, message: `${problem.message} (while building ${decodeURI(page.url)})` };
    });
    return { file: null, problems };
  }
}

function createRenderer(site: Site, place: RenderPlace, made: MadeFiles): Renderer {
  const { config } = site;
  const { reads } = place;
  const pictures = createPagePictures(site, reads);
  const links = createLinks(site, reads, pictures);
  const runs = liquidTest(config);
  const runner = (): StoryRunner => ({ theme, views });
  const own = withRunStories(place.bodies, site, runner, runs);
  const bodies = linkedBodies(own, links, site);
  const pictureOf = links.picture;
  const markdown = trustedMarkdown(config, true);
  const judged = lazy(() => trustedMarkdown(config, false));
  const written = { markdown, storyMarkdown: (text: string) => judged()(text) };
  const theme = createTemplates(site, written, { ...place, picture: links.shownPicture });
  const zone = createZone(config.timezone);
  const shown = createShownPosts(site, bodies, reads, runs);
  const texts = createPageTexts(() => ({ site, theme, views, links, markdown }));
  const views = createViews({ site, zone, bodies, texts, shown, pictureOf, reads });
  const values = tracedConfig(config.values, reads);
  const generated = createGeneratedWriter({
    config: { ...config, values },
    post(rank) {
      const post = shown(rank);
      return post === undefined ? undefined : withHomePicture(post, links.home);
    },
    content: (rank, url) => absoluteHtml(bodies.content(rank), url, config.limits.nesting),
    // Where its links lead is not what it says.
    text: (rank) => textLines(own.content(rank)),
    made: (output) => made.read(output),
    pictureOf,
  });
  const { styles } = place;
  const tools = { site, views, theme, bodies, texts, reads, generated, styles };
  const contentOf = (page: Page): PageContent => {
    reads.begin(coveredBy(page));
    texts.begin();
    return renderPage(page, tools);
  };
  return { contentOf, warnings: theme.problems };
}

/**
 * The site's own, which fails the build where a story would be set aside; throws what is wrong. `isOwn`: with
 * links of any scheme.
 */
function trustedMarkdown(config: SiteSettings, isOwn: boolean): (text: string) => string {
  const { limits, markdown: dialect } = config;
  const markdown = createMarkdown({
    html: 'trust',
    nesting: limits.nesting,
    dialect,
    code: codeStyle(config),
    writing: config.writing,
    isOwn,
  });
  return (text) => {
    const { html, limit, own } = markdown.render(text, config.lang);
    if (limit !== null) throw new Error(limit.message);
    return placeOwnParts(html, own);
  };
}

interface ReadSets {
  readonly all: readonly (readonly string[])[];
  indexOf(names: readonly string[]): number;
}

/** Most pages of a kind read the same. */
function createReadSets(): ReadSets {
  const all: (readonly string[])[] = [];
  const known = new Map<string, number>();
  // The recorder gives the same array for the same names, most of the time.
  const indexes = new Map<readonly string[], number>();
  return {
    all,
    indexOf(names) {
      const before = indexes.get(names);
      if (before !== undefined) return before;
      const id = names.join('\n');
      const index = known.get(id) ?? all.push(names) - 1;
      known.set(id, index);
      indexes.set(names, index);
      return index;
    },
  };
}
