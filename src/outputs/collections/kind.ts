/** Documents of collections that have pages, besides the posts. */
import type { OutputKind } from '../kind.js';
import { planCollections } from './plan.js';

export const collections: OutputKind = { name: 'collections', paths: null, plan: planCollections };
