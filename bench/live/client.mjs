/** Asking a server: as little client as can be, since it shares the machine with whom it measures. */
import http from 'node:http';
import net from 'node:net';

const HOST = '127.0.0.1';

/**
 * @param {number} port
 * @param {string} path
 * @returns {Promise<{ status: number, body: string }>} status 0: nobody answered
 */
export function get(port, path) {
  return new Promise((resolve) => {
    http
      .get({ host: HOST, port, path, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      })
      .on('error', () => resolve({ status: 0, body: '' }));
  });
}

/** @typedef {{ ask: (path: string) => Promise<string>, close: () => void }} Connection */

/**
 * A connection that is kept. Node's own client would take more of the machine than the server.
 * Answers are latin1, with their head; one that breaks off is told as it is.
 * @param {number} port
 * @returns {Connection}
 */
export function connect(port) {
  const socket = net.connect(port, HOST).setNoDelay();
  let answer = '';
  /** @type {((answer: string) => boolean) | null} null: the head hasn't come */
  let isWhole = null;
  /** @type {(answer: string) => void} */
  let done = () => {};
  socket.setEncoding('latin1').on('data', (chunk) => {
    answer += chunk;
    isWhole ??= endOf(answer);
    if (isWhole?.(answer)) done(answer);
  });
  socket.on('close', () => done(answer)).on('error', () => {});
  const ask = (/** @type {string} */ path) =>
    new Promise((/** @type {(answer: string) => void} */ resolve) => {
      [answer, isWhole, done] = ['', null, resolve];
      if (socket.destroyed) resolve('');
      else socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    });
  return { ask, close: () => socket.destroy() };
}

/**
 * How to see that an answer has come; null: its head hasn't yet.
 * @param {string} answer
 * @returns {((answer: string) => boolean) | null}
 */
function endOf(answer) {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const length = /\r\nContent-Length: (\d+)/i.exec(answer.slice(0, head))?.[1];
  if (length === undefined) return (text) => text.endsWith('\r\n0\r\n\r\n');
  const end = head + 4 + Number(length);
  return (text) => text.length >= end;
}

/** @returns {Promise<number>} a port that nobody listens on */
export function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, HOST, () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
