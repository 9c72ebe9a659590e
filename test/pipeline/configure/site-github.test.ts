import { expect, it, test } from 'vitest';
import { siteGithub } from '../../../src/pipeline/configure/site-github.js';
import { createSite, post } from '../../support/site.js';

test('what follows from the repository’s name', () => {
  const values = { repository: 'a/b', title: 'T', url: 'https://n.example', baseurl: '/b' };
  expect(siteGithub(values)).toMatchObject({
    owner_name: 'a',
    repository_url: 'https://github.com/a/b',
    project_title: 'T',
    is_project_page: true,
    is_user_page: false,
    url: 'https://n.example/b',
  });
  expect(siteGithub({ repository: 'A/a.github.io' })).toMatchObject({
    project_title: 'a.github.io',
    is_user_page: true,
  });
});

test('the config’s own goes before', () => {
  const github = { owner_name: 'x', more: 1 };
  expect(siteGithub({ repository: 'a/b', github })).toMatchObject({
    ...github,
    repository_name: 'b',
  });
  expect(siteGithub({ github: { repository_nwo: 'a/b' } })).toMatchObject({ owner_name: 'a' });
});

it.each(['', 'a', 'a/b/c', 'https://github.com/a/b'])('is nothing for %j', (repository) => {
  expect(siteGithub({ repository })).toBeNull();
});

test('templates of a Jekyll site read it', async () => {
  const site = createSite({
    '_config.yml': 'repository: a/b\nsyntax: liquid\n',
    'templates/post.njk': '{{ site.github.repository_url }}',
    '_posts/2022-01-01-a.md': post('title: A'),
  });
  await site.build();
  expect(site.read('2022/01/01/a.html')).toBe('https://github.com/a/b');
  site.write({ '_config.yml': 'repository: a/b\nsyntax: nunjucks\n' });
  await site.build();
  expect(site.read('2022/01/01/a.html')).toBe('');
});
