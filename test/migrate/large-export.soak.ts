/** An export of 100 MB: every word of it arrives, and little of it is in memory at a time. */
import fs from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { readWordPress } from '../../src/migrate/feeds/read-wordpress.js';
import { disk } from '../../src/platform/disk.js';
import { emptyFolder } from './migrated.js';

const ITEMS = 5000;
const PARAGRAPHS = 200;
/** Node's collector of garbage: without it what is in memory says nothing. */
function collector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc');
}

/** Bytes that may be in memory besides what was before. */
const ENOUGH = 48 << 20;

const words = (n: number, at: number): string =>
  `<p>story ${n} 港口 part ${at} ${'tide '.repeat(12)}end${n}-${at}.</p>\n\n`;

function bodyOf(n: number): string {
  return Array.from({ length: PARAGRAPHS }, (_, at) => words(n, at)).join('');
}

it('is read item by item', async () => {
  const collect = collector();
  const file = path.join(emptyFolder(), 'export.xml');
  const head =
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>T</title>';
  fs.writeFileSync(file, `${head}<link>https://news.example</link>`);
  for (let n = 0; n < ITEMS; n++) {
    fs.appendFileSync(
      file,
      `<item><title>T ${n}</title><link>https://news.example/2022/05/16/s${n}/</link><content:encoded><![CDATA[${bodyOf(n)}]]></content:encoded><wp:post_date>2022-05-16 15:04:20</wp:post_date><wp:post_name>s${n}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>\n`,
    );
  }
  fs.appendFileSync(file, '</channel></rss>');
  expect(fs.statSync(file).size).toBeGreaterThan(100e6);
  collect();
  const before = process.memoryUsage().heapUsed;
  let [stories, most] = [0, 0];
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const sink = {
    story(story: { readonly name: string; readonly body: string }) {
      expect(story.name).toBe(`s${stories}`);
      if (plain(story.body) !== plain(bodyOf(stories))) throw new Error(`Lost: ${story.name}`);
      stories++;
      if (stories % 100 !== 0) return;
      collect();
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    },
    copy: () => undefined,
    tag: () => undefined,
    advise: () => undefined,
    picture: () => undefined,
  };
  await readWordPress({ place: file, io: disk, sink });
  expect(stories).toBe(ITEMS);
  expect(most).toBeLessThan(ENOUGH);
}, 120_000);
