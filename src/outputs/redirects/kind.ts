/**
 * Redirects, in two: what stands at the place of a page that has moved away, before all else, and what
 * stands at old addresses, wherever nothing else does.
 */
import { type OutputKind, planned, writersOf } from '../kind.js';
import { goneListPlaces, redirectListPlaces } from './paths.js';
import { planMoved, planRedirects } from './plan.js';
import { redirectSettings } from './redirect-settings.js';
import type { GoneListFile, RedirectFile, RedirectListFile } from './types.js';
import { writeGoneList, writeRedirect, writeRedirectList } from './write.js';

export const movedPages: OutputKind = {
  name: 'moved-pages',
  paths: null,
  plan: ({ site }) => planned(planMoved(site)),
};

export const redirects: OutputKind = {
  name: 'redirects',
  settings: (values) => ({ redirects: redirectSettings(values) }),
  paths: ({ config }) =>
    [...redirectListPlaces(config), ...goneListPlaces(config)].map(({ url, output }) => {
      return { url, output, name: `finews' own ${output}` };
    }),
  plan: planRedirects,
  placeKey: () => 'redirects',
  writers: writersOf<RedirectFile | RedirectListFile | GoneListFile>({
    redirect: writeRedirect,
    'redirects-json': writeRedirectList,
    'redirects-netlify': writeRedirectList,
    'redirects-apache': writeRedirectList,
    'redirects-nginx': writeRedirectList,
    'gone-json': writeGoneList,
    'gone-nginx': writeGoneList,
  }),
};
