/**
 * Attacks on the server: paths in many encodings, hosts, origins, methods, and plain noise. Whatever
 * comes, nothing outside the folder and nothing hidden goes out, and nothing but refusals come back.
 */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serveFiles, type TestServer } from '../../support/served.js';
import { exchange } from '../../support/wire.js';

const SECRET = 'TOP-SECRET';

async function fortress(): Promise<TestServer> {
  const server = await serveFiles({
    'index.html': 'home',
    'a/index.html': 'inner',
    '.env': SECRET,
    '.git/config': SECRET,
    'a/.htpasswd': SECRET,
  });
  const { above, root } = server;
  fs.writeFileSync(path.join(above, 'secret.txt'), SECRET);
  fs.mkdirSync(path.join(above, 'public-old'));
  fs.writeFileSync(path.join(above, 'public-old/index.html'), SECRET);
  fs.symlinkSync('../secret.txt', path.join(root, 'link.txt'));
  fs.symlinkSync('../secret.txt', path.join(root, 'link.html'));
  fs.symlinkSync('..', path.join(root, 'up'));
  fs.symlinkSync('../public-old', path.join(root, 'old'));
  fs.symlinkSync('.env', path.join(root, 'environment'));
  fs.symlinkSync('loop', path.join(root, 'loop'));
  fs.symlinkSync('nowhere', path.join(root, 'dangling'));
  fs.symlinkSync('a', path.join(root, 'alias'));
  return server;
}

const PATHS = [
  '/../secret.txt',
  '/../../etc/passwd',
  '/a/../../secret.txt',
  '/a/./../../secret.txt',
  '/./../secret.txt',
  '/../public-old/',
  '/../public-old/index.html',
  '/..',
  '/.',
  '/....//secret.txt',
  '/etc/passwd',
  '//etc/passwd',
  '/a//../../secret.txt',
  '/.env',
  '/.git/config',
  '/.git',
  '/a/.htpasswd',
  '/link.txt',
  '/link',
  '/link.html',
  '/up/secret.txt',
  '/up/',
  '/up',
  '/old/',
  '/old/index.html',
  '/environment',
  '/loop',
  '/dangling',
  '/secret.txt\0.html',
  '/a/\0/../../secret.txt',
  '/index.html\r\nX: y',
  '/C:/secret.txt',
];

const each = (text: string, turn: (character: string) => string): string =>
  text.replace(/[./]/g, (character, at: number) => (at === 0 ? character : turn(character)));
const hex = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;
const safe = (text: string): string => text.replace(/[\0\r\n ]/g, (c) => encodeURIComponent(c));

const ENCODINGS: Readonly<Record<string, (attack: string) => string>> = {
  plain: (attack) => attack,
  'dots encoded': (attack) => attack.replace(/\./g, '%2e'),
  'DOTS ENCODED': (attack) => attack.replace(/\./g, '%2E'),
  'slashes encoded': (attack) => each(attack, (c) => (c === '/' ? '%2f' : c)),
  'both encoded': (attack) => each(attack, hex),
  'twice encoded': (attack) => each(attack, (c) => encodeURIComponent(hex(c))),
  backslashes: (attack) => each(attack, (c) => (c === '/' ? '\\' : c)),
  'backslashes encoded': (attack) => each(attack, (c) => (c === '/' ? '%5c' : c)),
  'over-long UTF-8': (attack) => each(attack, (c) => (c === '/' ? '%c0%af' : '%c0%ae')),
  'full-width': (attack) => each(attack, (c) => encodeURIComponent(c === '/' ? '／' : '．')),
  'parameters between': (attack) => attack.replaceAll('..', '..;x=1'),
  'broken per cent': (attack) => `${attack}%`,
  'absolute form': (attack) => `http://localhost${attack}`,
  'with a query': (attack) => `${attack}?x=/../`,
};

it.each(Object.entries(ENCODINGS))('nothing secret goes out, %s', async (_name, encode) => {
  const { ask, failures } = await fortress();
  for (const attack of PATHS) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask({ target: safe(encode(attack)), method });
      expect(answer.body.includes(SECRET), attack).toBe(false);
      expect(answer.body.includes('root:'), attack).toBe(false);
      expect([301, 400, 404], attack).toContain(answer.status);
      expect(answer.headers['location'] ?? '/', attack).toMatch(/^\/(?!\/)/);
    }
  }
  expect(failures).toEqual([]);
});

