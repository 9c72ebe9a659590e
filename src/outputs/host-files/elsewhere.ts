/**
 * What pages of the built-in theme get from other servers, as the config says: frames and comments on a click,
 * a script that counts visits, one that draws diagrams. The policy of `_headers` allows these and no others.
 */

import { FRAME_ORIGINS } from '../../formats/html/embeds/embed-addresses.js';
import { texts } from '../../formats/json/config-values.js';
import { scalarText } from '../../formats/text/scalar.js';
import { EMBED_NAMES, type EmbedName } from '../../model/config.js';
import { type Data, isMap, NO_DATA, type Value } from '../../model/data.js';

/** Sources to allow besides, by directive. */
export type PolicySources = ReadonlyMap<string, readonly string[]>;

type PolicyDirective = 'script-src' | 'style-src' | 'frame-src' | 'connect-src';
type AllowedSource = readonly [directive: PolicyDirective, source: string];

/** Which embeds stories may have: all, or those that `embeds` names. */
export function embedsOf(values: Data): readonly EmbedName[] {
  const value = values['embeds'] ?? true;
  if (value === true) return EMBED_NAMES;
  const names = texts(value) ?? [];
  return EMBED_NAMES.filter((name) => names.includes(name));
}

export const MERMAID = 'https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs';
export const WALINE = 'https://cdn.jsdelivr.net/npm/@waline/client@3/dist';
export const UMAMI = 'https://cloud.umami.is/script.js';
export const PLAUSIBLE = 'https://plausible.io/js/script.js';
const GISCUS = 'https://giscus.app';
const BAIDU = 'https://hm.baidu.com';

export function policySources(values: Data): PolicySources {
  const sources = new Map<string, string[]>();
  const all = [
    ...embedsOf(values).flatMap(frames),
    ...diagrams(values),
    ...comments(mapAt(values, 'comments')),
    ...analytics(mapAt(values, 'analytics')),
  ];
  for (const [directive, source] of all) {
    const known = sources.get(directive) ?? [];
    sources.set(directive, known);
    if (!known.includes(source)) known.push(source);
  }
  return sources;
}

function frames(name: EmbedName): readonly AllowedSource[] {
  return name === 'audio' ? [] : [['frame-src', FRAME_ORIGINS[name]]];
}

/** Diagrams have styles of their own in them. */
function diagrams({ mermaid }: Data): readonly AllowedSource[] {
  const address = mermaid === true ? MERMAID : (scalarText(mermaid ?? null) ?? '');
  if (mermaid === false || address === '') return [];
  return [...from(address, 'script-src'), ['style-src', "'unsafe-inline'"]];
}

/** Whether stories have comments below them: a theme may have keys of its own in their place. */
export function hasComments(values: Data): boolean {
  return comments(mapAt(values, 'comments')).length > 0;
}

function comments({ giscus, waline }: Data): readonly AllowedSource[] {
  if (isMap(giscus) && textAt(giscus, 'repo') !== null) {
    return [
      ['script-src', GISCUS],
      ['style-src', GISCUS],
      ['frame-src', GISCUS],
    ];
  }
  if (!isMap(waline) || textAt(waline, 'server') === null) return [];
  return [
    ...from(textAt(waline, 'client') ?? WALINE, 'script-src', 'style-src'),
    ...from(textAt(waline, 'server') ?? '', 'connect-src'),
  ];
}

function analytics({ umami, plausible, baidu }: Data): readonly AllowedSource[] {
  const sources: AllowedSource[] = [];
  if (isMap(umami) && textAt(umami, 'id') !== null) {
    sources.push(...from(textAt(umami, 'src') ?? UMAMI, 'script-src', 'connect-src'));
    // The hosted one sends to another address than it is loaded from.
    if (textAt(umami, 'src') === null) {
      sources.push(
        ['connect-src', 'https://api-gateway.umami.dev'],
        ['connect-src', 'https://gateway.umami.is'],
      );
    }
  }
  if (isMap(plausible)) {
    sources.push(...from(textAt(plausible, 'src') ?? PLAUSIBLE, 'script-src', 'connect-src'));
  }
  if (scalarText(baidu ?? null) !== null && baidu !== false) {
    sources.push(['script-src', BAIDU], ['connect-src', BAIDU]);
  }
  return sources;
}

/** The server of an address; none where it is the site's own. */
function from(
  address: string,
  ...directives: readonly PolicyDirective[]
): readonly AllowedSource[] {
  const [origin] = /^https?:\/\/[\w.-]+(?::\d+)?/i.exec(address) ?? [];
  return origin === undefined ? [] : directives.map((directive) => [directive, origin] as const);
}

function mapAt(values: Data, key: string): Data {
  const value = values[key];
  return isMap(value) ? value : NO_DATA;
}

function textAt(values: Data, key: string): string | null {
  const value: Value | undefined = values[key];
  return scalarText(value ?? null) || null;
}

/** A policy with these sources in their directives; one that isn't there allows what the site itself may. */
export function widened(policy: string, sources: PolicySources): string {
  const directives = policy.split(';').map((directive) => directive.trim());
  for (const [name, more] of sources) {
    const at = directives.findIndex((directive) => directive.startsWith(`${name} `));
    const own = at === -1 ? `${name} 'self'` : directives[at];
    directives[at === -1 ? directives.length : at] = [own, ...more].join(' ');
  }
  return directives.join('; ');
}
