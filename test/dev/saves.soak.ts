/** A preview that is open all day: saves in a row leave nothing behind in its process. */
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { amount } from '../support/amount.js';
import { run } from '../support/program.js';
import { createSite, post } from '../support/site.js';

const SAVES: number = amount('SOAK_SAVES', 1000);
/** Saves after which everything has been loaded and made quick. */
const WARM = Math.floor(SAVES / 2);
/** Of memory, in MB: what a collector may not have come to yet. */
const SLACK = 40;
const PROC = '/proc/self/task';

interface Holdings {
  readonly files: number;
  readonly threads: number;
  /** In MB. */
  readonly memory: number;
}

function holdingsOf(pid: number): Holdings {
  const count = (what: string): number => fs.readdirSync(`/proc/${pid}/${what}`).length;
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const memory = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  return { files: count('fd'), threads: count('task'), memory };
}

it.skipIf(!fs.existsSync(PROC))(`${SAVES} saves in a row leak nothing`, async () => {
  const story = (at: number, text: string): string => post(`title: 第${at}条\ntags: t`, text);
  const file = (at: number): string => `_posts/2022-05-${10 + (at % 20)}-p${at % 20}.md`;
  const stories = Array.from({ length: 20 }, (_, at) => [file(at), story(at, '正文。')]);
  const site = createSite(Object.fromEntries(stories));
  const server = run(site, 'serve', '--watch', '--port', '0');
  onTestFinished(() => void server.child.kill('SIGINT'));
  await server.expectText(/published/);
  const [url = ''] = /http:\/\/\S+/.exec(server.text()) ?? [];
  const save = async (at: number): Promise<void> => {
    site.write({ [file(at)]: story(at, `第${at}次。`) });
    const page = `${url}2022/05/${10 + (at % 20)}/p${at % 20}.html`;
    for (;;) {
      const body = await (await fetch(page)).text();
      if (body.includes(`第${at}次。`)) return;
      await sleep(2);
    }
  };
  let before: Holdings | null = null;
  for (let at = 0; at < SAVES; at++) {
    if (at === WARM) before = holdingsOf(server.child.pid ?? 0);
    await save(at);
  }
  const after = holdingsOf(server.child.pid ?? 0);
  console.log(`saves: ${SAVES}`, before, after);
  expect(after.files).toBeLessThanOrEqual((before?.files ?? 0) + 2);
  expect(after.threads).toBe(before?.threads);
  expect(after.memory).toBeLessThan((before?.memory ?? 0) + SLACK);
});
