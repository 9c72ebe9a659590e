/** The site's own pages. */
import type { OutputKind } from '../kind.js';
import { planDocuments, sourceMapPlaces, standingDocuments } from './plan.js';
import { sassSettings } from './sass-settings.js';

export const pages: OutputKind = {
  name: 'pages',
  settings: (values) => ({ sass: sassSettings(values) }),
  paths: null,
  beside: sourceMapPlaces,
  plan: planDocuments,
  standing: standingDocuments,
};
