/** Every path that finews itself will write, for telling clashes before any list is final. */
import { feedSets } from '../../content/feeds.js';
import { listPages } from '../../content/lists.js';
import type { Arrangement } from '../../model/site.js';
import type { GeneratedPath } from './claims.js';

export function generatedPaths(site: Arrangement): readonly GeneratedPath[] {
  const lists = listPages(site);
  return [
    ...lists.map(({ url, output, name }) => ({ url, output, name })),
    ...feedSets(site.config, lists).flatMap(({ links, title }) =>
      links.map(({ url, output }) => ({ url, output, name: `the feed of ${title}` })),
    ),
    ...hostFiles(site),
    ...sitemapsIn(site),
  ];
}

function hostFiles({ config }: Arrangement): readonly GeneratedPath[] {
  const { sitemap, robots, indexNowKey, policy, noJekyll, cname, redirects } = config.machines;
  const files: readonly (readonly [string, boolean])[] = [
    ['sitemap.xml', sitemap !== null],
    ['robots.txt', robots !== null],
    [`${indexNowKey}.txt`, indexNowKey !== null],
    ['_headers', policy !== null],
    ['.nojekyll', noJekyll],
    ['CNAME', cname !== null],
    ['redirects.json', redirects.json],
    ['_redirects', redirects.netlify],
    ['redirects.map', redirects.nginx],
  ];
  return files.flatMap(([output, on]) =>
    on ? [{ url: `/${output}`, output, name: `finews' own ${output}` }] : [],
  );
}

/** Any month's may come to be: no story gets the address of one, nor a folder named like it. */
function sitemapsIn({ config, posts }: Arrangement): readonly GeneratedPath[] {
  if (config.machines.sitemap === null) return [];
  return posts.flatMap(({ output }) => {
    const [name] = /^sitemaps\/[^/]+?\.(?:xml|txt)(?=\/|\.x?html?$)/i.exec(output) ?? [];
    return name === undefined ? [] : [{ url: `/${name}`, output: name, name: 'the sitemaps' }];
  });
}
