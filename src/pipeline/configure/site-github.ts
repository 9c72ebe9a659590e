/**
 * `site.github` of a Jekyll site, as far as it follows from the config alone: no request is made. What the
 * config says under `github` goes before (jekyll-github-metadata `repository.rb`, `site_github_munger.rb`).
 */
import { scalarText } from '../../formats/text/scalar.js';
import { type Data, isMap, mergeData } from '../../model/data.js';

const HOST = 'https://github.com';

/** Null: no `repository` is named. `values` are the config's. */
export function siteGithub(values: Data): Data | null {
  const written = isMap(values['github']) ? values['github'] : {};
  const named = scalarText(values['repository']) ?? scalarText(written['repository_nwo']) ?? '';
  const [, owner = '', name = ''] = /^([\w.-]+)\/([\w.-]+)$/.exec(named) ?? [];
  if (owner === '') return null;
  return mergeData(derived(values, owner, name), written);
}

function derived(values: Data, owner: string, name: string): Data {
  const text = (key: string): string => scalarText(values[key]) ?? '';
  const repository = `${HOST}/${owner}/${name}`;
  const isUsers = name.toLowerCase() === `${owner.toLowerCase()}.github.io`;
  return {
    hostname: HOST,
    owner_name: owner,
    owner_display_name: owner,
    owner_url: `${HOST}/${owner}`,
    owner_gravatar_url: `${HOST}/${owner}.png`,
    repository_name: name,
    repository_nwo: `${owner}/${name}`,
    repository_url: repository,
    clone_url: `${repository}.git`,
    issues_url: `${repository}/issues`,
    releases_url: `${repository}/releases`,
    wiki_url: `${repository}/wiki`,
    zip_url: `${repository}/zipball/${isUsers ? 'master' : 'gh-pages'}`,
    tar_url: `${repository}/tarball/${isUsers ? 'master' : 'gh-pages'}`,
    is_user_page: isUsers,
    is_project_page: !isUsers,
    project_title: text('title') === '' ? name : text('title'),
    project_tagline: text('description'),
    show_downloads: true,
    url: `${text('url')}${text('baseurl')}`,
  };
}
