import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BuildResult } from '../../src/index.js';
import { verify } from '../../src/pipeline/verify.js';
import { silent } from '../../src/platform/console.js';
import { disk } from '../../src/platform/disk.js';
import { systemEffects } from '../../src/platform/system.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { picture, SECRETS } from '../support/pictures.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

let flat: Buffer;
let tall: Buffer;
let turned: Buffer;
beforeAll(async () => {
  flat = await picture({ format: 'jpeg', width: 320, height: 200, hasSecrets: true });
  tall = await picture({ format: 'png', width: 120, height: 300 });
  turned = await picture({ format: 'jpeg', width: 320, height: 200, orientation: 6 });
});

function newsroom(): Files {
  return {
    '_config.yml': 'title: T\nurl: https://news.example\nbaseurl: /base\n',
    '_posts/2024/2024-01-01-trip.md': post(
      'title: Trip\nimage: trip/flat.jpg',
      'Words.\n\n![A](trip/flat.jpg)\n\n![B](/assets/tall.png)\n\n<img src="trip/flat.jpg" width="160">\n\n![C](https://other.example/x.jpg) ![D](none.jpg)',
    ),
    '_posts/2024/2024-01-01-trip/flat.jpg': 'replaced below',
    '_posts/2024/trip/flat.jpg': flat,
    'assets/tall.png': tall,
    '_posts/2024-02-02-plain.md': post('title: Plain', 'No picture.'),
  };
}

async function touched(site: TestSite): Promise<readonly string[]> {
  return [...(await site.build()).outputs.touched].sort();
}

const STORY = '2024/01/01/trip.html';

