/**
 * Live reload: a script added to pages as they are served, and a stream of server-sent events with the
 * state of the site. Both lie below a path that only those pages know, and that no site can have: names
 * with a dot in front are never published.
 */
import type { ServerResponse } from 'node:http';
import { ALWAYS, send } from '../serve/answer.js';
import { mediaType } from '../serve/media-type.js';
import type { Addition, Request } from '../serve/respond.js';
import { inject } from './inject.js';

/** A problem as the browser shows it; all plain text. */
export interface Notice {
  readonly severity: 'error' | 'warning';
  readonly label: string;
  readonly place: string;
  readonly message: string;
  readonly frame: string;
  readonly hint: string;
}

/** The state of the site after a build. */
export interface LiveStatus {
  /** Grows whenever a published file has changed. */
  readonly build: number;
  /** Only style sheets changed since the build before. */
  readonly styles: boolean;
  /** The last build failed: pages are those of the one before. */
  readonly failed: boolean;
  /** A published story was set aside: perhaps the one in the browser. */
  readonly lost: boolean;
  readonly notices: readonly Notice[];
  /** Notices left out. */
  readonly more: number;
  /** The first build has not ended yet: what is served is what an earlier session left, or nothing. */
  readonly building: boolean;
}

export interface Channel {
  addition(): Addition;
  /** Until the first time that something is reported. */
  isBuilding(): boolean;
  /** Answers what is below its path, and nothing else. */
  own(request: Request, response: ServerResponse): boolean;
  announce(status: LiveStatus): void;
}

/** Milliseconds between comments on a stream: proxies and routers drop silent connections. */
const HEARTBEAT = 15_000;
/** The most bytes that may wait for a browser that doesn't read. */
const BACKLOG = 1 << 20;
const RETRY = 'retry: 500\n\n';

/** `token`: letters and digits that nobody can guess. `script`: the text of `dev/client/live.js`. */
export function createChannel(token: string, script: Uint8Array): Channel {
  const folder = `/.finews/${token}/`;
  const streams = createStreams();
  let current: LiveStatus = {
    build: 0,
    styles: false,
    failed: false,
    lost: false,
    notices: [],
    more: 0,
    building: true,
  };
  return {
    addition: () => {
      const tag = `<script async src="${folder}live.js" data-build="${current.build}"></script>`;
      return { mark: `${token}${current.build}`, add: (html) => inject(html, tag) };
    },
    isBuilding: () => current.building,
    own({ method, target }, response) {
      const headOnly = method === 'HEAD';
      if (target === `${folder}events`) {
        // A page that was loaded after a change of styles has the new ones.
        streams.open(response, headOnly ? null : eventOf({ ...current, styles: false }));
      } else if (target === `${folder}live.js`) {
        const headers = { 'Content-Type': mediaType('live.js') };
        send(response, { status: 200, headers, body: script }, headOnly);
      } else return false;
      return true;
    },
    announce(status) {
      // A problem that the reader has closed stays closed while nothing changes.
      if (eventOf(status) === eventOf(current)) return;
      current = status;
      streams.broadcast(eventOf(status));
    },
  };
}

interface Streams {
  /** `first`: its first event; null ends it at once. */
  open(response: ServerResponse, first: string | null): void;
  broadcast(text: string): void;
}

function createStreams(): Streams {
  const streams = new Set<ServerResponse>();
  const broadcast = (text: string): void => {
    for (const stream of streams) {
      if (stream.writableLength > BACKLOG) stream.destroy();
      else stream.write(text);
    }
  };
  setInterval(() => broadcast(':\n\n'), HEARTBEAT).unref();
  return {
    broadcast,
    open(response, first) {
      const type = { 'Content-Type': 'text/event-stream; charset=utf-8' };
      response.writeHead(200, { ...ALWAYS, ...type, 'Cache-Control': 'no-store' });
      if (first === null) {
        response.end();
        return;
      }
      response.write(RETRY + first);
      streams.add(response);
      response.once('close', () => streams.delete(response));
    },
  };
}

/** JSON has no line ends, which end an event's data. */
function eventOf(status: LiveStatus): string {
  return `data: ${JSON.stringify(status)}\n\n`;
}
