/** What of the ledger is on the disk before a build goes on. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sortedNames } from '../../src/incremental/sorted-tables.js';
import { writeTable } from '../../src/incremental/store/columns.js';
import { destinationKey } from '../../src/incremental/store/destination-key.js';
import type { Config } from '../../src/model/config.js';
import type { Io } from '../../src/model/io.js';
import { digest } from '../../src/platform/digest.js';
import { disk } from '../../src/platform/disk.js';
import { type Ledger, openLedger, ownership } from '../../src/publish/ledger.js';
import { effort } from '../support/effort.js';

const many = (count: number, ending: string): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${at}${ending}`);

function aConfig(): Config {
  const cacheDir = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-ledger-'));
  onTestFinished(() => fs.rmSync(cacheDir, { recursive: true, force: true }));
  return { cacheDir, destination: path.join(cacheDir, 'public') } as Config;
}

/** Whether each of its appended entries waited for the disk, as stories come to a site of three. */
function waits(posts: number, outputs: readonly string[]): readonly boolean[] {
  const config = aConfig();
  const found: boolean[] = [];
  const append: Io['append'] = (file, data, durable) => {
    found.push(durable);
    disk.append(file, data, durable);
  };
  const ledger = openLedger(config, { ...disk, append }, null);
  ledger.save({ posts: sortedNames(many(3, '.md')), outputs: sortedNames(many(3, '.html')) });
  const owned = ownership(ledger, sortedNames(many(posts, '.md')));
  owned.extend(outputs.filter((output) => !ledger.now?.outputs.has(output)));
  owned.commit(sortedNames(outputs));
  const { now } = openLedger(config, disk, null);
  expect([...(now?.posts ?? [])]).toEqual(many(posts, '.md'));
  expect([...(now?.outputs ?? [])].sort()).toEqual([...outputs].sort());
  return found;
}

it('waits for the disk before outputs come and when they went, and not for a few stories’ names', () => {
  expect(waits(4, many(4, '.html'))).toEqual([true, false]);
  expect(waits(53, many(53, '.html'))).toEqual([true, false]);
  // So many must not be missed by who guards against their loss.
  expect(waits(54, many(54, '.html'))).toEqual([true, true]);
  expect(waits(3, many(2, '.html'))).toEqual([true]);
  expect(waits(4, many(2, '.html'))).toEqual([true]);
});

it('costs as much for each story that came, however many there were before', () => {
  const names = many(24_000, '.md');
  const segment = (kind: 'a' | 'b', came: readonly string[]): Buffer => {
    const bytes = writeTable(came.length, (table) => {
      table.note('posts came');
      table.texts(came);
    });
    return Buffer.concat([
      Buffer.from(`${kind} ${bytes.length} ${digest(bytes)}\n`),
      bytes,
      Buffer.from('\n'),
    ]);
  };
  /** Of a ledger to which the last four thousand names were appended each by itself. */
  const openingWith = (before: number): number => {
    const config = aConfig();
    const all = names.slice(20_000 - before);
    const segments = [
      segment('b', all.slice(0, before)),
      ...all.slice(before).map((name) => segment('a', [name])),
    ];
    const file = path.join(config.cacheDir, `ledger-${destinationKey(config)}.log`);
    fs.writeFileSync(file, Buffer.concat([Buffer.from('finews-ledger 4\n'), ...segments]));
    return effort(() => expect(openLedger(config, disk, null).now?.posts.size).toBe(all.length));
  };
  expect(openingWith(20_000) - openingWith(100)).toBeLessThan(12);
});

it('takes the outputs that are remembered of the very ledger that owns them, and reads all others', () => {
  const config = aConfig();
  const outputs = sortedNames(['b.html', 'a.html']);
  const before = openLedger(config, disk, null);
  before.save({ posts: sortedNames(['a.md']), outputs });
  const opened = (ledger: string, places = outputs): Ledger =>
    openLedger(config, disk, { places, ledger });
  const known = opened(before.content);
  expect(known.now?.outputs).toBe(outputs);
  expect([...(known.now?.posts ?? [])]).toEqual(['a.md']);
  // Of another ledger they may be anybody's.
  const others = sortedNames(['c.html', 'a.html']);
  const names = (ledger: Ledger): readonly string[] => [...(ledger.now?.outputs ?? [])].sort();
  expect(names(opened('', others))).toEqual(['a.html', 'b.html']);
  const later = openLedger(config, disk, null);
  later.save({ posts: sortedNames(['a.md']), outputs: sortedNames(['b.html', 'd.html']) });
  expect(names(opened(before.content))).toEqual(['b.html', 'd.html']);
  const file = path.join(config.cacheDir, `ledger-${destinationKey(config)}.log`);
  fs.truncateSync(file, fs.statSync(file).size - 1);
  expect(names(opened(later.content, others))).toEqual(['a.html', 'b.html', 'd.html']);
});
