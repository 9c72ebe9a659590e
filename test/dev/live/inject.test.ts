/** Where the script goes into a page, and that the rest of the page stays as it was. */
import { parse } from 'parse5';
import { expect, it } from 'vitest';
import { inject } from '../../../src/dev/live/inject.js';

const SCRIPT = '<script src="/live.js"></script>';

it.each([
  ['<!doctype html>\n<html lang="zh">\n<head>\n', '<title>x</title></head><p>'],
  ['<!DOCTYPE html><html data-x="a>b"\nclass=\'c>\'><head id="h">', '<p>x'],
  ['<!-- <head> --><!doctype html><!-- -- ->-->\n', '<p>no head'],
  ['\ufeff<!doctype html>', '<header>not head</header>'],
  ['', '<p>'],
  ['', 'text'],
  ['', ''],
  ['', '<!-- never closed <head>'],
  ['<!doctype html><html>', '<head data-x="never closed>'],
  ['<html><head>', '<textarea><p>'],
])('after %j', (before, after) => {
  const html = inject(Buffer.from(before + after), SCRIPT).toString();
  expect(html).toBe(before + SCRIPT + after);
});

it('keeps every byte, whatever the encoding', () => {
  const gbk = Buffer.concat([Buffer.from('<head>'), Buffer.from([0xd6, 0xd0, 0xff, 0x00])]);
  const html = inject(gbk, SCRIPT);
  expect(html.subarray(6 + SCRIPT.length)).toEqual(gbk.subarray(6));
});

it('is quick with what is never closed', () => {
  for (const part of ['<!--', '<html ', '<head x="', '<!doctype ', ' ', '<html a=\'">'])
    expect(inject(Buffer.from(part.repeat(200_000)), SCRIPT).length).toBeGreaterThan(0);
});

it('leaves the page what it was: attributes, title, doctype', () => {
  const page = '<!doctype html><html lang="zh"><head><title>题</title></head><body class="c">';
  const [doctype, html] = parse(inject(Buffer.from(page), SCRIPT).toString()).childNodes;
  expect(doctype?.nodeName).toBe('#documentType');
  expect(html).toMatchObject({ attrs: [{ name: 'lang', value: 'zh' }] });
});
