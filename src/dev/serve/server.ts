/**
 * The static server: one listener, bounded in connections and in the time they may take to ask. Every
 * answer is made in `respond.ts`; the live channel, where there is one, is asked first.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SiteError } from '../../model/problem.js';
import { send, textAnswer } from './answer.js';
import type { LookupIo } from './lookup.js';
import { type Request, refuse, respond, type Served } from './respond.js';

/** A browser opens six; fifty colleagues with two windows fit. */
const CONNECTIONS = 1024;
/** Milliseconds in which a request must have arrived whole. */
const ASKING = 5000;
/** Milliseconds between checks of both. */
const CHECKING = 1000;
/** Milliseconds after which an idle connection is closed. */
const PATIENCE = 60_000;
/** Ports that are tried after the default one. */
const TRIES = 100;

export interface Listening {
  /** A name or an address to listen on. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** No other port will do. */
  readonly exact: boolean;
  /** Host names that may be asked for besides this machine's own. */
  readonly allowedHosts: readonly string[];
}

/** What the server serves, and how it reports failures. */
export interface Serving {
  served(): Served;
  readonly io: LookupIo;
  /** Answers a request of its own and returns true; the caller is known to be allowed. */
  own?(request: Request, response: ServerResponse): boolean;
  /** An answer failed for an unexpected reason. */
  failed(error: unknown): void;
}

export interface StaticServer {
  readonly port: number;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

/** Rejects with `SiteError` when it can't listen there. */
export async function startServer(where: Listening, serving: Serving): Promise<StaticServer> {
  const allowed = new Set([where.host, ...where.allowedHosts].map((name) => name.toLowerCase()));
  const server = createServer(
    { headersTimeout: ASKING, requestTimeout: ASKING, connectionsCheckingInterval: CHECKING },
    (incoming, response) => handle(requestOf(incoming), response, { serving, allowed }),
  );
  server.maxConnections = CONNECTIONS;
  server.timeout = PATIENCE;
  const port = await listen(server, where);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function requestOf({ method = '', url = '', headers, socket }: IncomingMessage): Request {
  return { method, target: url, headers, arrivedAt: socket.localAddress };
}

interface Handling {
  readonly serving: Serving;
  readonly allowed: ReadonlySet<string>;
}

function handle(request: Request, response: ServerResponse, { serving, allowed }: Handling): void {
  const headOnly = request.method === 'HEAD';
  // The client has closed the connection: nothing can be sent.
  response.on('error', () => undefined);
  try {
    const refused = refuse(request, allowed);
    if (refused === null && serving.own?.(request, response) === true) return;
    send(response, refused ?? respond(request, serving.served(), serving.io), headOnly);
  } catch (error) {
    serving.failed(error);
    if (response.headersSent) response.destroy();
    else send(response, textAnswer(500, 'This failed; the terminal says why.'), headOnly);
  }
}

async function listen(server: Server, where: Listening): Promise<number> {
  for (let port = where.port; ; port++) {
    const error = await attempt(server, where.host, port);
    if (error === null) return (server.address() as AddressInfo).port;
    const isLast = where.exact || port - where.port >= TRIES;
    if (error.code !== 'EADDRINUSE' || isLast) throw refusal(where.host, port, error);
  }
}

function attempt(
  server: Server,
  host: string,
  port: number,
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', done);
      resolve(error);
    };
    const done = (): void => {
      server.off('error', failed);
      resolve(null);
    };
    server.once('error', failed).once('listening', done).listen(port, host);
  });
}

function refusal(host: string, port: number, { code = '' }: NodeJS.ErrnoException): SiteError {
  const hint = HINTS[code] ?? 'Choose an address of this machine with --host.';
  const message = `Can't listen on ${host}, port ${port} (${code})`;
  return SiteError.of('serve-address', message, hint);
}

const HINTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another program listens there: end it, or choose another port with --port.',
  EACCES: 'Ports below 1024 are the system’s: choose another with --port.',
};
