/** `finews search export`: the stories as NDJSON for a search server, all of them or what changed. */
import path from 'node:path';
import type { Effects, Io, OpenFile } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { SiteError } from '../../model/problem.js';
import type { Terminal } from '../../platform/console.js';
import { digest } from '../../platform/digest.js';
import type { ReportOptions } from '../reporter.js';
import { type CommandAnswer, runAnswer } from '../run-command.js';
import { exportStories } from './export-stories.js';

export interface ExportFlags extends BuildOptions {
  /** Where to; without it: the standard output. */
  readonly output?: string;
  /** A whole file that was written before: only what is another thing than there is written. */
  readonly since?: string;
}

export function runExport(
  flags: ExportFlags,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return runAnswer((effects) => writeExport(flags, effects, terminal.out), reporting, terminal);
}

export async function writeExport(
  { output, since, ...options }: ExportFlags,
  effects: Effects,
  print: (line: string) => void,
): Promise<CommandAnswer> {
  const { io } = effects;
  const before = since === undefined ? null : digestsIn(path.resolve(since), io);
  const file = output === undefined ? null : path.resolve(output);
  const beside = `${file}.tmp`;
  if (file !== null) io.makeFolder(path.dirname(file));
  const pack = file === null ? null : io.createPack(beside);
  const counts = { written: 0, deleted: 0 };
  const write = (line: string): void => {
    if (pack === null) print(line);
    else pack.append(Buffer.from(`${line}\n`));
  };
  try {
    await exportStories(options, effects, ({ id, text }) => {
      const known = before?.get(id);
      before?.delete(id);
      if (known === digest(text)) return;
      counts.written++;
      write(text);
    });
    for (const id of before?.keys() ?? []) {
      counts.deleted++;
      write(JSON.stringify({ id, deleted: true }));
    }
    pack?.flush();
    pack?.close();
    if (file !== null) io.rename(beside, file);
  } catch (error) {
    pack?.close();
    if (file !== null) io.removeFile(beside);
    throw error;
  }
  const { written, deleted } = counts;
  const gone = before === null ? '' : `, ${deleted.toLocaleString('en')} deleted`;
  const note = `${written.toLocaleString('en')} stories${gone}`;
  return { lines: [], notes: [note], data: { output: file, ...counts } };
}

/** Read at once; a line may be longer. */
const PART = 1 << 20;

/** Of each story in a file of an export the digest of its line. */
function digestsIn(file: string, io: Io): Map<string, string> {
  const digests = new Map<string, string>();
  const opened = open(file, io);
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (let at = 0; ; ) {
      const part = opened.read(at, PART);
      if (part.length === 0) break;
      at += part.length;
      rest = Buffer.concat([rest, part]);
      const end = rest.lastIndexOf(0x0a) + 1;
      for (const line of rest.toString('utf8', 0, end).split('\n')) noteLine(line, file, digests);
      rest = rest.subarray(end);
    }
    noteLine(rest.toString(), file, digests);
  } finally {
    opened.close();
  }
  return digests;
}

function open(file: string, io: Io): OpenFile {
  try {
    return io.openFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = `--since ${file} can't be read (${code ?? String(error)})`;
    throw SiteError.of('desk-option', message, 'Name a file that `finews search export` wrote.');
  }
}

function noteLine(line: string, file: string, digests: Map<string, string>): void {
  if (line === '') return;
  const [, id] = /^\{"id":"([\w-]+)"/.exec(line) ?? [];
  if (id === undefined || line.endsWith('"deleted":true}')) {
    const message = `${file} is no whole export: ${line.slice(0, 60)}`;
    throw SiteError.of('desk-option', message, 'Name a file that was written without --since.');
  }
  digests.set(id, digest(line));
}
