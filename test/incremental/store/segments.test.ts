/** Files that prove themselves: whatever happens to one, what is read of it was written. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chunks, openSegments, type SegmentFile } from '../../../src/incremental/store/segments.js';
import { disk } from '../../../src/platform/disk.js';

const HEADER = 'test 1';

function scene(): { readonly file: string; readonly open: (header?: string) => SegmentFile } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-segments-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'x.log');
  return {
    file,
    open: (header = HEADER) =>
      openSegments(file, { header, durable: false, beside: `${file}.tmp` }, disk),
  };
}

/** A file of four segments, two of which were appended at once. */
function written(): { readonly file: string; readonly open: () => SegmentFile } {
  const { file, open } = scene();
  const log = open();
  log.replace(['["一",1]', '{"b":2}']);
  log.append(['[3]', '[4]'], () => []);
  return { file, open };
}

function valuesOf(log: SegmentFile): readonly unknown[] {
  return log.take().parts.map((part) => JSON.parse(part.toString()));
}

const VALUES = [['一', 1], { b: 2 }, [3], [4]];

describe('a segment file', () => {
  it('gives back what was written and appended, by whichever process', () => {
    const { open } = written();
    expect(valuesOf(open())).toEqual(VALUES);
    expect(open().state).toBe('whole');
  });

  it('has the same content for who wrote it and for who reads it, and another with each segment', () => {
    const { file, open } = scene();
    const log = open();
    const contents = [log.content];
    for (const text of ['[1]', '[2]', '[2]']) {
      log.append([text], () => ['[0]', text]);
      contents.push(log.content);
      expect(open().content).toBe(log.content);
    }
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(file, bytes.subarray(0, -1));
    expect(open().content).toBe(contents[2]);
    log.replace(['[0]', '[1]', '[2]', '[2]']);
    expect(new Set([...contents, log.content]).size).toBe(4);
    expect(open().content).toBe(log.content);
  });

  it('gives it once, for it would stay in memory', () => {
    const log = written().open();
    expect(log.take()).toMatchObject({ whole: 2 });
    expect(log.take()).toEqual({ parts: [], whole: 2 });
  });

  it('cut at any length gives what is whole before the cut', () => {
    const { file, open } = written();
    const bytes = fs.readFileSync(file);
    for (let length = 0; length < bytes.length; length++) {
      fs.writeFileSync(file, bytes.subarray(0, length));
      const log = open();
      const [values, state] = [valuesOf(log), log.state];
      expect(VALUES.slice(0, values.length), `${length}`).toEqual(values);
      expect(values.length, `${length}`).toBeLessThan(VALUES.length);
      expect(state, `${length}`).not.toBe('damaged');
    }
  });

  it('with any bit flipped gives nothing that wasn’t written', () => {
    const { file, open } = written();
    const bytes = fs.readFileSync(file);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      fs.writeFileSync(file, flipped);
      const values = valuesOf(open());
      expect(VALUES.slice(0, values.length), `${bit}`).toEqual(values);
    }
  });

  it('of another version is empty, and written anew by the next change', () => {
    const { file, open } = scene();
    open('test 0').replace(['[1]']);
    const log = open();
    expect(log.state).toBe('none');
    expect(valuesOf(log)).toEqual([]);
    log.append(['[2]'], () => ['[1,2]']);
    expect(valuesOf(open())).toEqual([[1, 2]]);
    expect(fs.readFileSync(file, 'utf8')).toMatch(/^test 1\n/);
  });

  it('grows by what is appended, and is written anew when that is more than the rest', () => {
    const { file, open } = scene();
    const log = open();
    log.replace(['[0]']);
    const big = JSON.stringify('x'.repeat(300_000));
    for (let time = 0; time < 30; time++) log.append([big], () => ['"whole"']);
    expect(fs.statSync(file).size).toBeLessThan(2_000_000);
    expect(valuesOf(open())[0]).toBe('whole');
  });

  it('is written anew when most of it would be appended', () => {
    const { open } = scene();
    const log = open();
    const large = JSON.stringify('x'.repeat(4_000_000));
    log.replace([large]);
    log.append([large], () => ['"whole"']);
    expect(valuesOf(open())).toEqual(['whole']);
  });

  it('is written anew when what is appended gets too long on the way', () => {
    const { open } = scene();
    const log = open();
    log.replace(['[0]']);
    const big = JSON.stringify('x'.repeat(800_000));
    log.append([big, big], () => ['"whole"']);
    expect(valuesOf(open())).toEqual(['whole']);
  });

  it('is written anew when somebody else has written it since', () => {
    const { file, open } = scene();
    const log = open();
    log.replace(['[0]']);
    open('test 0').replace(['[1]']);
    log.append(['[2]'], () => ['[0,2]']);
    expect(valuesOf(open())).toEqual([[0, 2]]);
    fs.rmSync(file);
    log.append(['[3]'], () => ['[0,2,3]']);
    expect(valuesOf(open())).toEqual([[0, 2, 3]]);
  });

  it('is written anew when it has many segments', () => {
    const { open } = scene();
    open().replace(['[0]']);
    for (let number = 1; number <= 450; number++) {
      open().append([`[${number}]`], () => ['["whole"]']);
    }
    // 400 were appended, and the next one was none.
    expect(open().take().parts).toHaveLength(50);
    expect(valuesOf(open()).slice(0, 2)).toEqual([['whole'], [402]]);
  });

  it('takes entries in several lists', () => {
    const texts = [...chunks(['a', 'b', 'c'].map((text) => text.repeat(600_000)))];
    expect(texts.map((text) => text.length)).toEqual([1_200_007, 600_004]);
    expect([...chunks([])]).toEqual(['[]']);
  });
});
