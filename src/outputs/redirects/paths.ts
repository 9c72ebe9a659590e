/** Where lists of redirects are. (What stands at old addresses gives way to everything else.) */
import type { OutputPlace } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import type { RedirectListFile } from './types.js';

export interface RedirectListPlace extends OutputPlace {
  readonly format: RedirectListFile['format'];
}

export function redirectListPlaces({
  outputs: { redirects },
}: Pick<SiteSettings, 'outputs'>): readonly RedirectListPlace[] {
  const { json, netlify, nginx } = redirects;
  return [
    ...(json ? [place('redirects-json', 'redirects.json')] : []),
    ...(netlify ? [place('redirects-netlify', '_redirects')] : []),
    ...(nginx ? [place('redirects-nginx', 'redirects.map')] : []),
  ];
}

function place(format: RedirectListFile['format'], output: string): RedirectListPlace {
  return { format, output, url: `/${output}` };
}
