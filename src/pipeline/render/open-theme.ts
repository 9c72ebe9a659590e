/** The theme of this site: templates, with the filters' settings out of the config. */
import { createHighlighter } from '../../formats/code/highlight.js';
import { highlightTag } from '../../formats/code/highlight-tag.js';
import { createZone } from '../../formats/dates/zone.js';
import { SiteError } from '../../model/problem.js';
import type { Site, StyleSyntax } from '../../model/site.js';
import { lazy } from '../../platform/lazy.js';
import { createTheme, type Theme } from '../../theme/engine.js';
import type { FilterSettings } from '../../theme/filters/filters.js';
import type { FindPicture } from '../../theme/filters/picture-filters.js';
import { type OwnFilter, tracedFilters } from '../../theme/filters/site-filters.js';
import type { TagSettings } from '../../theme/liquid/host-functions.js';
import type { TemplateCache } from '../../theme/template-cache.js';
import type { DependencyRecorder } from '../../theme/views/dependencies.js';
import { createFormLinks } from './resolve-links.js';
import type { StyleCompiler } from './styles/style-compiler.js';

/** The site's own filters, the recorder of dependencies, and templates compiled for the last theme. */
export interface ThemePlace {
  readonly filters: ReadonlyMap<string, OwnFilter>;
  readonly reads: DependencyRecorder;
  readonly templateCache: TemplateCache;
  readonly picture: FindPicture;
  readonly styles: Pick<StyleCompiler, 'compileText'>;
}

/** Collections with documents that are trusted no more than stories are. */
function storyLists({ documents }: Site): ReadonlySet<string> {
  return new Set(
    documents.flatMap(({ collected }) => (collected?.isTrusted === false ? [collected.label] : [])),
  );
}

/** Throws `SiteError` with every template that can't be compiled. */
export function createTemplates(
  site: Site,
  written: Pick<FilterSettings, 'markdown' | 'storyMarkdown'>,
  { filters: modules, reads, templateCache, picture, styles }: ThemePlace,
): Theme {
  const { config } = site;
  const filters = {
    get url() {
      reads.record('config url');
      return config.url;
    },
    get baseurl() {
      reads.record('config baseurl');
      return config.baseurl;
    },
    zone: createZone(config.timezone),
    dates: { utc: config.jekyllUtcDates },
    ...written,
    picture,
    style: (text: string, syntax: StyleSyntax) => styles.compileText(text, syntax),
    own: tracedFilters(site.filters, modules, reads),
  };
  const [links, highlighter] = [lazy(() => createFormLinks(site, reads)), lazy(createHighlighter)];
  const tags: TagSettings = {
    address: (form, name) => links()(form, name),
    highlight: (markup, code) =>
      highlightTag(markup, code, config.colouredCode ? highlighter() : null),
  };
  const theme = createTheme(site.templates, {
    ...{ filters, tags, reads, templateCache },
    storyLists: storyLists(site),
  });
  const errors = theme.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new SiteError(errors);
  return theme;
}
