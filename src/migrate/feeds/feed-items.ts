/** What exports and feeds have in common: addresses of the site's own, slugs, and faults that are told. */
import { slugify } from '../../formats/urls/slug.js';
import { parseTarget } from '../../formats/urls/target.js';
import type { Advice } from '../types.js';
import type { XmlFault } from './xml-events.js';

/** Decoded, below `site`; null: it is another site's, has a query, or is none. */
export function localPath(link: string, site: string): string | null {
  const [, host, rest] = /^https?:\/\/([^/?#]+)([^#]*)/i.exec(link.trim()) ?? [];
  const [, own, base = ''] = /^https?:\/\/([^/?#]+)(\/.+?)?\/?$/i.exec(site.trim()) ?? [];
  if (host === undefined || rest === undefined || rest.includes('?')) return null;
  if (own !== undefined && bare(own) !== bare(host)) return null;
  const below = `${rest}/`.startsWith(`${base}/`) ? rest.slice(base.length) : rest;
  const target = parseTarget(below === '' ? '/' : below);
  if (target.kind !== 'path') return null;
  const path = target.segments.join('/').normalize('NFC');
  return target.isFolder && path !== '' ? `/${path}/` : `/${path}`;
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '');
}

/** The last part of an address, or words, as a name. */
export function slugOf(text: string): string {
  return slugify(text, 'pretty').toLowerCase().slice(0, 80).replace(/-$/, '');
}

/** Faults in XML, told together at its end. */
export function tellFaults(): {
  readonly add: (fault: XmlFault) => void;
  advice(file: string): readonly Advice[];
} {
  const faults: XmlFault[] = [];
  return {
    add: (fault) => void faults.push(fault),
    advice(file) {
      return faults.map(({ message, line, column }) => ({
        what: `${file}:${line}:${column} is broken XML: ${message}`,
        todo: 'What could be read was read: look at the story there.',
      }));
    },
  };
}
