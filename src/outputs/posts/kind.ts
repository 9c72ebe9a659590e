/** Stories: a page each, at the address that organise settled. */
import type { OutputKind } from '../kind.js';
import { planPosts, standingPosts } from './plan.js';

export const posts: OutputKind = {
  name: 'posts',
  paths: null,
  isSettled: true,
  plan: planPosts,
  standing: standingPosts,
};
