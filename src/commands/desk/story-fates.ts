/** What becomes of a story: for the list, and for the options of it, which load nothing else. */
export const STORY_FATES = [
  'published',
  'due',
  'draft',
  'unpublished',
  'expired',
  'taken-down',
  'set-aside',
  'limited',
] as const;
export type StoryFate = (typeof STORY_FATES)[number];
