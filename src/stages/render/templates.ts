/** The theme of this site: templates, with the filters' settings out of the config. */
import { createZone } from '../../content/zone.js';
import { SiteError } from '../../model/problem.js';
import type { Site } from '../../model/site.js';
import type { Drafts } from '../../theme/drafts.js';
import { createTheme, type Theme } from '../../theme/engine.js';
import { type OwnFilter, tracedFilters } from '../../theme/filters/own.js';
import type { Reads } from '../../theme/reads.js';

/** The site's own filters, who is told what is read, and what is kept of the last theme. */
export interface ThemePlace {
  readonly filters: ReadonlyMap<string, OwnFilter>;
  readonly reads: Reads;
  readonly drafts: Drafts;
}

/** Throws `SiteError` with every template that can't be compiled. */
export function createTemplates(
  site: Site,
  markdown: (text: string) => string,
  { filters: modules, reads, drafts }: ThemePlace,
): Theme {
  const { config } = site;
  const filters = {
    get url() {
      reads.note('config url');
      return config.url;
    },
    get baseurl() {
      reads.note('config baseurl');
      return config.baseurl;
    },
    zone: createZone(config.timezone),
    dates: { utc: config.jekyllUtcDates },
    markdown,
    own: tracedFilters(site.filters, modules, reads),
  };
  const theme = createTheme(site.templates, { filters, reads, drafts });
  const errors = theme.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new SiteError(errors);
  return theme;
}
