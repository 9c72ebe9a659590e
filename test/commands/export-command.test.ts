import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeExport } from '../../src/commands/search/export-command.js';
import { disk } from '../../src/platform/disk.js';
import { effectsWith } from '../support/faulty-io.js';
import { createSite, NOW, post } from '../support/site.js';

const CONFIG = 'title: T\nurl: https://news.example\ntimezone: Asia/Shanghai\nlang: zh-CN\n';

it('writes the stories that the search would find, whole or as far as they changed', async () => {
  const site = createSite({
    '_config.yml': CONFIG,
    '_posts/2022-05-16-a.md': post(
      'title: 甲\ncategories: [要闻]\ntags: [税]',
      '第一段<b>粗</b>体\n\n第二段',
    ),
    '_posts/2022-05-17-b.md': post('title: 乙\nsource: 新华社', '正文'),
    '_posts/2022-05-18-c.md': post('title: 丙', '正文'),
    '_posts/2022-05-19-d.md': post('title: 丁\nsearch: false', '正文'),
    '_posts/2022-05-20-e.md': post('title: 戊\npublished: false', '正文'),
  });
  const write = async (options: object): Promise<readonly string[]> => {
    const lines: string[] = [];
    const flags = { source: site.root, now: NOW, ...options };
    await writeExport(flags, effectsWith(disk), (line) => lines.push(line));
    return lines;
  };
  const whole = (await write({})).map((line): unknown => JSON.parse(line));
  expect(whole).toMatchObject([
    { title: '甲' },
    { title: '乙', sources: ['新华社'] },
    { title: '丙' },
  ]);
  expect(whole[0]).toMatchObject({
    id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    url: 'https://news.example/要闻/2022/05/16/a.html'.replace('要闻', encodeURIComponent('要闻')),
    text: '第一段粗体\n第二段',
    date: '2022-05-16T00:00:00+08:00',
    categories: ['要闻'],
    tags: ['税'],
  });
  const output = path.join(site.root, 'stories.ndjson');
  await write({ output });
  expect(await write({ since: output })).toEqual([]);
  site.write({ '_posts/2022-05-17-b.md': post('title: 乙', '更正') });
  site.remove('_posts/2022-05-18-c.md');
  const changes = (await write({ since: output })).map((line): unknown => JSON.parse(line));
  expect(changes).toMatchObject([{ title: '乙', text: '更正' }, { deleted: true }]);
  const partial = path.join(site.root, 'exports/new/changes.ndjson');
  await write({ since: output, output: partial });
  await expect(write({ since: partial })).rejects.toThrow('is no whole export');
  await expect(write({ since: `${output}x` })).rejects.toThrow("can't be read (ENOENT)");
  expect(fs.existsSync(`${partial}.tmp`)).toBe(false);
});
