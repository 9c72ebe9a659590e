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
  readonly format: 'redirects-json' | 'redirects-netlify' | 'redirects-apache' | 'redirects-nginx';
  readonly redirects: readonly Redirect[];
  /** Addresses of what is gone for good, decoded; none where the host's file has no place for them. */
  readonly gone: readonly string[];
}

export interface GoneListFile extends GeneratedPage {
  readonly format: 'gone-json' | 'gone-nginx';
  /** Decoded. */
  readonly gone: readonly string[];
}
