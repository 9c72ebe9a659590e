/** HTTP as it goes over the wire: any bytes out, one answer in, nothing normalised on the way. */
import net from 'node:net';

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WireRequest {
  readonly target: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Everything the server says to these bytes until it closes; empty when it says nothing. */
export function exchange(port: number, bytes: string | Uint8Array): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = net.connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks)));
  });
}

/** Asks as a browser on this machine would, unless `headers` say otherwise. */
export async function ask(port: number, request: string | WireRequest): Promise<WireAnswer> {
  const { target, method = 'GET', headers = {} } = asRequest(request);
  const all = { Host: `localhost:${port}`, Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const bytes = await exchange(port, `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return parseAnswer(bytes);
}

function asRequest(request: string | WireRequest): WireRequest {
  return typeof request === 'string' ? { target: request } : request;
}

function parseAnswer(bytes: Buffer): WireAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]);
  return { status, headers: Object.fromEntries(headers), body: bytes.subarray(end + 4) };
}
