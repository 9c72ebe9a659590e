/**
 * Films and sound from elsewhere, as a link that asks nobody for anything before it is clicked: what a story
 * has as a frame, or as an address alone in its paragraph, of the sites in this table.
 */

import type { EmbedName } from '../../../model/config.js';

/** Audio is a file, played by the browser itself. */
export interface Embed {
  readonly name: EmbedName;
  /** The page that has it, for readers without the script. */
  readonly href: string;
  /** What the frame shows; of audio the file. */
  readonly frame: string;
  /** The words of its link, where it has no title. */
  readonly words: string;
}

/** Where frames come from: for the policy of `_headers`. */
export const FRAME_ORIGINS: Readonly<Record<Exclude<EmbedName, 'audio'>, string>> = {
  youtube: 'https://www.youtube-nocookie.com',
  bilibili: 'https://player.bilibili.com',
  vimeo: 'https://player.vimeo.com',
};

const AUDIO = /^[^?#]+\.(?:mp3|m4a|ogg|oga|opus|wav|flac|aac)(?:[?#].*)?$/i;
const HOSTS =
  /^(?:https?:)?\/\/((?:(?:www|m)\.)?(?:youtube|youtube-nocookie)\.com|youtu\.be|(?:(?:www|m|player)\.)?bilibili\.com|(?:(?:www|player)\.)?vimeo\.com)\//i;

/** What an address (decoded) leads to; null: nothing of the table. */
export function embedOf(address: string): Embed | null {
  if (address.length > 2000) return null;
  const written = address.trim();
  const host = HOSTS.exec(written)?.[1]?.toLowerCase();
  if (host === undefined) {
    const isAudio =
      AUDIO.test(written) && /^(?:https?:\/\/|\/(?!\/)|\.{0,2}\/?[^:/]+(?:\/|$))/i.test(written);
    return isAudio ? { name: 'audio', href: written, frame: written, words: written } : null;
  }
  const url = parsed(written);
  if (url === null) return null;
  if (host.includes('bilibili')) return bilibili(url);
  return host.includes('vimeo') ? vimeo(url) : youtube(url);
}

function parsed(address: string): URL | null {
  try {
    return new URL(address, 'https://localhost/');
  } catch {
    return null;
  }
}

function youtube({ hostname, pathname, searchParams }: URL): Embed | null {
  const [, inPath] =
    /^\/(?:embed|shorts|live|v)\/([\w-]{11})\/?$/.exec(pathname) ??
    (hostname === 'youtu.be' ? /^\/([\w-]{11})\/?$/.exec(pathname) : null) ??
    [];
  const id = inPath ?? (pathname === '/watch' ? (searchParams.get('v') ?? '') : '');
  if (!/^[\w-]{11}$/.test(id)) return null;
  const start = secondsOf(searchParams.get('t') ?? searchParams.get('start') ?? '');
  return {
    name: 'youtube',
    href: `https://www.youtube.com/watch?v=${id}${start === 0 ? '' : `&t=${start}s`}`,
    frame: `${FRAME_ORIGINS.youtube}/embed/${id}?autoplay=1${start === 0 ? '' : `&start=${start}`}`,
    words: `YouTube · ${id}`,
  };
}

/** `90`, `90s` or `1m30s`. */
function secondsOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$/.exec(text) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function bilibili({ pathname, searchParams }: URL): Embed | null {
  const id =
    /^\/video\/((?:BV\w{10})|(?:av\d{1,12}))\/?$/i.exec(pathname)?.[1] ??
    searchParams.get('bvid') ??
    (searchParams.has('aid') ? `av${searchParams.get('aid')}` : '');
  if (!/^(?:BV\w{10}|av\d{1,12})$/i.test(id)) return null;
  const written = searchParams.get('p') ?? searchParams.get('page') ?? '';
  const part = /^[1-9]\d{0,3}$/.test(written) ? written : '1';
  const key = /^av/i.test(id) ? `aid=${id.slice(2)}` : `bvid=${id}`;
  return {
    name: 'bilibili',
    href: `https://www.bilibili.com/video/${id}${part === '1' ? '' : `?p=${part}`}`,
    frame: `${FRAME_ORIGINS.bilibili}/player.html?${key}&page=${part}&autoplay=1`,
    words: `bilibili · ${id}`,
  };
}

function vimeo({ pathname, searchParams }: URL): Embed | null {
  const [, id, hash = searchParams.get('h') ?? ''] =
    /^\/(?:video\/)?(\d{5,12})(?:\/([\da-f]{6,20}))?\/?$/.exec(pathname) ?? [];
  if (id === undefined) return null;
  const isPrivate = /^[\da-f]{6,20}$/.test(hash);
  return {
    name: 'vimeo',
    href: `https://vimeo.com/${id}${isPrivate ? `/${hash}` : ''}`,
    frame: `${FRAME_ORIGINS.vimeo}/video/${id}?autoplay=1${isPrivate ? `&h=${hash}` : ''}`,
    words: `Vimeo · ${id}`,
  };
}

const FRAME =
  /^https:\/\/(?:www\.youtube-nocookie\.com\/embed\/[\w-]{11}\?autoplay=1(?:&start=\d{1,7})?|player\.bilibili\.com\/player\.html\?(?:aid=\d{1,12}|bvid=BV\w{10})&page=\d{1,4}&autoplay=1|player\.vimeo\.com\/video\/\d{5,12}\?autoplay=1(?:&h=[\da-f]{6,20})?)$/i;

/** Whether an address is one that this table makes for frames. */
export function isFrameAddress(address: string): boolean {
  return FRAME.test(address);
}
