import { beforeAll, describe, expect, it } from 'vitest';
import { picture, SECRETS } from '../support/pictures.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

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
      return outputs.paths.filter((path) => path.endsWith('.jpg')).sort();
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
