import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stagedFile } from '../../../src/incremental/staging.js';
import type { Page } from '../../../src/model/page.js';
import type { RenderedFile } from '../../../src/model/staged.js';
import { createStager, type StagePage } from '../../../src/pipeline/render/stage-file.js';
import { disk } from '../../../src/platform/disk.js';

let root: string;
let stage: StagePage;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-stage-'));
  fs.mkdirSync(path.join(root, 'staging'));
  stage = createStager({
    folder: path.join(root, 'staging'),
    destination: path.join(root, 'public'),
    picturesDir: path.join(root, 'pictures'),
    io: disk,
    moved: new Set(),
  });
});

afterEach(() => fs.rmSync(root, { recursive: true }));

function staged(output: string, index: number, text: string): RenderedFile {
  const file = stage({ kind: 'post', output } as Page, index, () => text);
  if (file === null) throw new Error('Not staged');
  return file;
}

function publish(output: string, text: string): void {
  const file = path.join(root, 'public', output);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

const textOf = (output: string, index: number, isInNewFolder: boolean): string => {
  const place = { index, output, isInNewFolder };
  return fs.readFileSync(stagedFile(path.join(root, 'staging'), place), 'utf8');
};

describe('staging', () => {
  it('keeps each page’s own bytes, after longer and shorter ones', () => {
    const texts = ['a', 'é包😀'.repeat(2000), '', 'b', '长'.repeat(1_000_000), 'half \ud83d', 'c'];
    const files = texts.map((text, index) => staged(`${index}.html`, index, text));
    const found = files.map((file, index) => textOf(`${index}.html`, index, file.isInNewFolder));
    expect(found).toEqual(texts.map((text) => Buffer.from(text).toString()));
    expect(files.map(({ size }) => size)).toEqual(texts.map((text) => Buffer.byteLength(text)));
  });

  it('leaves a published file alone that has the bytes, in whichever folder', () => {
    publish('one/a.html', 'a');
    publish('two/b.html', 'b');
    expect(staged('none/a.html', 0, 'a')).toMatchObject({ found: null });
    expect(staged('one/a.html', 1, 'a')).toMatchObject({ staged: false, found: 'file' });
    expect(staged('one/none.html', 2, 'a')).toMatchObject({ found: null });
    expect(staged('none/b.html', 3, 'a')).toMatchObject({ found: null });
    expect(staged('two/b.html', 4, 'other')).toMatchObject({ found: 'file' });
  });

  it('puts a file for a folder that isn’t there where that will be, with the stamp that it keeps', () => {
    publish('old/a.html', 'a');
    expect(staged('old/b.html', 200, 'b')).toMatchObject({ isInNewFolder: false, inode: 0 });
    expect(textOf('old/b.html', 200, false)).toBe('b');
    const { isInNewFolder, inode, modified } = staged('x/y/c.html', 201, 'c');
    expect(textOf('x/y/c.html', 201, isInNewFolder)).toBe('c');
    const folder = path.join(root, 'staging', 'new', 'x');
    fs.renameSync(folder, path.join(root, 'public', 'x'));
    const published = path.join(root, 'public', 'x', 'y', 'c.html');
    expect(disk.stat(published)).toMatchObject({ inode, modified });
  });

  it('finds what stands in a file’s place, and nothing below a file', () => {
    publish('a/b.html/c.html', 'c');
    publish('d', 'd');
    expect(staged('a/b.html', 0, 'x')).toMatchObject({ found: 'folder' });
    expect(staged('d/e.html', 1, 'x')).toMatchObject({ found: null });
  });
});
