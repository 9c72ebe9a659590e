/** The theme of this site: templates, with the filters' settings out of the config. */
import { createZone } from '../../content/zone.js';
import { SiteError } from '../../model/problem.js';
import type { Site } from '../../model/site.js';
import { createTheme, type Theme } from '../../theme/engine.js';
import type { Reads } from '../../theme/reads.js';

/** Throws `SiteError` with every template that can't be compiled. */
export function createTemplates(
  site: Site,
  markdown: (text: string) => string,
  reads: Reads,
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
    markdown,
  };
  const theme = createTheme(site.templates, { filters, reads });
  const errors = theme.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new SiteError(errors);
  return theme;
}
