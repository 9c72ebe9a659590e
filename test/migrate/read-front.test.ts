/** Front matter in JSON, in each form that Hexo and Hugo know. */
import { expect, it } from 'vitest';
import { readForeignText } from '../../src/migrate/sources/read-front.js';

const KEYS = '"title": "J",\n"tags": ["a", "b"]';

it.each([
  ['between semicolons', `;;;\n${KEYS}\n;;;\nBody.\n`, 5],
  ['above semicolons', `${KEYS}\n;;;\nBody.\n`, 4],
  ['in one line above semicolons', '"title": "J", "tags": ["a", "b"]\n;;;\nBody.\n', 3],
  ['as a map', `{\n${KEYS}\n}\nBody.\n`, 5],
  ['as a map above semicolons', `{\n${KEYS}\n}\n;;;\nBody.\n`, 6],
])('is read %s', async (_, text, bodyLine) => {
  const front = { title: 'J', tags: ['a', 'b'] };
  const read = await readForeignText(Buffer.from(text));
  expect(read).toEqual({ front, body: 'Body.\n', bodyLine, fault: null });
});

it('is not what a story says that begins with a quote', async () => {
  const text = '"Never", he said.\n\n;;;\n\nThe end.\n';
  expect((await readForeignText(Buffer.from(text))).body).toBe(text);
});
