/** A tiny server for the browser tests; nothing leaves this machine. */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** A script that collects a page's layout shifts in `window.shifts`. */
export const SHIFTS = `window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    // Rounding: nobody sees a fraction of a pixel.
    if (entry.value < 0.0001) continue;
    const nodes = entry.sources.map(({ node }) => node?.nodeName + '.' + node?.className);
    window.shifts.push(entry.value + ' ' + nodes);
  }
}).observe({ type: 'layout-shift', buffered: true });`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A page that breaks it logs an error, and the tests fail. */
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'";

export interface Served {
  /** Without a trailing slash. */
  readonly origin: string;
  close(): void;
}

/** Serves a folder as static hosts do, under a strict policy. */
export async function serve(folder: string): Promise<Served> {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const wanted = path.join(folder, decodeURIComponent(pathname));
    const file = pathname.endsWith('/') ? path.join(wanted, 'index.html') : wanted;
    const found = fs.existsSync(file) && fs.statSync(file).isFile();
    response.writeHead(found ? 200 : 404, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    });
    response.end(found ? fs.readFileSync(file) : '');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}
