import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { answerOf } from '../../src/commands/images/images-command.js';
import { type FetchedPicture, fetchPictures } from '../../src/pipeline/fetch-pictures.js';
import { silent } from '../../src/platform/console.js';
import type { Fetched } from '../../src/platform/net/fetch-public.js';
import { systemEffects } from '../../src/platform/system.js';
import { picture } from '../support/pictures.js';
import { createSite, post, type TestSite } from '../support/site.js';

const FAR = 'https://far.example';

async function fetchFor(
  site: TestSite,
  answers: Readonly<Record<string, Buffer | string>>,
  isDry = false,
): Promise<{ readonly done: readonly FetchedPicture[]; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const fetch = (address: string): Promise<Fetched> => {
    asked.push(address);
    const answer = answers[address] ?? 'the answer is 404';
    return Promise.resolve(
      typeof answer === 'string' ? { kind: 'fail', reason: answer } : { kind: 'ok', bytes: answer },
    );
  };
  const pause = (ms: number): Promise<void> => {
    asked.push(String(ms));
    return Promise.resolve();
  };
  const effects = systemEffects(silent);
  const done = await fetchPictures({ source: site.root }, { effects, fetch, pause, isDry });
  return { done, asked };
}

it('pictures of other servers come home, and stories stay as they are written', async () => {
  const jpeg = await picture({ format: 'jpeg', width: 320, height: 200 });
  const text = post(
    `title: A\nimage: ${FAR}/lead.jpg`,
    `![a](${FAR}/a.jpg?x=1&y=2)\n\n<img src="//other.example/b.png">\n\n![gone](${FAR}/gone.jpg)\n\n![page](${FAR}/page.jpg)\n\n![own](/own.png) [link](${FAR}/a.jpg?x=1&y=2)`,
  );
  const site = createSite({
    '_config.yml':
      'title: T\nurl: https://news.example\nbaseurl: /base\npictures: {copies: false}\n',
    '_posts/2024-01-01-a.md': text,
    '_posts/2024-02-02-b.md': post('title: B', 'No picture.'),
  });
  await site.build();
  const story = '2024/01/01/a.html';
  expect(site.read(story)).toContain(`src="${FAR}/a.jpg?x=1&amp;y=2"`);

  const dry = await fetchFor(site, {}, true);
  expect(dry.asked).toEqual([]);
  expect(dry.done.map(({ address }) => address)).toEqual([
    ...[`${FAR}/lead.jpg`, `${FAR}/a.jpg?x=1&y=2`, '//other.example/b.png'],
    ...[`${FAR}/gone.jpg`, `${FAR}/page.jpg`],
  ]);
  expect(answerOf(dry.done, true).lines.at(-1)).toBe('5 pictures would be fetched');

  const png = await picture({ format: 'png', width: 30, height: 20 });
  const { done, asked } = await fetchFor(site, {
    [`${FAR}/lead.jpg`]: jpeg,
    [`${FAR}/a.jpg?x=1&y=2`]: jpeg,
    'https://other.example/b.png': png,
    [`${FAR}/page.jpg`]: Buffer.from('<html>'),
  });
  expect(asked.filter((one) => one === '250')).toHaveLength(3);
  expect(done.map(({ reason }) => reason)).toEqual([
    ...['', '', '', 'the answer is 404', 'what came is no picture'],
  ]);
  expect(answerOf(done, false).lines.at(-1)).toMatch(/^3 pictures fetched .* 2 not/);
  expect(fs.readFileSync(path.join(site.root, '_posts/2024-01-01-a.md'), 'utf8')).toBe(text);

  const { outputs } = await site.build();
  const html = site.read(story);
  const file = done[1]?.file ?? '';
  expect(file).toMatch(/^assets\/fetched\/far\.example\/[\da-f]{16}\.jpg$/);
  expect(html).toContain(
    `src="/base/${file}" alt="a" loading="lazy" decoding="async" width="320" height="200"`,
  );
  expect(html).toContain(`href="/base/${file}"`);
  expect(html).toMatch(/src="\/base\/assets\/fetched\/other\.example\/[\da-f]{16}\.png"/);
  expect(html).toContain(`${FAR}/gone.jpg`);
  expect(site.read('index.html')).toContain(`src="/base/${file}"`);
  expect(outputs.touched).not.toContain('2024/02/02/b.html');
  // Nothing is asked for twice, and that none came is no success.
  const next = await fetchFor(site, {});
  expect(next.done.map(({ address }) => address)).toEqual([`${FAR}/gone.jpg`, `${FAR}/page.jpg`]);
  expect(answerOf(next.done, false)).toMatchObject({ ok: false });
  expect(answerOf(next.done, false).lines.at(-1)).toBe('None of 2 pictures could be fetched');
  for (const [some, isDry] of [
    [done, false] as const,
    [next.done, true] as const,
    [[], false] as const,
  ])
    expect(answerOf(some, isDry).ok).toBe(true);
});
