/** A cache that was cut, altered, or is another's: never a wrong page, and never a crash. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { createSite, post, type TestSite } from '../support/site.js';
import { randomFor } from '../support/storm.js';

/** Steps between 0 and 1. */
const FINENESS = 2 ** 30;

/** `times` damages to a site's cache, each followed by a build that must be as a clean one. */
export async function expectDamageHarmless(times: number, seed: number): Promise<void> {
  const below = randomFor(seed);
  const random = (): number => below(FINENESS) / FINENESS;
  const site = newsroom();
  await site.build();
  const whole = copyOf(site);
  edit(site, 1);
  await site.build();
  const expected = site.tree();
  const now = copyOf(site);
  for (let time = 0; time < times; time++) {
    restore(site, now);
    const said = damage(site, whole, random);
    await site.build();
    expect(site.tree(), said).toEqual(expected);
  }
}

function newsroom(): TestSite {
  const stories = Array.from({ length: 6 }, (_, index) => [
    `_posts/2022-05-1${index}-p.md`,
    post(`title: 第${index}条\ntags: t${index % 2}`),
  ]);
  return createSite({ ...Object.fromEntries(stories), '_config.yml': 'paginate: 2\n' });
}

function edit(site: TestSite, number: number): void {
  site.write({ '_posts/2022-05-12-p.md': post(`title: 改${number}\ntags: t1`) });
}

type Cache = ReadonlyMap<string, Buffer>;

function copyOf(site: TestSite): Cache {
  const folder = path.join(site.root, '.finews');
  return new Map(
    fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name))]),
  );
}

function restore(site: TestSite, cache: Cache): void {
  const folder = path.join(site.root, '.finews');
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name));
  for (const [name, bytes] of cache) fs.writeFileSync(path.join(folder, name), bytes);
}

/** The ledger is left alone but for its end: what it loses is nobody's to delete. */
function damage(site: TestSite, older: Cache, random: () => number): string {
  const folder = path.join(site.root, '.finews');
  const names = fs.readdirSync(folder).filter((name) => !/^(?:\.|ledger)/.test(name));
  const name = names[Math.floor(random() * names.length)] ?? '';
  const file = path.join(folder, name);
  const bytes = fs.readFileSync(file);
  const at = Math.floor(random() * bytes.length);
  const kinds: readonly (readonly [string, () => Uint8Array])[] = [
    ['cut', () => bytes.subarray(0, at)],
    ['flipped', () => flip(bytes, at, Math.floor(random() * 8))],
    ['older', () => older.get(name) ?? bytes],
    [
      'spliced',
      () => Buffer.concat([bytes.subarray(0, at), (older.get(name) ?? bytes).subarray(at)]),
    ],
    ['doubled', () => Buffer.concat([bytes, bytes])],
    ['empty', () => new Uint8Array()],
  ];
  const [kind, make] = kinds[Math.floor(random() * kinds.length)] ?? ['none', () => bytes];
  fs.writeFileSync(file, make());
  return `${name} ${kind} at ${at}`;
}

function flip(bytes: Buffer, at: number, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
  return flipped;
}
