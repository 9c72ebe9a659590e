/** What plan says of redirects. */
import type { GeneratedPage } from '../../model/page.js';

export interface RedirectFile extends GeneratedPage {
  readonly format: 'redirect';
  /** As `url`, or an absolute one. */
  readonly to: string;
}

/** An old address, decoded, and where it leads: as `url`, or an absolute one. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

export interface RedirectListFile extends GeneratedPage {
  readonly format: 'redirects-json' | 'redirects-netlify' | 'redirects-nginx';
  readonly redirects: readonly Redirect[];
}
