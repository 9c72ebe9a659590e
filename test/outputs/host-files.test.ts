/** The files hosts and crawlers ask for by name: each only where the config says so. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSite, type Files } from '../support/site.js';

const config = (more: string): Files => ({
  '_config.yml': `title: T\nurl: https://news.example\n${more}\n`,
});

describe('files for hosts', () => {
  it('are not there unasked', async () => {
    const site = createSite(config(''));
    await site.build();
    expect(
      fs.readdirSync(path.join(site.root, 'public')).filter((name) => /^(?:_|\.|CNAME)/.test(name)),
    ).toEqual([]);
  });

  it('CNAME and .nojekyll', async () => {
    const site = createSite(config('cname: news.example\nnojekyll: true'));
    await site.build();
    expect([site.read('CNAME'), site.read('.nojekyll')]).toEqual(['news.example\n', '']);
    expect(await createSite(config('cname: https://news.example/')).fail()).toMatchObject([
      { code: 'config-value', line: 3 },
    ]);
  });

  it('the IndexNow key, alone in its file', async () => {
    const site = createSite(config('indexnow_key: 0123456789abcdef'));
    await site.build();
    expect(site.read('0123456789abcdef.txt')).toBe('0123456789abcdef');
    expect(await createSite(config('indexnow_key: ../../x')).fail()).toMatchObject([
      { code: 'config-value' },
    ]);
  });
});

describe('_headers', () => {
  /** Rules by path; throws where a line is neither a path nor a header. */
  const rulesOf = (text: string): ReadonlyMap<string, readonly string[]> => {
    const rules = new Map<string, string[]>();
    let open: string[] = [];
    for (const line of text.trimEnd().split('\n')) {
      expect(line.length).toBeLessThan(2000);
      if (/^\/\S*$/.test(line)) {
        open = [];
        rules.set(line, open);
      } else if (/^ {2}[A-Z][A-Za-z-]+: \S/.test(line)) open.push(line.trim());
      else throw new Error(`no rule: ${line}`);
    }
    return rules;
  };

  it('has a strict policy for all, and times for what is known to change or not', async () => {
    const site = createSite({
      ...config('headers: true'),
      'assets/app-0123456789ab.js': 'x',
      'assets/app.css': 'x',
    });
    await site.build();
    const rules = rulesOf(site.read('_headers'));
    const [policy = ''] = rules.get('/*') ?? [];
    expect(policy).toMatch(/^Content-Security-Policy: default-src 'self'; /);
    expect(policy).toContain("object-src 'none'; base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(rules.get('/assets/app-0123456789ab.js')).toEqual([
      'Cache-Control: public, max-age=31536000, immutable',
    ]);
    expect(rules.has('/assets/app.css')).toBe(false);
    expect(rules.get('/feed.xml')).toContain('Content-Type: application/atom+xml; charset=utf-8');
    // Where two rules meet, hosts join the values: no header may be in both.
    const names = (rules.get('/*') ?? []).map((line) => line.split(':')[0]);
    expect(names).not.toContain('Cache-Control');
    expect(rules.size).toBeLessThan(100);
  });

  it('takes another policy', async () => {
    const site = createSite(config('headers: {policy: "default-src \'none\'"}'));
    await site.build();
    expect(rulesOf(site.read('_headers')).get('/*')?.[0]).toBe(
      "Content-Security-Policy: default-src 'none'",
    );
  });
});

describe('the policy', () => {
  const policyOf = async (more: string): Promise<string> => {
    const site = createSite(config(more));
    await site.build();
    return /Content-Security-Policy: (.*)/.exec(site.read('_headers'))?.[1] ?? '';
  };

  it('allows what the config asks of other servers, and no more', async () => {
    const plain = await policyOf('headers: true\nembeds: false');
    expect(plain).not.toMatch(/frame-src|https:\/\//);
    const policy = await policyOf(
      'headers: true\nembeds: [bilibili, audio]\nmermaid: true\ncomments: {waline: {server: "https://talk.example/x"}}\n' +
        'analytics: {umami: {id: a-1, src: "https://count.example/s.js"}, baidu: 0a1b}',
    );
    const added = policy.split('; ').filter((directive) => !plain.split('; ').includes(directive));
    expect(added).toEqual([
      "script-src 'self' 'inline-speculation-rules' https://cdn.jsdelivr.net https://count.example https://hm.baidu.com",
      "style-src 'self' 'unsafe-inline' https://cdn.jsdelivr.net",
      "connect-src 'self' https://talk.example https://count.example https://hm.baidu.com",
      "frame-src 'self' https://player.bilibili.com",
    ]);
  });

  it('that a site has written stays, and a script of its own needs none', async () => {
    const own = 'headers: {policy: "default-src \'none\'"}\nmermaid: true';
    expect(await policyOf(own)).toBe("default-src 'none'");
    const local = await policyOf('headers: true\nembeds: false\nmermaid: /assets/mermaid.mjs');
    expect(local).toMatch(/script-src 'self' 'inline-speculation-rules';/);
  });

  it('is broken out of by no address', async () => {
    const site = createSite(config('headers: true\nmermaid: "https://a.example/x; script-src *"'));
    const { problems } = await site.build();
    expect(problems).toMatchObject([{ severity: 'warning', line: 4 }]);
    expect(site.read('_headers')).not.toContain('script-src *');
  });
});
