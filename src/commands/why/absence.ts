/** Why a file makes no page, though it could. */
import { expiresAt } from '../../outputs/posts/expiry.js';
import { isTakenDown, takedownsOf } from '../../outputs/takedowns.js';
import type { Survey } from '../../pipeline/survey.js';

/** Null: it is no story and no page, and makes none of its own. */
export function absenceOf(file: string, { parsed, site, config, problems }: Survey): string | null {
  const refused = problems.find((one) => one.file === file && one.fate === 'set-aside');
  if (refused !== undefined) return `it is set aside: ${refused.message}`;
  const { value: takedowns } = takedownsOf(site.data);
  const post = parsed.posts.find(({ path }) => path === file);
  if (post === undefined) {
    const isPage = parsed.documents.some(({ path }) => path === file);
    return isPage ? 'another output has its address, or it was taken down' : null;
  }
  const { path, url, facts, published, draft, date } = post;
  if (isTakenDown({ path, url, fields: facts }, takedowns)) return 'it was taken down';
  if (!published && !config.unpublished) return 'it says `published: false`';
  if (draft && !config.drafts) return 'it is a draft';
  if (date > config.now && !config.future) return `it waits until ${new Date(date).toISOString()}`;
  const end = expiresAt(facts);
  if (end !== null && end <= config.now) return 'it has expired';
  return 'it is held back by the options of this build';
}
