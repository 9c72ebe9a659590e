/** WordPress' exports, written by its format's documentation: usual ones, broken ones and hostile ones. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ZoneVote } from '../../src/migrate/feeds/zone-vote.js';
import { imported } from './imported.js';
import { emptyFolder } from './migrated.js';

interface Item {
  readonly id: number;
  readonly title?: string;
  readonly link: string;
  readonly name: string;
  readonly body: string;
  readonly type?: string;
  readonly status?: string;
  readonly more?: string;
}

function item({
  id,
  title = 'T',
  link,
  name,
  body,
  type = 'post',
  status = 'publish',
  more = '',
}: Item): string {
  return `<item><title>${title}</title><link>${link}</link><dc:creator><![CDATA[zhang]]></dc:creator>
<content:encoded><![CDATA[${body}]]></content:encoded><wp:post_id>${id}</wp:post_id>
<wp:post_date>2022-05-16 15:04:20</wp:post_date><wp:post_date_gmt>2022-05-16 07:04:20</wp:post_date_gmt>
<wp:post_name>${name}</wp:post_name><wp:status>${status}</wp:status><wp:post_type>${type}</wp:post_type>${more}</item>`;
}

function wxr(items: string, head = '<?xml version="1.0" encoding="UTF-8"?>'): string {
  return `${head}
<rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:wp="w"><channel><title>新闻</title>
<link>https://news.example/blog</link><language>zh-CN</language><wp:base_blog_url>https://news.example/blog</wp:base_blog_url>
<wp:author><wp:author_login>zhang</wp:author_login><wp:author_display_name><![CDATA[张三]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>finance</wp:category_nicename><wp:category_parent></wp:category_parent></wp:category>
<wp:category><wp:category_nicename>shares</wp:category_nicename><wp:category_parent>finance</wp:category_parent></wp:category>
${items}</channel></rss>`;
}

function fileOf(content: string | Uint8Array): string {
  const file = path.join(emptyFolder(), 'export.xml');
  fs.writeFileSync(file, content);
  return file;
}

const AT = 'https://news.example/blog/2022/05/16';

describe('a WordPress export', () => {
  it('becomes posts, pages and drafts, at the addresses that they had', async () => {
    const items = [
      item({
        id: 1,
        title: '一: "二"',
        link: `${AT}/%e7%ac%ac%e4%b8%80/`,
        name: '%e7%ac%ac%e4%b8%80',
        body: '甲 <b>乙</b>\n\n丙\n丁 {% x %}\n[caption id="a"]<img src="https://news.example/blog/u/a.jpg" /> 说明[/caption]\n\n[gallery ids="1"]',
        more: '<category domain="category" nicename="shares"><![CDATA[股票]]></category><category domain="post_tag" nicename="c-plus"><![CDATA[C++]]></category>',
      }),
      item({
        id: 2,
        link: 'https://news.example/blog/2022/odd.html',
        name: 'second',
        body: '<!-- wp:paragraph --><p>G</p><!-- /wp:paragraph -->',
      }),
      item({
        id: 3,
        link: 'https://news.example/?p=3',
        name: '',
        title: 'Draft',
        status: 'draft',
        body: 'x',
      }),
      item({
        id: 4,
        link: 'https://news.example/blog/about/us/',
        name: 'us',
        type: 'page',
        body: '<p>{{ x }}</p>',
      }),
      item({
        id: 5,
        link: 'x',
        name: 'a',
        type: 'attachment',
        body: '',
        more: '<wp:attachment_url>https://news.example/blog/u/b.jpg</wp:attachment_url>',
      }),
      item({
        id: 6,
        link: 'https://news.example/?p=6',
        name: 'menu',
        type: 'nav_menu_item',
        body: '',
      }),
    ];
    const site = await imported('wordpress', fileOf(wxr(items.join('\n'))));
    expect(site.names.filter((name) => /^(?:_|about)/.test(name))).toEqual([
      ...['_config.yml', '_data/authors.yml', '_data/categories.yml', '_data/tags.yml'],
      ...['_drafts/draft.html', '_posts/2022-05-16-second.html', '_posts/2022-05-16-第一.html'],
      'about/us.html',
    ]);
    const first = site.text('_posts/2022-05-16-第一.html');
    expect(first).toMatch(
      /^---\ntitle: '一: "二"'\ndate: 2022-05-16 15:04:20 \+0800\nauthor: 张三\n/,
    );
    expect(first).toContain('<p>甲 <b>乙</b></p>\n\n<p>丙<br>\n丁 {% x %}</p>\n\n<figure><img');
    expect(site.text('_posts/2022-05-16-second.html')).toContain(
      'redirect_from:\n  - /2022/odd.html\n---\n<p>G</p>',
    );
    expect(site.addresses).toMatchObject({
      lost: [],
      moved: [{ address: '/2022/odd.html', isAnswered: true }],
    });
    expect(site.addresses?.kept).toBe(5);
    expect(site.imported?.pictures).toEqual([
      'https://news.example/blog/u/a.jpg',
      'https://news.example/blog/u/b.jpg',
    ]);
    const [gallery, ...others] = site.counterparts;
    expect(others).toEqual([]);
    expect(gallery).toMatchObject({ name: '[gallery]', place: 'export.xml:14:1' });
    expect(site.text('_config.yml')).toContain('baseurl: /blog\n');
    expect(site.text('_config.yml')).toContain('timezone: Asia/Shanghai\n');
  });

  it('takes the words of titles, without their markup', async () => {
    const title = '<![CDATA[<em class="x">甲</em> &amp; 乙]]>';
    const one = item({ id: 7, title, link: `${AT}/?p=7`, name: '', status: 'draft', body: 'x' });
    const site = await imported('wordpress', fileOf(wxr(one)));
    const file = site.names.find((name) => name.startsWith('_drafts/')) ?? '';
    expect(file).toContain('甲-&-乙');
    expect(site.text(file)).toMatch(/^title: '?甲 & 乙'?$/m);
  });

  it('asks for no entity, and lets none grow', async () => {
    const head = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]>`;
    const one = item({ id: 1, title: '&x;&a19;', link: `${AT}/a/`, name: 'a', body: 'text' });
    const site = await imported('wordpress', fileOf(wxr(one, head)));
    expect(site.text('_posts/2022-05-16-a.html')).toContain("title: '&x;&a19;'");
    expect(site.advice.filter(({ what }) => what.includes('undefined entity'))).toHaveLength(2);
  });

  it('tells where its bytes are of another encoding, and reads the rest', async () => {
    const [before, after] = wxr(item({ id: 1, link: `${AT}/a/`, name: 'a', body: '好X好' })).split(
      'X',
    );
    const bytes = Buffer.concat([
      Buffer.from(before ?? ''),
      Buffer.from([0xff, 0x08]),
      Buffer.from(after ?? ''),
    ]);
    const site = await imported('wordpress', fileOf(bytes));
    expect(site.text('_posts/2022-05-16-a.html')).toContain('好');
    expect(site.advice.map(({ what }) => what).join('\n')).toContain(
      'bytes that are not of its encoding',
    );
    const gbk = wxr(
      item({ id: 1, link: `${AT}/b/`, name: 'b', title: 'ZH', body: 'x' }),
      '<?xml version="1.0" encoding="gbk"?>',
    ).replace('新闻', 'N');
    const [one = '', two = ''] = gbk.replace('张三', 'Z').split('ZH');
    const chinese = Buffer.concat([Buffer.from(one), Buffer.from([0xd6, 0xd0]), Buffer.from(two)]);
    expect(
      (await imported('wordpress', fileOf(chinese))).text('_posts/2022-05-16-b.html'),
    ).toContain('title: 中');
  });

  it.each([
    [
      'an `&` alone',
      (text: string) => text.replace('T1', 'Q & A'),
      'title: Q & A',
      '7:16 is broken XML: an `&` stands alone',
    ],
    [
      'an `&` alone in an attribute',
      (text: string) => text.replace('"t"', '"a&b"'),
      'tags:',
      'is broken XML: an `&` stands alone',
    ],
    [
      'a name behind `&`',
      (text: string) => text.replace('T1', 'AT&T'),
      'title: AT&T',
      '7:16 is broken XML: an `&` stands alone',
    ],
    [
      'a title that is not closed',
      (text: string) => text.replace('T1</title>', 'T1'),
      'title: T1',
      'is broken XML',
    ],
    [
      'a story that is not closed',
      (text: string) => text.replace('</item>', ''),
      'title: T1',
      'is broken XML',
    ],
  ])('loses no story by %s', async (_name, broken, first, told) => {
    const tag = '<category domain="post_tag" nicename="t"><![CDATA[T&T]]></category>';
    const one = item({ id: 1, title: 'T1', link: `${AT}/a/`, name: 'a', body: 'x & y', more: tag });
    const two = item({ id: 2, title: 'T2', link: `${AT}/b/`, name: 'b', body: 'second' });
    const site = await imported('wordpress', fileOf(broken(wxr(`${one}\n${two}`))));
    expect(site.text('_posts/2022-05-16-a.html')).toContain(first);
    expect(site.text('_posts/2022-05-16-b.html')).toContain('second');
    expect(site.advice.map(({ what }) => what).join('\n')).toContain(told);
  });

  it.each([
    ['of a body', (text: string) => text.replace('first]]>', 'first'), 'content:encoded', '8:1'],
    ['of a title', (text: string) => text.replace('T1', '<![CDATA[T1'), 'title', '7:7'],
    [
      'that is the last of its story',
      (text: string) => text.replace('T&T]]>', 'T&T'),
      'category',
      '10:94',
    ],
  ])(
    'reads each story where a CDATA section %s is not closed',
    async (_name, broken, element, place) => {
      const tag = '<category domain="category" nicename="t"><![CDATA[T&T]]></category>';
      const one = item({
        id: 1,
        title: 'T1',
        link: `${AT}/a/`,
        name: 'a',
        body: 'first',
        more: tag,
      });
      const two = item({ id: 2, title: 'T2', link: `${AT}/b/`, name: 'b', body: 'second' });
      const text = wxr(`${one}\n${two}`);
      expect(broken(text)).not.toBe(text);
      const site = await imported('wordpress', fileOf(broken(text)));
      const whole = await imported('wordpress', fileOf(text));
      for (const name of ['a', 'b'])
        expect(site.text(`_posts/2022-05-16-${name}.html`)).toBe(
          whole.text(`_posts/2022-05-16-${name}.html`),
        );
      const told = site.advice.map(({ what }) => what).filter((what) => what.includes('broken'));
      expect(told.map((what) => what.replace(/^.*?:(?=\d)/, ''))).toEqual([
        `${place} is broken XML: a CDATA section goes on beyond <${element}>, and was ended with it`,
      ]);
    },
  );

  it('tells of stories in what is no element', async () => {
    const one = item({ id: 1, title: 'T1', link: `${AT}/a/`, name: 'a', body: 'x' });
    const two = item({ id: 2, title: 'T2', link: `${AT}/b/`, name: 'b', body: 'y' });
    const site = await imported(
      'wordpress',
      fileOf(
        wxr(
          `${one}<!-- ${two} --><x>x<br/><![CDATA[${two.replaceAll(/<!\[CDATA\[|\]\]>/g, '')}]]></x>`,
        ),
      ),
    );
    const told = site.advice.map(({ what }) => what).join('\n');
    expect(told).toContain('a comment that ends here has <item> in it');
    expect(told).toContain('a CDATA section that ends here has <item> in it');
  });

  it('tells each `&` where it stands in its line', async () => {
    const one = item({ id: 1, title: '& & &', link: `${AT}/a/`, name: 'a', body: 'x' });
    const site = await imported('wordpress', fileOf(wxr(one)));
    const told = site.advice.map(({ what }) => /:(\d+:\d+) is broken XML/.exec(what)?.[1]);
    expect(told.filter(Boolean)).toEqual(['7:14', '7:16', '7:18']);
  });

  it('tells a story that is left out for being cut off', async () => {
    const one = item({ id: 1, title: 'T1', link: `${AT}/a/`, name: 'a', body: 'x' });
    const [cut = ''] = wxr(one).split('<wp:post_id>');
    const site = await imported('wordpress', fileOf(cut));
    expect(site.advice.map(({ what }) => what).join('\n')).toContain(
      'export.xml:7:1: “T1” was left out: it has no wp:post_type',
    );
  });

  it.each([
    ['is no export', '<html><body>x</body></html>', /no WordPress export/],
    ['is empty', '', /no WordPress export/],
    ['is nested without end', `<rss><channel>${'<a>'.repeat(100_000)}`, /more than 200 deep/],
  ])('is refused where it %s', async (_name, text, message) => {
    await expect(imported('wordpress', fileOf(text))).rejects.toThrow(message);
  });
});

describe('the zone', () => {
  const vote = (...dates: readonly (readonly [utc: string, offset: number])[]): ZoneVote => {
    const votes = new ZoneVote();
    for (const [utc, offset] of dates) votes.add(Date.parse(`${utc}T12:00:00Z`), offset);
    return votes;
  };

  it.each([
    ['zh-CN', [['2022-05-16', 480]], 'Asia/Shanghai', 0],
    ['zh-TW', [['2022-05-16', 480]], 'Asia/Taipei', 0],
    ['', [['2022-05-16', 480]], '+08:00', 0],
    ['de', [['2022-05-16', 480]], '+08:00', 0],
    ['en-IN', [['2022-05-16', 330]], 'Asia/Kolkata', 0],
    ['xx', [['2022-05-16', -210]], '-03:30', 0],
    ['en-US', [['2022-05-16', 0]], 'UTC', 0],
    [
      'en-US',
      [
        ['2022-05-16', -420],
        ['2022-01-16', -480],
      ],
      'America/Los_Angeles',
      0,
    ],
    [
      'en-US',
      [
        ['2022-05-16', 120],
        ['2022-01-16', 60],
      ],
      'Europe/Berlin',
      0,
    ],
    [
      'fr-FR',
      [
        ['2022-05-16', 120],
        ['2022-01-16', 60],
      ],
      'Europe/Paris',
      0,
    ],
    [
      'zh-CN',
      [
        ['2012-05-16', 0],
        ['2022-05-16', 480],
        ['2023-05-16', 480],
      ],
      'Asia/Shanghai',
      1,
    ],
  ] as const)('of a site in %s with offsets %j is %s', (language, dates, zone, others) => {
    expect(vote(...dates).best(language)).toEqual({ zone, others, days: dates.length });
  });

  it('is told where no date says one', async () => {
    const one = item({ id: 1, link: `${AT}/a/`, name: 'a', body: 'x' });
    const bare = one.replace('2022-05-16 07:04:20', '0000-00-00 00:00:00');
    const site = await imported('wordpress', fileOf(wxr(bare)));
    expect(site.text('_config.yml')).toContain('timezone: UTC\n');
    expect(site.advice.map(({ what }) => what)).toContain(
      'No date of the export says which zone it is in: UTC is taken',
    );
  });
});

describe('a feed', () => {
  it('of RSS becomes posts, with redirects from addresses that no pattern has', async () => {
    const rss = `<rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel><title>N</title><link>https://a.example/</link>
<item><title>A &amp; B</title><link>https://a.example/posts/a-b/</link><pubDate>Mon, 16 May 2022 15:04:20 +0800</pubDate><dc:creator>张三</dc:creator><category>k</category><description>short</description><content:encoded><![CDATA[<p>long&nbsp;<img src="//p.example/1.png"></p>]]></content:encoded></item>
<item><title>C</title><link>https://a.example/n/5.shtml</link><pubDate>17 May 22 15:04 GMT</pubDate><description>&lt;p&gt;x&lt;/p&gt;</description></item>
<item><title>D</title><link>https://other.example/d</link><pubDate>18 May 2022 15:04:00 EST</pubDate><description>y</description></item>
<item><title>E</title><link>https://a.example/e</link></item></channel></rss>`;
    const site = await imported('rss', fileOf(rss));
    expect(site.names.filter((name) => name.startsWith('_posts'))).toEqual([
      ...['_posts/2022-05-16-a-b.html', '_posts/2022-05-17-5.html', '_posts/2022-05-18-d.html'],
    ]);
    expect(site.text('_posts/2022-05-16-a-b.html')).toBe(
      '---\ntitle: A & B\ndate: 2022-05-16 15:04:20 +0800\nauthor:\n  - 张三\ncategories:\n  - k\n---\n<p>long&nbsp;<img src="//p.example/1.png"></p>\n',
    );
    expect(site.text('_posts/2022-05-17-5.html')).toContain('redirect_from:\n  - /n/5.shtml\n');
    expect(site.text('_posts/2022-05-18-d.html')).toContain('link: https://other.example/d\n');
    expect(site.advice.map(({ what }) => what)).toContain(
      'export.xml:5:1: “E” was left out: it has no date',
    );
    expect(site.imported?.pictures).toEqual(['//p.example/1.png']);
  });

  it('of Atom has its markup as it is written', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><link href="https://a.example/"/><link rel="self" href="https://b.example/f"/>
<entry><title type="html">T &amp;amp; U</title><link href="https://a.example/t-u/"/><published>2022-05-16T15:04:20.5+08:00</published><author><name>张</name></author><category term="k" label="K"/><content type="xhtml"><div><p>a <b class="x&quot;">1 &lt; 2</b><br/></p></div></content></entry>
<entry><title>V</title><link href="https://a.example/v/"/><updated>2022-05-17T15:04:20Z</updated><summary>plain &lt;b&gt;</summary></entry></feed>`;
    const site = await imported('rss', fileOf(atom));
    expect(site.text('_posts/2022-05-16-t-u.html')).toContain('title: T & U\n');
    expect(site.text('_posts/2022-05-16-t-u.html')).toContain(
      '<div><p>a <b class="x&quot;">1 &lt; 2</b><br></p></div>\n',
    );
    expect(site.text('_posts/2022-05-17-v.html')).toContain('plain &lt;b>\n');
    expect(site.addresses).toMatchObject({ kept: 3, lost: [], moved: [] });
  });
});
