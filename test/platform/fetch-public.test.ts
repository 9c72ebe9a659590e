import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchPublic, type PublicNet, publicNet } from '../../src/platform/net/fetch-public.js';
import { isPublicAddress } from '../../src/platform/net/public-address.js';

const BOUNDS = { bytes: 1000, patience: 2000, redirects: 3, userAgent: 'finews/test' };

describe('an address', () => {
  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
    ],
    ...[
      '224.0.0.1',
      '255.255.255.255',
      '198.18.0.1',
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
    ],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      '2001:0::1',
    ],
    ...['', 'localhost', '127.1', '0x7f000001', '2130706433'],
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2400:3200::1'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('what is fetched', () => {
  const seen: string[] = [];
  let port = 0;
  const server = http.createServer((request, response) => {
    const { url = '', headers } = request;
    seen.push(`${headers.host} ${url}`);
    const to = new URL(url, 'http://x').searchParams.get('to');
    if (to !== null) response.writeHead(302, { location: to }).end();
    else if (url === '/big') response.end(Buffer.alloc(5000));
    else if (url === '/endless') response.write('a');
    else if (url === '/missing') response.writeHead(404).end();
    else response.end('bytes');
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Public is what has the name `pub…`: it lies on this machine. */
  const names: string[] = [];
  const net: PublicNet = {
    resolve(host) {
      names.push(host);
      if (host === 'gone.example')
        return Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
      const address = host.startsWith('pub')
        ? '127.0.0.1'
        : host.startsWith('mixed')
          ? '10.0.0.1'
          : host;
      return Promise.resolve([{ address, family: 4 }]);
    },
    isPublic: (address) => address === '127.0.0.1',
    isPort: (one) => one === String(port),
  };
  const get = (path: string, host = 'pub.example'): Promise<unknown> =>
    fetchPublic(`http://${host}:${port}${path}`, BOUNDS, net).then((done) =>
      done.kind === 'ok' ? done.bytes.toString() : done.reason,
    );

  it('comes from the address that was judged, resolved once', async () => {
    names.length = 0;
    expect(await get('/a')).toBe('bytes');
    expect(names).toEqual(['pub.example']);
    expect(seen.at(-1)).toBe(`pub.example:${port} /a`);
  });

  it('is judged anew with each redirect', async () => {
    expect(await get(`/?to=${encodeURIComponent(`http://pub2.example:${port}/b`)}`)).toBe('bytes');
    const count = seen.length;
    for (const to of [
      `http://mixed.example:${port}/`,
      'http://169.254.169.254/x',
      'file:///etc/passwd',
      'http://u:p@pub.example/',
    ]) {
      expect(await get(`/?to=${encodeURIComponent(to)}`)).toMatch(
        /no public|the port|no address of the web|a password/,
      );
    }
    expect(seen.length).toBe(count + 4);
    expect(await get('/?to=%3Fto%3D%3Fto')).toMatch(/bytes|too often/);
    const loop = `http://pub.example:${port}/?to=`;
    let nested = `${loop}x`;
    for (let at = 0; at < 4; at++) nested = loop + encodeURIComponent(nested);
    expect(await fetchPublic(nested, BOUNDS, net)).toEqual({
      kind: 'fail',
      reason: 'it redirects too often',
    });
  });

  it('is bounded, and what fails is told', async () => {
    expect(await get('/big')).toMatch(/more than/);
    expect(
      await fetchPublic(`http://pub.example:${port}/endless`, { ...BOUNDS, patience: 100 }, net),
    ).toMatchObject({ kind: 'fail' });
    expect(await get('/missing')).toBe('the answer is 404');
    expect(await get('/a', 'gone.example')).toContain('ENOTFOUND');
    const refused = await fetchPublic(`http://127.0.0.1:${port}/a`, BOUNDS);
    expect(refused).toMatchObject({ reason: `it names the port ${port}` });
    const own = { ...publicNet, isPort: () => true };
    expect(await fetchPublic(`http://localhost:${port}/a`, BOUNDS, own)).toMatchObject({
      reason: 'localhost is no public address',
    });
  });
});