it.each([
  '/%',
  '/%zz',
  '/%e4%bd',
  '/%ff',
  '/%00',
  '/a%0d%0aX:y',
  '/%5c',
  '/a%2fb',
  '/../',
  'x',
  '*',
])('%s is no address: 400', async (target) => {
  const { ask } = await fortress();
  expect((await ask(target)).status).toBe(400);
});

it('follows links within the folder', async () => {
  const { ask } = await fortress();
  expect((await ask('/alias/')).body.toString()).toBe('inner');
});

it('never waits for a pipe', async () => {
  const { ask, root } = await fortress();
  const { execFileSync } = await import('node:child_process');
  execFileSync('mkfifo', [path.join(root, 'pipe.html')]);
  expect((await ask('/pipe.html')).status).toBe(404);
});

const HOSTS: readonly (readonly [string, boolean])[] = [
  ['localhost', true],
  ['LOCALHOST:80', true],
  ['127.0.0.1', true],
  ['[::1]:4000', true],
  ['news.localhost:4000', true],
  ['preview.example', true],
  ['evil.example', false],
  ['evil.example:4000', false],
  ['localhost.evil.example', false],
  ['evil-localhost', false],
  ['evil.example@localhost', false],
  ['localhost@evil.example', false],
  ['localhost:4000:80', false],
  ['localhost/evil', false],
  ['127.0.0.1.evil.example', false],
  ['0.0.0.0', false],
  ['192.168.1.7', false],
  ['2130706433', false],
  ['[::ffff:127.0.0.1]', false],
  ['[::1', false],
  ['', false],
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'];
const READS = new Set(['GET', 'HEAD']);
const TARGETS = ['/', '/a', '/none', '/../x', '/.env'];

it.each(HOSTS)('host %s: %s', async (host, allowed) => {
  const { ask } = await serveFiles({ 'index.html': 'x' }, { allowedHosts: ['preview.example'] });
  for (const method of METHODS) {
    for (const target of TARGETS) {
      const { status } = await ask({ target, method, headers: { Host: host } });
      const answers = !allowed ? [403] : READS.has(method) ? [200, 400, 404] : [405];
      expect(answers).toContain(status);
    }
  }
});

it('wants a host: none is refused', async () => {
  const { port } = await fortress();
  expect((await exchange(port, 'GET / HTTP/1.0\r\n\r\n')).toString()).toMatch(/^HTTP\/1\.1 403/);
  expect((await exchange(port, 'GET / HTTP/1.1\r\n\r\n')).toString()).toMatch(/^HTTP\/1\.1 400/);
});

it.each([
  ['http://localhost:4000', 200],
  ['http://LOCALHOST:4000', 200],
  ['http://localhost:3000', 403],
  ['http://localhost', 403],
  ['http://evil.example', 403],
  ['http://127.0.0.1:4000', 403],
  ['http://localhost:4000.evil.example', 403],
  ['file://', 403],
  ['null', 403],
])('origin %s: %i, and no grant', async (origin, status) => {
  const { ask } = await serveFiles({ 'index.html': 'x' });
  const answer = await ask({ target: '/', headers: { Host: 'localhost:4000', Origin: origin } });
  expect(answer.status).toBe(status);
  expect(Object.keys(answer.headers).join(' ')).not.toContain('access-control');
});

it('lives through noise', async () => {
  const { ask, port, failures } = await fortress();
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 300; round++) {
    const noise = Buffer.from(Array.from({ length: random(200) }, () => random(256)));
    const head = ['', 'GET /', 'GET / HTTP/1.1\r\nHost: localhost\r\nRange: '][random(3)] ?? '';
    const answer = await exchange(port, Buffer.concat([Buffer.from(head), noise, END]));
    expect(answer.toString('latin1')).not.toMatch(/TOP-SECRET|HTTP\/1\.1 5/);
  }
  expect((await ask('/')).status).toBe(200);
  expect(failures).toEqual([]);
});

const END = Buffer.from('\r\n\r\n');

it('drops those who never finish asking, and serves the others meanwhile', async () => {
  const { ask, port } = await fortress();
  const sockets = Array.from({ length: 100 }, (_, index) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    if (index % 2 === 0) socket.write('GET / HTTP/1.1\r\nHost: loc');
    return socket;
  });
  onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
  const ends = sockets.map(
    (socket) => new Promise((resolve) => socket.once('close', resolve).resume()),
  );
  expect((await ask('/')).status).toBe(200);
  await Promise.all(ends);
}, 30_000);
