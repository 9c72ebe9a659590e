/** The live channel over the wire: who gets events, what is in them, and what nobody gets. */
import http from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createChannel, type LiveStatus } from '../../../src/dev/live/channel.js';
import { startServer } from '../../../src/dev/serve/server.js';
import { disk } from '../../../src/platform/disk.js';
import { ask } from '../../support/wire.js';

const QUIET: LiveStatus = {
  build: 3,
  styles: true,
  failed: false,
  lost: false,
  notices: [],
  more: 0,
  building: false,
};

async function live() {
  const channel = createChannel('secret', Buffer.from('void 0;'));
  const served = {
    root: '/nowhere',
    baseurl: '/news',
    addition: channel.addition(),
    isBuilding: false,
  };
  const where = { host: '127.0.0.1', port: 0, exact: true, allowedHosts: [] };
  const serving = { served: () => served, io: disk, own: channel.own, failed: () => undefined };
  const server = await startServer(where, serving);
  onTestFinished(() => server.close());
  const { port } = server;
  /** Everything that a listener has been sent so far. */
  const listen = async (): Promise<() => string> => {
    let text = '';
    await new Promise<void>((resolve) => {
      const request = http.get({ port, path: '/.finews/secret/events' }, (response) => {
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        resolve();
      });
      request.on('error', () => undefined);
    });
    return () => text;
  };
  return { channel, port, listen };
}

it('tells who comes how things stand, and all what happens', async () => {
  const { channel, listen } = await live();
  channel.announce(QUIET);
  const texts = await Promise.all([listen(), listen()]);
  const said = { label: 'e', place: '', message: 'a\nb\u2028\r', frame: '', hint: '' };
  const next: LiveStatus = { ...QUIET, build: 4, notices: [{ severity: 'error', ...said }] };
  channel.announce(next);
  channel.announce({ ...next });
  for (const text of texts) {
    await vi.waitFor(() => expect(text().match(/\n\n/g)).toHaveLength(3), 10_000);
    const events = text()
      .split('\n')
      .filter((line) => line.startsWith('data: '));
    expect(events.map((event) => JSON.parse(event.slice(6)))).toEqual([
      { ...QUIET, styles: false },
      next,
    ]);
  }
});

it('is to be found at its own path only, also with a baseurl', async () => {
  const { port, channel } = await live();
  const script = await ask(port, '/.finews/secret/live.js');
  expect([script.status, script.body.toString()]).toEqual([200, 'void 0;']);
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const paths = [
    'wrong/live.js',
    'secret/',
    'secret',
    'secret/live.js/',
    'secret/../secret/events',
  ];
  for (const path of paths)
    expect((await ask(port, `/.finews/${path}`)).status).toBeGreaterThan(399);
  const page = channel.addition().add(Buffer.from('<p>')).toString();
  expect(page).toBe('<script async src="/.finews/secret/live.js" data-build="0"></script><p>');
});

it.each([
  [{ Host: 'evil.example' }, 403],
  [{ Origin: 'http://evil.example' }, 403],
  [{ Origin: 'null' }, 403],
])('refuses %j', async (headers, status) => {
  const { port } = await live();
  for (const name of ['events', 'live.js']) {
    const answer = await ask(port, { target: `/.finews/secret/${name}`, headers });
    expect(answer.status).toBe(status);
  }
});

it('answers only the head to HEAD, and nothing else than GET', async () => {
  const { port } = await live();
  const target = '/.finews/secret/events';
  const head = await ask(port, { target, method: 'HEAD' });
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect(head.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect((await ask(port, { target, method: 'POST' })).status).toBe(405);
});

it('gives pages of each build a mark of their own', async () => {
  const { channel } = await live();
  const before = channel.addition().mark;
  channel.announce({ ...QUIET, build: 1 });
  expect(channel.addition().mark).not.toBe(before);
});

it('says that the site is being built until something is told of it', async () => {
  const { channel, listen } = await live();
  expect(channel.isBuilding()).toBe(true);
  const text = await listen();
  await vi.waitFor(() => expect(text()).toContain('"building":true'), 10_000);
  channel.announce(QUIET);
  expect(channel.isBuilding()).toBe(false);
  await vi.waitFor(() => expect(text()).toContain('"building":false'), 10_000);
});
