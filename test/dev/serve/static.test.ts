/** The static server as a visitor sees it: files, folders, types, ranges, conditions, `baseurl`. */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { expect, it } from 'vitest';
import { serveFiles } from '../../support/served.js';

const SITE = {
  'index.html': '<h1>首页</h1>',
  'about.html': 'about',
  '404.html': 'nothing here',
  'news/index.html': 'news',
  '新闻/长江 行长.html': '中文',
  'assets/style.css': 'a{}',
  'feed.xml': '<feed/>',
  'bytes.bin': '0123456789',
};

it.each([
  ['/', 200, '<h1>首页</h1>'],
  ['/index.html', 200, '<h1>首页</h1>'],
  ['/about.html', 200, 'about'],
  ['/about', 200, 'about'],
  ['/about.html?utm=1', 200, 'about'],
  ['/news/', 200, 'news'],
  ['/news/index.html', 200, 'news'],
  [encodeURI('/新闻/长江 行长.html'), 200, '中文'],
  ['/%E6%96%B0%e9%97%bb/%E9%95%BF%E6%B1%9F%20%E8%A1%8C%E9%95%BF', 200, '中文'],
  ['/nothing.html', 404, 'nothing here'],
  ['/about.html/', 404, 'nothing here'],
  ['/about/', 404, 'nothing here'],
  ['/assets/', 404, 'nothing here'],
  ['/news//', 404, 'nothing here'],
  [`/${'x'.repeat(4000)}`, 404, 'nothing here'],
])('%s is answered %i', async (target, status, body) => {
  const { ask } = await serveFiles(SITE);
  const answer = await ask(target);
  expect([answer.status, answer.body.toString()]).toEqual([status, body]);
});

it('leads folders to their slash, within the site, with the query', async () => {
  const { ask } = await serveFiles(SITE);
  const answer = await ask('/news?page=2');
  expect([answer.status, answer.headers['location']]).toEqual([301, '/news/?page=2']);
  expect((await ask(encodeURI('/新闻'))).headers['location']).toBe(encodeURI('/新闻/'));
});

it.each(['//news', '//evil.example/..', '///evil.example', '/%2f/evil.example', '/\\evil.example'])(
  'never redirects %s to another site',
  async (target) => {
    const { ask } = await serveFiles({ ...SITE, 'evil.example/index.html': 'x' });
    expect((await ask(target)).headers['location']).toBeUndefined();
  },
);

it('prefers the file, then the page, then the folder of a name', async () => {
  const { ask } = await serveFiles({ 'a.html': 'page', 'a/index.html': 'folder', b: 'file' });
  expect((await ask('/a')).body.toString()).toBe('page');
  expect((await ask('/a/')).body.toString()).toBe('folder');
  expect((await ask('/b')).body.toString()).toBe('file');
});

it('answers 404 in words where the site has no page for it', async () => {
  const { ask } = await serveFiles({});
  const answer = await ask('/');
  expect(answer.status).toBe(404);
  expect(answer.body.toString()).toContain('There is no such page');
});

