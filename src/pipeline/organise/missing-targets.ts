/** What stories link to by `link` and `post_url`, and is not published: told of each story once. */
import type { PostHead } from '../../model/post.js';
import type { Unplaced } from '../../model/problem.js';
import type { Site } from '../../model/site.js';
import { createFormTargets, linksIn } from '../../outputs/posts/form-links.js';
import { storiesWithFacts } from '../../outputs/story-facts.js';
import { lazy } from '../../platform/lazy.js';

/** `posts` are the site's, as they were arranged. */
export function missingTargets(site: Site, posts: readonly PostHead[]): readonly Unplaced[] {
  const targets = lazy(() => createFormTargets(site));
  const problems: Unplaced[] = [];
  for (const { path: file, facts } of storiesWithFacts(posts)) {
    const links = linksIn(facts);
    if (links.length === 0) continue;
    const [first, ...more] = links.filter(({ form, name }) => targets()[form](name) === null);
    if (first === undefined) continue;
    const { form, name } = first;
    const others = more.length === 0 ? '' : `, and to ${more.length} more`;
    problems.push({
      code: 'link-target',
      severity: 'warning',
      message: `\`{% ${form} ${name} %}\` leads to nothing that is published${others}; the words of the link stay`,
      hint:
        form === 'link'
          ? 'Write the path of a file as it lies in the site: _posts/2022-05-16-name.md, about.md.'
          : "Write a post's file name without its ending: 2022-05-16-name.",
      file,
      fate: 'repaired',
      key: [],
      words: `${form} ${name}`,
    });
  }
  return problems;
}
