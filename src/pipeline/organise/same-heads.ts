/** Whether an edit of a story can have moved it: in time, in a list, or to another address. */
import { isDeepStrictEqual } from 'node:util';
import type { PostHead } from '../../model/post.js';
import { byNamedList } from '../../model/term-types.js';

type Same = (a: PostHead, b: PostHead) => boolean;

const equal =
  (key: keyof PostHead): Same =>
  (a, b) =>
    a[key] === b[key];
const deeplyEqual =
  (key: keyof PostHead): Same =>
  (a, b) =>
    isDeepStrictEqual(a[key], b[key]);

/** A record, so that none is forgotten. */
const SAME: Readonly<Record<keyof PostHead, Same>> = {
  path: equal('path'),
  date: equal('date'),
  modified: equal('modified'),
  zoneless: equal('zoneless'),
  url: equal('url'),
  output: equal('output'),
  ownPermalink: equal('ownPermalink'),
  ...byNamedList(({ list }) => deeplyEqual(list)),
  layout: equal('layout'),
  image: equal('image'),
  bulk: equal('bulk'),
  draft: equal('draft'),
  published: equal('published'),
  facts: deeplyEqual('facts'),
};
const ALL = Object.values(SAME);
/** What lists of stories are made of. */
const LISTED = [SAME.path, SAME.date, ...Object.values(byNamedList(({ list }) => SAME[list]))];

/** What says where a story is: all but how long it is, when it was changed, and how its own page looks. */
const { modified: _m, zoneless: _z, layout: _l, image: _i, bulk: _b, ...PLACED } = SAME;
const PLACES = Object.values(PLACED);

/** Whether a story is where it was: at its address, and in each list. */
export function isPlacedAlike(a: PostHead, b: PostHead): boolean {
  return PLACES.every((isSame) => isSame(a, b));
}

export function isArrangedAlike(a: PostHead, b: PostHead): boolean {
  return ALL.every((isSame) => isSame(a, b));
}

/** Whether each list has the story where it had it: longer words, or a later change, move it in none. */
export function isListedAlike(a: PostHead, b: PostHead): boolean {
  return LISTED.every((isSame) => isSame(a, b));
}
