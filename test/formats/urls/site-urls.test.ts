import { expect, test } from 'vitest';
import { relativeUrl } from '../../../src/formats/urls/site-urls.js';

test.each([
  ['/.//evil.example/x', '/evil.example/x'],
  ['/a/..//evil.example', '/evil.example'],
  ['..//evil.example/./', '/evil.example/'],
  ['/a//./b', '/a//b'],
])('an address without its dots is of the same host: %s', (path, expected) => {
  expect(relativeUrl(path, { url: '', baseurl: '' })).toBe(expected);
});
