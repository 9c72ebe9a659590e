/** A built site, served by nginx as static hosts run it and by us: every URL has the same answer. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { candidatesOf } from '../../../src/formats/urls/host-rule.js';
import { parseTarget } from '../../../src/formats/urls/target.js';
import { serveFiles } from '../../support/served.js';
import { createSite, post } from '../../support/site.js';
import { ask } from '../../support/wire.js';

const hasNginx = spawnSync('nginx', ['-v']).status === 0;

/** As `serve` does it: a folder is led to. */
const LEADING = '$uri $uri.html $uri/ =404';

function configOf(folder: string, root: string, port: number, files = LEADING): string {
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { }
http {
  include /etc/nginx/mime.types;
  types { application/xml xml; text/javascript js; }
  default_type application/octet-stream;
  charset utf-8;
  charset_types text/css text/javascript application/json application/xml image/svg+xml text/plain;
  access_log off;
  absolute_redirect off;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server {
    listen 127.0.0.1:${port};
    root ${root};
    error_page 403 404 =404 /404.html;
    location / { try_files ${files}; }
  }
}`;
}

/** The port of an nginx that serves `root`, for one test. */
async function startNginx(root: string, files?: string): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-nginx-'));
  const port = await freePort();
  fs.writeFileSync(path.join(folder, 'nginx.conf'), configOf(folder, root, port, files));
  execFileSync('chmod', ['755', folder, root, path.dirname(root)]);
  const nginx = spawn('nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf')]);
  onTestFinished(() => {
    nginx.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  });
  await vi.waitFor(async () => expect((await ask(port, '/')).status).toBeGreaterThan(0), 10_000);
  return port;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const FILES = {
  '_posts/2022-05-16-kaizhan.md': post('title: 开站大吉\ncategories: 站务 新闻\ntags: [a b, C++]'),
  '_posts/2022-05-17-second.md': post('title: Second\ncategories: markets'),
  'about.html': '---\ntitle: About\n---\nabout',
  'app.js': 'void 0;',
  'data.json': '{}',
  '页面/index.html': '---\ntitle: 页\n---\n中文',
  'empty.txt': '',
};

/** Each file's address, and how people abbreviate and mistype it. */
function addresses(outputs: Iterable<string>): readonly string[] {
  const forms = [...outputs].flatMap((output) => {
    const folders = output.split('/').map((_, end, all) => all.slice(0, end).join('/'));
    const shorter = [output.replace(/\.html$/, ''), output.replace(/index\.html$/, '')];
    return [
      output,
      ...shorter,
      `${output}/`,
      `${output}x`,
      ...folders,
      ...folders.map((f) => `${f}/`),
    ];
  });
  return [...new Set(forms)].map((form) => encodeURI(`/${form.replace(/^\//, '')}`));
}

it.skipIf(!hasNginx)(
  `answers as nginx does${hasNginx ? '' : ' (nginx is not installed)'}`,
  async () => {
    const site = createSite(FILES);
    await site.build();
    const root = path.join(site.root, 'public');
    const nginx = await startNginx(root);
    const outputs = [...site.tree().keys()];
    // Bytes: files of the search index are no text.
    const files = outputs.map((output) => [output, fs.readFileSync(path.join(root, output))]);
    const { port: ours } = await serveFiles(Object.fromEntries(files));
    const urls = addresses(outputs);
    expect(urls.length).toBeGreaterThan(100);
    for (const target of urls) {
      for (const method of ['GET', 'HEAD']) {
        const [theirs, own] = await Promise.all([
          ask(nginx, { target, method }),
          ask(ours, { target, method }),
        ]);
        expect(own.status, target).toBe(theirs.status);
        expect(own.headers['location'], target).toBe(theirs.headers['location']);
        if (own.status === 301) continue;
        expect(own.body.equals(theirs.body), target).toBe(true);
        const type = theirs.headers['content-type']?.toLowerCase();
        expect(own.headers['content-type'], target).toBe(type);
      }
    }
  },
);

/** Files that are in each other's way, and some that only seem to be. */
const RIVALS = [
  ...['a', 'a.html', 'b.html', 'b/index.html', 'c/index.html', 'c/d.html', 'e/f', 'e/f.html', 'v1.0', 'v1.0.html'],
  ...['feed.xml', 'feed.xml.html', 'x.html.html', 'y.html/index.html', '新闻', '新闻.html', 'A b.html', 'index.html'],
]; // biome-ignore format: a list

it.skipIf(!hasNginx)(
  `finds the file of an address by the rule that outputs are compared by${hasNginx ? '' : ' (nginx is not installed)'}`,
  async () => {
    const files = Object.fromEntries(RIVALS.map((name) => [name, `this is ${name}`]));
    const { root } = await serveFiles(files);
    const port = await startNginx(root, '$uri $uri.html $uri/index.html =404');
    for (const target of addresses(RIVALS)) {
      const parsed = parseTarget(target);
      if (parsed.kind !== 'path') continue;
      const found = candidatesOf(parsed).find(({ output }) => output in files);
      const { status, body } = await ask(port, target);
      const wanted = found === undefined ? '404' : `200 this is ${found.output}`;
      expect(status === 200 ? `200 ${body.toString()}` : String(status), target).toBe(wanted);
    }
  },
);