it.each([
  ['/', 'text/html; charset=utf-8'],
  ['/assets/style.css', 'text/css; charset=utf-8'],
  ['/feed.xml', 'application/xml; charset=utf-8'],
  ['/bytes.bin', 'application/octet-stream'],
  ['/nothing.css', 'text/html; charset=utf-8'],
])('%s has the type %s, and the guards', async (target, type) => {
  const { ask } = await serveFiles(SITE);
  const { headers } = await ask(target);
  expect(headers).toMatchObject({
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

it('answers HEAD as GET, without the body', async () => {
  const { ask } = await serveFiles(SITE);
  for (const target of ['/', '/bytes.bin', '/nothing', '/news']) {
    const get = await ask(target);
    const head = await ask({ target, method: 'HEAD' });
    expect(head.body.length).toBe(0);
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
    expect(head.status).toBe(get.status);
  }
});

it.each([
  ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
  ['bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
  ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
  ['bytes=10-', 416, 'Not that long.\n', 'bytes */10'],
  ['bytes=-0', 416, 'Not that long.\n', 'bytes */10'],
  ['bytes=0-1,4-5', 200, '0123456789', undefined],
  ['bytes=4-1', 200, '0123456789', undefined],
  ['lines=1-2', 200, '0123456789', undefined],
  ['bytes=-', 200, '0123456789', undefined],
])('range %s is answered %i', async (range, status, body, contentRange) => {
  const { ask } = await serveFiles(SITE);
  const answer = await ask({ target: '/bytes.bin', headers: { Range: range } });
  expect(answer.status).toBe(status);
  expect(answer.body.toString()).toBe(body);
  expect(answer.headers['content-range']).toBe(contentRange);
});

it('sends a part only of the version that the other parts are of', async () => {
  const { ask } = await serveFiles(SITE);
  const { etag = '', 'last-modified': modified = '' } = (await ask('/bytes.bin')).headers;
  const statusFor = async (known: string): Promise<number> => {
    const headers = { Range: 'bytes=0-1', 'If-Range': known };
    return (await ask({ target: '/bytes.bin', headers })).status;
  };
  expect(await statusFor(etag)).toBe(206);
  expect(await statusFor(modified)).toBe(206);
  expect(await statusFor('"other"')).toBe(200);
});

it('answers 304 for what is known, and not after a change', async () => {
  const { ask, root } = await serveFiles(SITE);
  const { etag = '', 'last-modified': modified = '' } = (await ask('/about.html')).headers;
  const statusWith = async (headers: Record<string, string>): Promise<number> =>
    (await ask({ target: '/about.html', headers })).status;
  expect(await statusWith({ 'If-None-Match': etag })).toBe(304);
  expect(await statusWith({ 'If-None-Match': `"x", W/${etag}` })).toBe(304);
  expect(await statusWith({ 'If-None-Match': '*' })).toBe(304);
  expect(await statusWith({ 'If-Modified-Since': modified })).toBe(304);
  expect(await statusWith({ 'If-None-Match': '"x"', 'If-Modified-Since': modified })).toBe(200);
  expect(await statusWith({ 'If-Modified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(200);
  expect(await statusWith({ 'If-Modified-Since': 'yesterday' })).toBe(200);
  fs.writeFileSync(path.join(root, 'about.html'), 'other');
  fs.utimesSync(path.join(root, 'about.html'), 1, 1);
  expect(await statusWith({ 'If-None-Match': etag })).toBe(200);
});

it('serves large files whole, also when they are replaced while they are sent', async () => {
  const old = Buffer.alloc(9 << 20, 'a');
  const { ask, root } = await serveFiles({ 'film.mp4': old });
  const asking = ask('/film.mp4');
  fs.writeFileSync(path.join(root, 'next'), Buffer.alloc(3 << 20, 'b'));
  fs.renameSync(path.join(root, 'next'), path.join(root, 'film.mp4'));
  const { body } = await asking;
  const letters = new Set(body);
  expect(letters.size).toBe(1);
  expect(body.length).toBe(letters.has(97) ? 9 << 20 : 3 << 20);
});

it('lives on when a listener leaves, or a file shrinks, in the middle', async () => {
  const { ask, root, port, failures } = await serveFiles({ 'film.mp4': Buffer.alloc(64 << 20) });
  const head = `GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const begin = async (then: (socket: net.Socket) => void): Promise<number> => {
    let length = 0;
    const socket = net.connect(port, '127.0.0.1', () => socket.write(head));
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        if (length === 0) then(socket);
        length += chunk.length;
      });
    await new Promise((resolve) => socket.once('close', resolve));
    return length;
  };
  await begin((socket) => socket.destroy());
  const sent = await begin(() => fs.truncateSync(path.join(root, 'film.mp4'), 1 << 20));
  expect(sent).toBeLessThan(64 << 20);
  expect((await ask('/film.mp4')).body.length).toBe(1 << 20);
  expect(failures).toEqual([]);
});

it.each([
  ['EACCES', 403, 0],
  ['ENOENT', 404, 0],
  ['EIO', 500, 1],
])('answers what the system refuses with %s: %i', async (code, status, failed) => {
  const openFile = (file: string): never => {
    throw Object.assign(new Error(`${code}: ${file}`), { code });
  };
  const { ask, failures } = await serveFiles(SITE, { io: { openFile } });
  const answer = await ask('/about.html');
  expect(answer.status).toBe(status);
  expect(answer.body.toString()).not.toContain('finews-serve-');
  expect(failures).toHaveLength(failed);
});

it('serves below baseurl, and leads the bare host there', async () => {
  const { ask } = await serveFiles(SITE, { baseurl: '/新站/a b' });
  const base = encodeURI('/新站/a b');
  expect((await ask(`${base}/about.html`)).body.toString()).toBe('about');
  expect((await ask('/')).headers['location']).toBe(`${base}/`);
  expect((await ask(base)).headers['location']).toBe(`${base}/`);
  expect((await ask(`${base}/news`)).headers['location']).toBe(`${base}/news/`);
  const outside = await ask('/about.html');
  expect([outside.status, outside.body.toString()]).toEqual([404, 'nothing here']);
});

it('adds to pages in flight only, and keeps them conditional', async () => {
  const add = (html: Buffer): Buffer => Buffer.concat([html, Buffer.from('<script>')]);
  const { ask, root } = await serveFiles(SITE, { addition: { mark: 'one', add } });
  const page = await ask({ target: '/about', headers: { Range: 'bytes=0-1' } });
  expect([page.status, page.body.toString()]).toEqual([200, 'about<script>']);
  expect((await ask('/nothing')).body.toString()).toBe('nothing here<script>');
  expect((await ask('/feed.xml')).body.toString()).toBe('<feed/>');
  expect(fs.readFileSync(path.join(root, 'about.html'), 'utf8')).toBe('about');
  const known = { 'If-None-Match': page.headers['etag'] ?? '' };
  expect((await ask({ target: '/about', headers: known })).status).toBe(304);
});
