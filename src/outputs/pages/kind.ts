/** The site's own pages. */
import type { OutputKind } from '../kind.js';
import { planDocuments } from './plan.js';

export const pages: OutputKind = { name: 'pages', paths: null, plan: planDocuments };
