/** Links to other sites: who is asked, how, and what the answers mean. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExternalAnswer } from '../../src/check/external/answers.js';
import { askAll } from '../../src/check/external/ask-all.js';
import { askServer } from '../../src/check/external/ask-server.js';
import { checkExternal } from '../../src/check/external/check-external.js';
import { silent } from '../../src/platform/console.js';
import { isPublicAddress } from '../../src/platform/net/public-address.js';
import { systemEffects } from '../../src/platform/system.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, post } from '../support/site.js';
import { checkOf } from './checked.js';

it.each([
  ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['0.0.0.0', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1'],
  ...['2002:7f00:1::', '64:ff9b::7f00:1', 'localhost', ''],
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is one', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

async function serve(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const HERE = { isPublic: () => true, isPort: () => true };

describe('a server', () => {
  it('is asked for the head, then for the page, and followed', async () => {
    const asked: string[] = [];
    const site = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const { url = '' } = request;
      if (url === '/moved') response.writeHead(302, { location: '/there' });
      else if (url === '/ring') response.writeHead(302, { location: '/ring' });
      else if (url === '/get') response.writeHead(request.method === 'GET' ? 200 : 405);
      else response.writeHead(Number(url.slice(1)) || 200);
      response.end();
    });
    const kinds = async (...paths: readonly string[]): Promise<readonly string[]> =>
      await Promise.all(paths.map(async (one) => (await askServer(site + one, HERE)).kind));
    expect(await kinds('/there', '/moved', '/get')).toEqual(['alive', 'alive', 'alive']);
    expect(await kinds('/404', '/410', '/403', '/500', '/ring')).toEqual([
      ...['dead', 'dead', 'unsure', 'unsure', 'unsure'],
    ]);
    expect(asked).toContain('HEAD /there');
    expect(asked).not.toContain('GET /there');
  });

  it('that is not public is never connected to, named or not, led to or not', async () => {
    let asked = 0;
    const inside = await serve((_, response) => {
      asked++;
      response.end();
    });
    const port = new URL(inside).port;
    const outside = await serve((_, response) => {
      response.writeHead(302, { location: `http://localhost:${port}/` });
      response.end();
    });
    const isPort = (): boolean => true;
    const reasons = await Promise.all([
      askServer(inside, { isPublic: isPublicAddress, isPort }),
      askServer(`http://localhost:${port}/`, { isPublic: isPublicAddress, isPort }),
      // The first is let through by its number; where it leads is a name.
      askServer(outside, { isPublic: (one) => one === '127.0.0.1' && asked < 0, isPort }),
      askServer('http://user:word@example.com/'),
      askServer('http://example.com:22/'),
    ]);
    expect(reasons.map(({ kind }) => kind)).toEqual(Array(5).fill('unsure'));
    expect(asked).toBe(0);
  });
});

it('one address at a time is asked of a server', async () => {
  let [open, most] = [0, 0];
  const urls = Array.from({ length: 5 }, (_, n) => `https://one.example/${n}`);
  await askAll(
    urls,
    async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 2));
      open--;
    },
    0,
  );
  expect(most).toBe(1);
});

it('answers are told at their lines, and remembered for a day', async () => {
  const site = createSite({
    ...PLAIN,
    '_config.yml':
      'title: T\nurl: https://own.example\ncheck: {ignore: ["https://no.example/*"]}\n',
    '_posts/2022-05-16-a.md': post(
      'title: 甲\ncategories: x',
      '[a](https://a.example/x#y) [b](https://b.example/) [n](https://no.example/z)\n\n[o](https://own.example/)',
    ),
  });
  const { checked } = await checkOf(site);
  const asked: string[] = [];
  const effects = systemEffects(silent);
  let now = 1_900_000_000_000;
  const clock = { ...effects.clock, now: () => now };
  const told = async (): Promise<readonly string[]> => {
    const problems = await checkExternal(checked, { most: 9 }, { ...effects, clock }, (url) => {
      asked.push(url);
      const answer: ExternalAnswer =
        url === 'https://a.example/x'
          ? { kind: 'dead', reason: '404' }
          : { kind: 'alive', reason: '' };
      return Promise.resolve(answer);
    });
    return problems.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
  };
  expect(await told()).toEqual(['external-dead _posts/2022-05-16-a.md:5:5']);
  expect(await told()).toEqual(['external-dead _posts/2022-05-16-a.md:5:5']);
  expect([...asked].sort()).toEqual(['https://a.example/x', 'https://b.example/']);
  now += 25 * 3_600_000;
  await told();
  expect(asked).toHaveLength(4);
});
