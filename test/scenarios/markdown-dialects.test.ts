/** `markdown: kramdown | commonmark`, and Jekyll's options below `kramdown:`. */
import { describe, expect, it } from 'vitest';
import { createSite, post } from '../support/site.js';

const STORY = post('title: 甲', 'Term\n: "Definition"\n');
const PAGE = '---\ntitle: p\nlayout: none\n---\nTerm\n: "Definition"\n';
const STORY_PATH = '2022/05/16/a.html';

function siteWith(config: string): ReturnType<typeof createSite> {
  return createSite({ '_config.yml': config, '_posts/2022-05-16-a.md': STORY, 'p.md': PAGE });
}

describe('markdown', () => {
  it('is CommonMark where the config says nothing', async () => {
    const site = siteWith('title: x\n');
    await site.build();
    expect(site.read(STORY_PATH)).toContain('<dd>"Definition"</dd>');
  });

  it('is kramdown in stories and pages where the config says so', async () => {
    const site = siteWith('markdown: kramdown\n');
    await site.build();
    expect(site.read(STORY_PATH)).toContain('<dd>“Definition”</dd>');
    expect(site.read('p.html')).toContain('<dd>“Definition”</dd>');
  });

  it('makes bodies and pages anew where it changes', async () => {
    const site = siteWith('markdown: kramdown\n');
    await site.build();
    site.write({ '_config.yml': 'markdown: CommonMark\n' });
    await site.build();
    expect(site.read(STORY_PATH)).toContain('<dd>"Definition"</dd>');
    expect(site.read('p.html')).toContain('<dd>&quot;Definition&quot;</dd>');
    site.write({
      '_config.yml': 'markdown: kramdown\nkramdown:\n  smart_quotes: apos,apos,quot,quot\n',
    });
    await site.build();
    expect(site.read(STORY_PATH)).toContain('<dd>"Definition"</dd>');
  });

  it('tells of options that change nothing', async () => {
    const site = siteWith('markdown: kramdown\nkramdown:\n  input: GFM\n  header_offset: 1\n');
    const { problems } = await site.build();
    const told = problems.map(({ code, message, line }) => [code, message, line]);
    expect(told).toContainEqual([
      'config-unknown-key',
      '`header_offset` under `kramdown` changes nothing in finews',
      4,
    ]);
  });
});
