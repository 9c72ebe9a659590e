/** Where lists of redirects are. (What stands at old addresses gives way to everything else.) */
import type { OutputPlace } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import type { GoneListFile, RedirectListFile } from './types.js';

interface AddressListPlace<Format> extends OutputPlace {
  readonly format: Format;
}

export function redirectListPlaces({
  outputs: { redirects },
}: Pick<SiteSettings, 'outputs'>): readonly AddressListPlace<RedirectListFile['format']>[] {
  const { json, netlify, apache, nginx } = redirects;
  return [
    ...(json ? [place('redirects-json', 'redirects.json')] : []),
    ...(netlify ? [place('redirects-netlify', '_redirects')] : []),
    ...(apache ? [place('redirects-apache', '.htaccess')] : []),
    ...(nginx ? [place('redirects-nginx', 'redirects.map')] : []),
  ];
}

/** What is gone for good, for hosts that answer with a status (410). `_redirects` and `.htaccess` have it as well. */
export function goneListPlaces({
  outputs: { redirects },
}: Pick<SiteSettings, 'outputs'>): readonly AddressListPlace<GoneListFile['format']>[] {
  const { json, nginx } = redirects;
  return [
    ...(json ? [place('gone-json', 'gone.json')] : []),
    ...(nginx ? [place('gone-nginx', 'gone.map')] : []),
  ];
}

function place<const Format extends string>(
  format: Format,
  output: string,
): AddressListPlace<Format> {
  return { format, output, url: `/${output}` };
}
