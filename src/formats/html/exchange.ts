/**
 * Addresses in HTML, exchanged where they stand: nothing else of the text changes, so that what was
 * finished stays finished. Called by render, where it is known what is published.
 */
import { rawEnd } from './balance.js';
import { decodeCommon } from './references.js';
import { candidatesOf } from './safe-urls.js';
import { escapeAttribute } from './serialise.js';
import { parseBody } from './tree.js';

/** The address to write in place of one (decoded); null: it stays. */
export type Exchange = (address: string) => string | null;

const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'poster', 'cite', 'data', 'action']);
const SETS: ReadonlySet<string> = new Set(['srcset', 'imagesrcset']);
/** Their content is no markup. */
const RAW: ReadonlySet<string> = new Set(
  'script style textarea title iframe xmp noembed noframes plaintext'.split(' '),
);
/** Nothing to do: every address has a scheme or a host, or leads to a place in the page. */
const WORK =
  /[\s/"'](?:(?:image)?srcset|(?:href|src|poster|cite|data|action)\s*=(?!\s*["']?(?:(?:https?:)?\/\/|mailto:|tel:|#)))/i;

const NAME = /[a-z][^\s/>]*/iy;
const BETWEEN = /[\s/]*/y;
/** A name, and where there is one, a value: in quotes of either kind, or bare. */
const ATTRIBUTE = /([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?/dy;

/** Of one text. */
interface ExchangeScan {
  readonly html: string;
  readonly exchange: Exchange;
  /** What is written so far, and up to where in the text that goes. */
  written: string;
  done: number;
}

/** `whole`: addresses with a scheme and a host may be exchanged as well. */
export function exchangeAddresses(html: string, exchange: Exchange, whole = false): string {
  if (!whole && !WORK.test(html)) return html;
  const scan: ExchangeScan = { html, exchange, written: '', done: 0 };
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) at = passOne(scan, at);
  return scan.written + html.slice(scan.done);
}

/** The position after the tag or comment at `at`; the text's end where it has none. */
function passOne(scan: ExchangeScan, at: number): number {
  const { html } = scan;
  if (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at + 2);
    return end === -1 ? html.length : end + 3;
  }
  NAME.lastIndex = at + 1;
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) return at + 1;
  const end = passAttributes(scan, at + 1 + name.length);
  if (!RAW.has(name)) return end;
  const close = rawEnd(html, name, end);
  return close === -1 ? html.length : close;
}

function passAttributes(scan: ExchangeScan, from: number): number {
  const { html } = scan;
  for (let at = from; ; ) {
    BETWEEN.lastIndex = at;
    at += BETWEEN.exec(html)?.[0].length ?? 0;
    if (at >= html.length) return html.length;
    if (html.charAt(at) === '>') return at + 1;
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(html);
    if (found === null) at++;
    else {
      at += found[0].length;
      passAttribute(scan, found);
    }
  }
}

function passAttribute(scan: ExchangeScan, found: RegExpExecArray): void {
  const name = (found[1] ?? '').toLowerCase();
  const change = ADDRESSES.has(name) ? scan.exchange : SETS.has(name) ? inSet(scan) : null;
  const group = [2, 3, 4].find((one) => found[one] !== undefined);
  if (change === null || group === undefined) return;
  const [start = 0, end = 0] = found.indices?.[group] ?? [];
  const after = change(decode(scan.html.slice(start, end)));
  if (after === null) return;
  const quotes = group === 4 ? 0 : 1;
  scan.written += `${scan.html.slice(scan.done, start - quotes)}"${escapeAttribute(after)}"`;
  scan.done = end + quotes;
}

function inSet({ exchange }: ExchangeScan): Exchange {
  return (value) => {
    const candidates = candidatesOf(value).map(({ url, size }) => {
      return { before: url, after: exchange(url), size };
    });
    if (candidates.every(({ after }) => after === null)) return null;
    return candidates
      .map(({ before, after, size }) => `${after ?? before}${size === '' ? '' : ` ${size}`}`)
      .join(', ');
  };
}

/** As the parser reads a value; it stays as it is written but for character references. */
function decode(value: string): string {
  const known = decodeCommon(value, true);
  if (known !== null) return known;
  const [node] = parseBody(`<a href="${value.replaceAll('"', '&quot;')}"></a>`, 1);
  return node !== undefined && 'attrs' in node ? (node.attrs[0]?.value ?? value) : value;
}
