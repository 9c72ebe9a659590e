/**
 * Checks the built demo site as a stranger would: valid HTML, links and fragments that lead
 * somewhere, nothing fetched from elsewhere, feeds and sitemaps that a strict parser reads and whose
 * addresses exist, and the seed story where it belongs.
 * Run after `npx finews build`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';

const SITE = path.resolve(import.meta.dirname, '../../public');
const ORIGIN = 'https://finews.example';
const SEED = 'shilicaijingribao/2022/05/16/NW202205162380456220.html';

/** @typedef {import('parse5').DefaultTreeAdapterTypes.Element} Element */

/** @type {string[]} */
const faults = [];

const outputs = fs
  .readdirSync(SITE, { recursive: true, encoding: 'utf8' })
  .filter((name) => fs.statSync(path.join(SITE, name)).isFile() && !name.startsWith('.'));
const files = new Set(outputs);
const pages = new Map(
  outputs.filter((name) => name.endsWith('.html')).map((name) => [name, readPage(name)]),
);

/** @param {string} name */
function readPage(name) {
  const html = fs.readFileSync(path.join(SITE, name), 'utf8');
  /** @type {Element[]} */
  const elements = [];
  /** @param {any} node */
  const walk = (node) => {
    if (node.tagName !== undefined) elements.push(node);
    for (const child of node.childNodes ?? []) walk(child);
  };
  walk(
    parse(html, {
      onParseError: ({ code, startLine }) => faults.push(`${name}:${startLine}: ${code}`),
    }),
  );
  return {
    html,
    elements,
    ids: new Set(elements.map((element) => attribute(element, 'id')).filter(Boolean)),
  };
}

/** @param {Element} element @param {string} name */
function attribute(element, name) {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** The output that a URL on this site stands for; undefined for other sites. @param {URL} url */
function outputOf(url) {
  if (url.origin !== ORIGIN) return undefined;
  const file = decodeURIComponent(url.pathname).slice(1);
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}

/** Elements whose address a browser fetches by itself. */
const FETCHED = new Set(['img', 'script', 'link', 'iframe', 'source', 'video', 'audio']);

for (const [name, page] of pages) {
  const here = new URL(encodeURI(name), `${ORIGIN}/`);
  const headings = page.elements.filter((element) => element.tagName === 'h1');
  if (headings.length !== 1) faults.push(`${name}: ${headings.length} h1 elements`);
  if (!page.elements.some((element) => element.tagName === 'html' && attribute(element, 'lang')))
    faults.push(`${name}: no lang`);
  for (const element of page.elements) {
    const rel = attribute(element, 'rel') ?? '';
    const written = attribute(element, 'href') ?? attribute(element, 'src');
    if (written === undefined || /^(?:mailto|tel|data):/.test(written)) continue;
    const url = new URL(written, here);
    const target = outputOf(url);
    if (target === undefined) {
      if (FETCHED.has(element.tagName) && rel !== 'canonical')
        faults.push(`${name}: fetches ${written}`);
      continue;
    }
    if (!files.has(target)) faults.push(`${name}: dead link ${written}`);
    const fragment = decodeURIComponent(url.hash.slice(1));
    if (fragment !== '' && !pages.get(target)?.ids.has(fragment))
      faults.push(`${name}: dead fragment ${written}`);
  }
}

/** Elements whose text is an address on this site. */
const ADDRESSES = new Set(['loc', 'link', 'id', 'uri']);

for (const name of outputs.filter((output) => output.endsWith('.xml'))) {
  const parser = new SaxesParser({ xmlns: true });
  let text = '';
  parser.on('error', (error) => faults.push(`${name}: ${error.message}`));
  parser.on('opentag', (tag) => {
    text = '';
    const href = tag.attributes['href']?.value;
    if (href !== undefined) checkAddress(name, href);
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', (tag) => {
    if (ADDRESSES.has(tag.name) && text.startsWith(ORIGIN)) checkAddress(name, text);
  });
  parser.write(fs.readFileSync(path.join(SITE, name), 'utf8')).close();
}

/** @param {string} name @param {string} address */
function checkAddress(name, address) {
  const target = outputOf(new URL(address));
  if (target !== undefined && !files.has(target)) faults.push(`${name}: dead address ${address}`);
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'no-raw-characters': 'off',
    // HTML allows any id without white space; headings keep their Chinese.
    'valid-id': ['error', { relaxed: true }],
  },
});
for (const [name, { html }] of pages) {
  const report = await validator.validateString(html, name);
  for (const { messages } of report.results) {
    for (const message of messages)
      faults.push(
        `${name}:${message.line}:${message.column}: ${message.ruleId} ${message.message}`,
      );
  }
}

if (!files.has(SEED)) faults.push(`${SEED} is missing`);
if (pages.size < 40) faults.push(`only ${pages.size} pages: is the demo built?`);

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
console.log(`Demo site: ${pages.size} pages checked, ${faults.length} faults`);
