/**
 * Files of the site that a story shows and nothing else names: its pictures, its documents. Decided for the
 * safe side: whatever names a file as the story does, in whatever text of the site, keeps it.
 */
import path from 'node:path';
import type { Io } from '../../model/io.js';
import type { StaticFile } from '../../model/source.js';
import type { Survey } from '../../pipeline/survey.js';
import { bytesOfFile } from '../../platform/regular-file.js';

/** Copied files that may name others. */
const TEXTS = /\.(?:css|html?|js|json|mjs|svg|txt|xml|webmanifest|csv|tsv|ya?ml|md|markdown)$/i;

/** `story` is its path; names below the source, in their order. */
export function ownFiles(story: string, { config, parsed }: Survey, io: Io): readonly string[] {
  const { sources } = parsed;
  const bytesAt = (name: string): Buffer =>
    bytesOfFile(path.join(config.source, name), io) ?? Buffer.alloc(0);
  const text = bytesAt(story);
  const candidates = sources.statics.filter(
    (file) => file.text === null && shows(text, story, file),
  );
  if (candidates.length === 0) return [];
  const left = new Map(candidates.map((file) => [file.name, file]));
  const isNamedIn = (bytes: Buffer): void => {
    for (const { name } of left.values()) if (names(bytes, baseOf(name))) left.delete(name);
  };
  for (const { path: name } of sources.posts) if (name !== story) isNamedIn(bytesAt(name));
  for (const page of sources.pages) isNamedIn(Buffer.from(page.text));
  for (const template of sources.templates) isNamedIn(Buffer.from(template.text));
  isNamedIn(Buffer.from(JSON.stringify([sources.data, config.values])));
  for (const file of sources.statics) if (mayName(file, left)) isNamedIn(readStatic(file, io));
  return [...left.keys()];
}

/** By its path from the top or from the story, or by the address that a picture beside stories has. */
function shows(text: Buffer, story: string, file: StaticFile): boolean {
  const fromStory = path.posix.relative(path.posix.dirname(story), file.name);
  return [file.name, fromStory, file.path].some((name) => names(text, name));
}

function mayName({ name }: StaticFile, left: ReadonlyMap<string, StaticFile>): boolean {
  return TEXTS.test(name) && !left.has(name);
}

function readStatic({ text, file }: StaticFile, io: Io): Buffer {
  return text === null ? (bytesOfFile(file, io) ?? Buffer.alloc(0)) : Buffer.from(text);
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** As it is, or as addresses have it. */
function names(bytes: Buffer, name: string): boolean {
  return bytes.includes(name) || bytes.includes(encodeURI(name));
}