describe('a picture of the site', () => {
  it('has its size wherever it is shown, and no camera data', async () => {
    const { '_posts/2024/2024-01-01-trip/flat.jpg': _, ...files } = newsroom();
    const site = createSite(files);
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    const html = site.read(STORY);
    expect(html).toMatch(
      /<img src="\/base\/pictures\/2024\/trip\/flat.jpg" alt="A"[^>]* width="320" height="200">/,
    );
    expect(html).toMatch(
      /<img src="\/base\/assets\/tall.png" alt="B"[^>]* width="120" height="300">/,
    );
    expect(html).toMatch(/<img[^>]* width="160"[^>]* height="100">/);
    expect(html).toMatch(/other.example\/x.jpg" alt="C" loading="lazy" decoding="async">/);
    const home = site.read('index.html');
    expect(home).toMatch(
      /<img[^>]* src="\/base\/pictures\/2024\/trip\/flat.jpg"[^>]* width="320" height="200"/,
    );
    const address = 'https://news.example/base/pictures/2024/trip/flat.jpg';
    expect(site.has('feed.xml')).toBe(true);
    for (const file of ['feed.xml', 'feed.json', 'sitemaps/2024-01.xml'].filter(site.has)) {
      expect([file, site.read(file).includes(address)]).toEqual([file, true]);
    }
    expect(html).toContain(`<meta property="og:image" content="${address}">`);
    const published = site.read('pictures/2024/trip/flat.jpg');
    expect(SECRETS.filter((word) => published.includes(word))).toEqual([]);

    // Another size is another page, for those alone that show it.
    site.write({ '_posts/2024/trip/flat.jpg': turned });
    const changed = await touched(site);
    expect(changed).toContain(STORY);
    expect(changed).not.toContain('2024/02/02/plain.html');
    expect(site.read(STORY)).toMatch(/alt="A"[^>]* width="200" height="320"/);
    // Gone, and come.
    site.remove('assets/tall.png');
    await site.build();
    expect(site.read(STORY)).toMatch(/tall.png" alt="B" loading="lazy" decoding="async">/);
    site.write({ '_posts/2024/none.jpg': flat });
    await site.build();
    expect(site.read(STORY)).toMatch(
      /<img src="\/base\/pictures\/2024\/none.jpg" alt="D"[^>]* width="320"/,
    );
  });

  it('of a phone’s own format, or one that moves, has no camera data either', async () => {
    const avif = await picture({ format: 'avif', width: 60, height: 40, hasSecrets: true });
    const gif = await picture({ format: 'gif', width: 60, height: 40 });
    // Before the byte that ends it.
    const note = [0x21, 0xfe, 9, ...Buffer.from('SECRETCAM'), 0];
    const noted = Buffer.concat([gif.subarray(0, -1), Buffer.from(note), gif.subarray(-1)]);
    const site = createSite({ 'a.avif': avif, 'b.heic': avif, 'c.gif': noted });
    await site.build({ allowEmpty: true });
    for (const name of ['a.avif', 'b.heic', 'c.gif']) {
      const published = fs.readFileSync(path.join(site.root, 'public', name));
      const told = SECRETS.filter((word) => published.includes(word));
      expect([name, told, published.length > 100]).toEqual([name, [], true]);
    }
    expect(avif.includes('SECRETCAM')).toBe(true);
  });

  it('waits with the story that it lies beside', async () => {
    const site = createSite({
      '_posts/a/2024-01-01-now.md': post('title: Now'),
      '_posts/a/2024-01-01-now/a.jpg': flat,
      '_posts/a/2031-01-01-later.md': post('title: Later'),
      '_posts/a/2031-01-01-later/b.jpg': flat,
      '_posts/a/shared.jpg': flat,
      '_posts/c/2024-01-01-off.md': post('title: Off\npublished: false'),
      '_posts/c/deep/c.jpg': flat,
      'd/_posts/2024-01-01-d.md': post('title: D'),
      'd/_posts/d.jpg': flat,
      '_drafts/e.md': post('title: E'),
      '_drafts/e/e.jpg': flat,
    });
    const picturesOf = async (options = {}): Promise<readonly string[]> => {
      const { outputs } = await site.build(options);
      return outputs.paths.filter((output) => output.endsWith('.jpg')).sort();
    };
    const shown = ['d/pictures/d.jpg', 'pictures/a/2024-01-01-now/a.jpg', 'pictures/a/shared.jpg'];
    expect(await picturesOf()).toEqual(shown);
    expect(await picturesOf({ future: true, drafts: true, unpublished: true })).toEqual([
      ...[
        'd/pictures/d.jpg',
        'pictures/a/2024-01-01-now/a.jpg',
        'pictures/a/2031-01-01-later/b.jpg',
      ],
      ...['pictures/a/shared.jpg', 'pictures/c/deep/c.jpg', 'pictures/e/e.jpg'],
    ]);
  });

  it('that is none, or broken, is told, and harms nothing', async () => {
    const site = createSite({
      '_posts/2024-01-01-a.md': post('title: A', '![x](x.jpg) ![y](y.png) ![z](/assets/z.jpg)'),
      '_posts/x.jpg': '<script>alert(1)</script>',
      '_posts/y.png': tall.subarray(0, 20),
      '_posts/z.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'assets/z.jpg': flat.subarray(0, 100),
      'assets/text.jpg': 'no picture',
    });
    const { problems } = await site.build();
    const told = problems.map(({ code, file }) => `${code} ${file}`).sort();
    expect(told).toEqual([
      'not-a-post _posts/z.svg',
      'picture-broken _posts/y.png',
      'picture-broken assets/z.jpg',
      'picture-refused _posts/x.jpg',
    ]);
    expect([site.has('pictures/x.jpg'), site.has('pictures/z.svg')]).toEqual([false, false]);
    expect(site.read('assets/text.jpg')).toBe('no picture');
    expect((await site.build()).problems).toEqual(problems);
  });

  it('is as it is written in a Jekyll site, unless that asks', async () => {
    const files: Files = {
      '_layouts/post.html': '{{ content }}',
      '_posts/2024-01-01-a.md': post('title: A\nlayout: post', '![x](/x.jpg)'),
      'x.jpg': flat,
    };
    const site = createSite({ ...files, '_config.yml': 'title: T\n' });
    await site.build();
    expect(site.read('2024/01/01/a.html')).not.toContain('width');
    site.write({ '_config.yml': 'title: T\npictures: {sizes: true}\n' });
    await site.build();
    expect(site.read('2024/01/01/a.html')).toContain('width="320" height="200"');
  });
});

describe('copies of a picture', () => {
  const files = async (): Promise<Files> => ({
    '_config.yml': 'title: T\nurl: https://news.example\nbaseurl: /base\n',
    '_posts/2024-01-01-a.md': post(
      'title: A\nimage: wide.jpg',
      '![W](wide.jpg)\n\n<img src="wide.jpg" width="200">',
    ),
    '_posts/wide.jpg': await picture({
      format: 'jpeg',
      width: 1300,
      height: 700,
      hasSecrets: true,
    }),
    '_posts/2024-02-02-b.md': post('title: B', '![S](small.png)'),
    '_posts/small.png': await picture({ format: 'png', width: 200, height: 100 }),
  });

  it('are made once a picture, in sizes that pages name, and kept', async () => {
    const site = createSite(await files());
    const first = await site.build();
    expect(first.problems).toEqual([]);
    const copies = first.outputs.paths.filter((output) => /pictures\/.*-[\da-f]{8}\./.test(output));
    const names = copies.map((output) => output.replace(/-[\da-f]{8}/, '')).sort();
    const widths = ['240.webp', '480.webp', '960.webp', 'share.jpg'];
    expect(names).toEqual(widths.map((name) => `pictures/wide-${name}`));
    const html = site.read('2024/01/01/a.html');
    const [w240 = '', w480 = '', w960 = '', share = ''] = [...copies].sort();
    expect(html).toContain(
      `srcset="/base/${w240} 240w, /base/${w480} 480w, /base/${w960} 960w, /base/pictures/wide.jpg 1300w"`,
    );
    expect(html).toContain('width="200" loading="lazy" decoding="async" srcset=');
    expect(html).toContain('sizes="200px"');
    expect(html).toContain(
      `<meta property="og:image" content="https://news.example/base/${share}">`,
    );
    const sizeOf = async (name: string): Promise<unknown> => {
      const { width, height, format, exif } = await sharp(
        path.join(site.root, 'public', name),
      ).metadata();
      return [width, height, format, exif];
    };
    expect(await sizeOf(w480)).toEqual([480, 258, 'webp', undefined]);
    expect(await sizeOf(share)).toEqual([1200, 630, 'jpeg', undefined]);
    expect(site.read('2024/02/02/b.html')).not.toContain('srcset');

    // Nothing is made again, also where all else is: of a clean build's copies the keys are the same.
    const kept = path.join(site.root, '.finews/pictures');
    const times = (): readonly number[] =>
      fs
        .readdirSync(kept)
        .filter((name) => !name.endsWith('.json'))
        .map((name) => fs.statSync(path.join(kept, name)).mtimeMs);
    const before = times();
    expect(await touched(site)).toEqual([]);
    await verify({ source: site.root, now: NOW }, await site.build(), systemEffects(silent));
    expect(times()).toEqual(before);
    // Another picture makes its own copies, and the pages that show it.
    site.write({ '_posts/small.png': await picture({ format: 'png', width: 600, height: 300 }) });
    const changed = await touched(site);
    expect(changed).toContain('2024/02/02/b.html');
    expect(changed).not.toContain('2024/01/01/a.html');
    expect(changed.filter((name) => name.startsWith('pictures/'))).toHaveLength(3);
  });

  it('are AVIF, too, where the config asks for it', async () => {
    const own = '<picture><source srcset="/x.webp"><img src="wide.jpg"></picture>';
    const config = 'title: T\nurl: https://news.example\nbaseurl: /base\n';
    const site = createSite({
      ...(await files()),
      // Few pixels: AVIF takes its time for each.
      '_posts/wide.jpg': await picture({ format: 'jpeg', width: 1300, height: 90 }),
      '_posts/2024-01-01-a.md': post(
        'title: A\nimage: {path: wide.jpg, alt: Lead}',
        `![W](wide.jpg)\n\n${own}\n`,
      ),
    });
    const first = await site.build();
    expect(first.outputs.paths.filter((name) => name.endsWith('.avif'))).toEqual([]);
    site.write({ '_config.yml': `${config}pictures: {avif: true}\n` });
    const { outputs, problems } = await site.build();
    expect(problems).toEqual([]);
    const made = outputs.paths.filter((name) => name.endsWith('.avif')).sort();
    const widths = ['1300', '240', '480', '960'];
    expect(made.map((name) => name.replace(/-[\da-f]{8}/, ''))).toEqual(
      widths.map((width) => `pictures/wide-${width}.avif`),
    );
    // The widest is as wide as the picture.
    const [w1300 = '', w240 = '', w480 = '', w960 = ''] = made;
    const { width, format } = await sharp(path.join(site.root, 'public', w1300)).metadata();
    expect([width, format]).toEqual([1300, 'heif']);
    const html = site.read('2024/01/01/a.html');
    const entries = [`/base/${w240} 240w`, `/base/${w480} 480w`, `/base/${w960} 960w`];
    const source = `<picture><source type="image/avif" srcset="${entries.join(', ')}, /base/${w1300} 1300w" sizes="(min-width: 48rem) 44rem, 100vw">`;
    // In the text and above it; a picture that has sources of its own gets no other.
    expect(html.split(source)).toHaveLength(3);
    expect(html.split('</picture>')).toHaveLength(4);
    expect(html).toMatch(
      /<picture><source srcset="\/base\/x.webp"><img src="[^"]*" [^>]*srcset=[^>]*><\/picture>/,
    );
    expect(site.read('index.html')).toContain('<picture><source type="image/avif"');
    await verify({ source: site.root, now: NOW }, await site.build(), systemEffects(silent));
    // WebP is as it was.
    const others = (paths: readonly string[]): readonly string[] =>
      paths.filter((name) => /\.(?:webp|jpg)$/.test(name)).sort();
    expect(others(outputs.paths)).toEqual(others(first.outputs.paths));
  });

  it('are left out without what makes them, and where they are switched off', async () => {
    const site = createSite(await files());
    const io = { ...disk, findPackage: () => null };
    const build = async (config: string): Promise<BuildResult> => {
      site.write({ '_config.yml': `title: T\n${config}` });
      return await buildAnew({ source: site.root, now: NOW }, effectsWith(io));
    };
    expect((await build('')).problems).toEqual([]);
    expect(site.read('2024/01/01/a.html')).not.toContain('srcset');
    const told = { code: 'picture-uncopied', severity: 'warning' };
    expect((await build('pictures: {copies: true}\n')).problems).toMatchObject([told]);
    site.write({ '_config.yml': 'title: T\npictures: {copies: false}\n' });
    const { outputs } = await site.build();
    expect(outputs.paths.filter((name) => /\.(?:jpg|png|webp)$/.test(name)).sort()).toEqual([
      ...['pictures/small.png', 'pictures/wide.jpg'],
    ]);
  });

  it('of one that lies about what it is harm nothing', async () => {
    const whole = await files();
    const wide = whole['_posts/wide.jpg'] as Buffer;
    const bomb = Buffer.from(await picture({ format: 'png', width: 600, height: 300 }));
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const site = createSite({
      ...whole,
      '_posts/wide.jpg': wide.subarray(0, 2000),
      '_posts/small.png': bomb,
    });
    const { problems } = await site.build();
    expect(problems.map(({ code, file }) => `${code} ${file}`).sort()).toEqual([
      'picture-uncopied _posts/small.png',
      'picture-uncopied _posts/wide.jpg',
    ]);
    // Told by every build, and tried by one.
    expect((await site.build()).problems).toEqual(problems);
    const html = site.read('2024/01/01/a.html');
    const [, copy = ''] = /srcset="(\S+) 240w/.exec(html) ?? [];
    expect(site.has(copy.replace('/base/', ''))).toBe(true);
    expect(site.read(copy.replace('/base/', ''))).not.toContain(SECRETS[0]);
  });
});
