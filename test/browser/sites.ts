/** Sites for the browser tests, built into temporary folders: this repository's demo, and an English one. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildAnew } from '../support/drafts.js';
import { picture } from '../support/pictures.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DEMO = ['_posts', '_data', 'markets', 'pages', 'assets', '_config.yml'];

export interface BuiltSite {
  /** What is published. */
  readonly folder: string;
  remove(): void;
}

async function buildAt(root: string, now = '2023-03-01T00:00:00+08:00'): Promise<BuiltSite> {
  await buildAnew({ source: root, now, strict: true });
  const remove = (): void => fs.rmSync(root, { recursive: true, force: true });
  return { folder: path.join(root, 'public'), remove };
}

function newFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'finews-browser-'));
}

export function buildDemo(): Promise<BuiltSite> {
  const root = newFolder();
  for (const name of DEMO)
    fs.cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true });
  return buildAt(root);
}

/** `files`: path to content. */
export function buildFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  now?: string,
): Promise<BuiltSite> {
  const root = newFolder();
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return buildAt(root, now);
}

/** A Chinese site with a story in Chinese, and one in English, that use all that writers have. */
export async function buildKitchenSink(): Promise<BuiltSite> {
  const folder = path.join(import.meta.dirname, 'kitchen-sink');
  const stories = fs.readdirSync(folder).map((name) => {
    return [`_posts/${name}`, fs.readFileSync(path.join(folder, name), 'utf8')] as const;
  });
  const pictures = ['quay', 'crane', 'tide'].map(async (name, at) => {
    const made = await picture({ format: 'jpeg', width: 700 - 50 * at, height: 400 + 50 * at });
    return [`_posts/pictures/${name}.jpg`, made] as const;
  });
  return await buildFiles(
    {
      '_config.yml': KITCHEN_SINK,
      // What a comment system's own script is, as far as it is called.
      'talk/waline.js': 'export const init = ({ el, ...options }) => { window.talk = options; };',
      'talk/waline.css': '',
      '_data/authors.yml':
        "记者: { name: 记者, image: /pictures/pictures/tide.jpg, description: 写港口。, links: [{ title: 主页, url: 'https://a.example/' }] }",
      '_posts/2026-10-31-part.md': '---\ntitle: 港口一\nseries: 港口\n---\n前一篇。\n',
      ...Object.fromEntries([...stories, ...(await Promise.all(pictures))]),
    },
    '2026-11-30T00:00:00+08:00',
  );
}

const KITCHEN_SINK = `
title: 样张
url: https://news.example
lang: zh-CN
timezone: Asia/Shanghai
permalink: /:title.html
headers: true
pictures: { avif: true }
share: [weibo, x, email]
comments: { waline: { server: 'https://talk.example', client: /talk } }
`;
