/** An answer as plain data, and the one place that writes it to a connection. */
import type { ServerResponse } from 'node:http';
import type { OpenFile } from '../../model/io.js';
import { PLAIN } from './media-type.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | FilePart;
}

export interface FilePart {
  readonly file: OpenFile;
  readonly start: number;
  readonly length: number;
}

/** Headers of every answer: no type is guessed, no other site embeds it, no cache serves it unchecked. */
export const ALWAYS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** Bytes that are read and sent at a time. */
const CHUNK = 256 << 10;

export function textAnswer(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { 'Content-Type': PLAIN, ...headers }, body: Buffer.from(`${text}\n`) };
}

/** Sends it, without the body where only the head was asked for; closes the file it is from. */
export function send(response: ServerResponse, answer: Answer, headOnly: boolean): void {
  const { status, headers, body } = answer;
  const length = String(body.length);
  const bodiless = status === 304;
  response.writeHead(status, {
    ...ALWAYS,
    ...headers,
    ...(bodiless ? {} : { 'Content-Length': length }),
  });
  if (body instanceof Uint8Array) {
    response.end(headOnly || bodiless ? undefined : body);
    return;
  }
  if (headOnly || bodiless) {
    body.file.close();
    response.end();
  } else sendPart(response, body);
}

/** As fast as the client reads, and only while the connection is open. */
function sendPart(response: ServerResponse, { file, start, length }: FilePart): void {
  let at = start;
  const end = start + length;
  const more = (): void => {
    while (at < end) {
      if (response.destroyed) return;
      const bytes = readOrNothing(file, at, Math.min(CHUNK, end - at));
      at += bytes.length;
      // The file was truncated meanwhile: the answer must not seem complete.
      if (bytes.length === 0) response.destroy();
      else if (!response.write(bytes)) return;
    }
    response.end();
  };
  response.on('drain', more).once('close', () => file.close());
  more();
}

/** An error of the disk ends the answer. */
function readOrNothing(file: OpenFile, offset: number, length: number): Uint8Array {
  try {
    return file.read(offset, length);
  } catch {
    return new Uint8Array();
  }
}
