/** What stands at an old address, and the same as lists for hosts that answer with a status. */
import { isChinese } from '../../formats/text/languages.js';
import { urlPath } from '../../formats/urls/permalink.js';
import { xmlText } from '../../formats/xml/xml.js';
import type { WriterContext } from '../writing.js';
import type { GoneListFile, Redirect, RedirectFile, RedirectListFile } from './types.js';

/** A page that browsers leave at once; without a script, for the strictest policies forbid one. */
export function writeRedirect(page: RedirectFile, writing: WriterContext): string {
  const { lang } = writing.config;
  const to = xmlText(targetOf(page, writing));
  const [title, link] = isChinese(lang)
    ? ['页面已移到新地址', '前往新地址']
    : ['This page has moved', 'Go to the new address'];
  return [
    '<!doctype html>',
    `<html lang="${xmlText(lang)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<title>${title}</title>`,
    `<link rel="canonical" href="${to}">`,
    `<meta http-equiv="refresh" content="0; url=${to}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    `<p><a href="${to}">${link}</a></p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Absolute where the site knows its address, else a path with `baseurl`. */
function targetOf({ to }: Pick<Redirect, 'to'>, writing: WriterContext): string {
  if (!to.startsWith('/')) return to;
  return writing.base === '' ? local(to, writing) : writing.absolute(to);
}

function local(path: string, { config }: WriterContext): string {
  return `${urlPath(config.baseurl)}${path}`;
}

export function writeRedirectList(page: RedirectListFile, writing: WriterContext): string {
  const { redirects } = page;
  switch (page.format) {
    case 'redirects-json': {
      const pairs = redirects.map((one) => [one.from, targetOf(one, writing)] as const);
      return `${JSON.stringify(Object.fromEntries(pairs), null, 1)}\n`;
    }
    case 'redirects-netlify': {
      const lines = redirects.map((one) => {
        return `${local(urlPath(one.from), writing)} ${inSite(one, writing)} 301\n`;
      });
      const gone = page.gone.map((path) => {
        return `${local(urlPath(path), writing)} ${local('/404.html', writing)} 410\n`;
      });
      return [...lines, ...gone].join('');
    }
    case 'redirects-apache':
      return apacheRules(page, writing);
    default:
      return nginxMap(redirects, writing);
  }
}

/** These hosts serve the site's own paths. */
function inSite({ to }: Redirect, writing: WriterContext): string {
  return to.startsWith('/') ? local(to, writing) : to;
}

/**
 * For `map $uri $finews_redirect { include …; }`: `$uri` is decoded. In a target `$` would be a
 * variable, and a backslash, which queries may have, would take the quote that ends it.
 */
function nginxMap(redirects: readonly Redirect[], writing: WriterContext): string {
  const lines = redirects.map((one) => {
    const from = escaped(`${writing.config.baseurl}${one.from}`);
    return `"${from}" "${inSite(one, writing).replace(/[$"\\]/g, encodeURIComponent)}";\n`;
  });
  return lines.join('');
}

/**
 * Whole addresses, decoded, by expressions, for a plain `Redirect` takes what lies below as well. In a target `$`
 * would be a group of one, and a backslash would take the quote that ends it.
 */
function apacheRules({ redirects, gone }: RedirectListFile, writing: WriterContext): string {
  const { baseurl } = writing.config;
  const whole = (path: string): string =>
    escaped(`^${`${baseurl}${path}`.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
  const page = local('/404.html', writing);
  return [
    ...[404, 410].map((status) => `ErrorDocument ${status} ${page}\n`),
    ...redirects.map((one) => {
      const to = inSite(one, writing).replace(/[$"\\]/g, encodeURIComponent);
      return `RedirectMatch 301 "${whole(one.from)}" "${to}"\n`;
    }),
    ...gone.map((path) => `RedirectMatch 410 "${whole(path)}"\n`),
  ].join('');
}

/** What is gone for good: a list for programs; for nginx `map $uri $gone { include …; }`. */
export function writeGoneList({ format, gone }: GoneListFile, { config }: WriterContext): string {
  if (format === 'gone-json') return `${JSON.stringify(gone, null, 1)}\n`;
  return gone.map((path) => `"${escaped(`${config.baseurl}${path}`)}" 1;\n`).join('');
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}
