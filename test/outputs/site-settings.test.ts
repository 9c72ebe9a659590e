import { expect, it } from 'vitest';
import { isPreview, previewDestination } from '../../src/outputs/site-settings.js';

it.each([
  ['http://localhost:4000', '/c/preview/4000'],
  ['http://localhost:4001/', '/c/preview/4001'],
  ['http://[::1]:4000', '/c/preview/4000-1'],
  ['http://[fd00::1]:4000', '/c/preview/4000-fd001'],
  ['http://192.168.1.5:4000', '/c/preview/4000-192.168.1.5'],
  ['http://news.example', '/c/preview/80-news.example'],
  ['http://../..:1', '/c/preview/1-....'],
])('the preview at %s goes to %s', (address, folder) => {
  const destination = previewDestination('/c', address);
  expect(destination.replaceAll('\\', '/')).toBe(folder);
  expect(isPreview({ destination, cacheDir: '/c' })).toBe(true);
});
