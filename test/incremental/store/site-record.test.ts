import { expect, it } from 'vitest';
import { readSiteRecord, type SiteRecord } from '../../../src/incremental/store/site-record.js';

const HELD = {
  ...{ unpublished: 1, drafts: 0, future: 2, nextDue: 1_900_000_000_000 },
  ...{ expired: 0, takenDown: 0, limited: 0 },
};
const SOUND: SiteRecord = {
  key: 'x',
  stamps: 'x',
  since: 1_890_000_000_000,
  until: null,
  counts: { published: 3, held: HELD, zoneless: { stories: 1, otherDay: 0, timezone: 'UTC' } },
  told: 'x',
};

it('is read back as it was written', () => {
  expect(readSiteRecord(JSON.parse(JSON.stringify(SOUND)))).toEqual(SOUND);
});

it.each([
  null,
  [],
  {},
  { ...SOUND, key: 1 },
  { ...SOUND, stamps: undefined },
  { ...SOUND, since: null },
  { ...SOUND, until: 'never' },
  { ...SOUND, counts: { ...SOUND.counts, held: { ...HELD, nextDue: 'x' } } },
  { ...SOUND, counts: { ...SOUND.counts, held: { ...HELD, limited: undefined } } },
  { ...SOUND, counts: { ...SOUND.counts, zoneless: {} } },
  { ...SOUND, told: [] },
])('what a stranger wrote is none: %j', (value) => {
  expect(readSiteRecord(value)).toBe(null);
});
