/** `robots.txt` (RFC 9309): who may read what, and where the sitemaps are. */
import type { WriterContext } from '../writing.js';
import type { AiPolicy } from './sitemap-settings.js';
import type { RobotsFile } from './types.js';

/** Names under which companies gather texts to train on; the last two rule use, not visits. */
const TRAINING =
  'GPTBot ClaudeBot anthropic-ai CCBot Bytespider Meta-ExternalAgent Amazonbot cohere-ai ' +
  'Google-Extended Applebot-Extended';
/** Names under which their assistants search, and fetch what somebody asked about. */
const SEARCHING =
  'OAI-SearchBot ChatGPT-User Claude-SearchBot Claude-User PerplexityBot Perplexity-User';

const REFUSED: Readonly<Record<AiPolicy, readonly string[]>> = {
  allow: [],
  'search-only': TRAINING.split(' '),
  block: `${TRAINING} ${SEARCHING}`.split(' '),
};

export function writeRobots(page: RobotsFile, { config, absolute }: WriterContext): string {
  const { ai = 'allow', disallow = [] } = config.outputs.robots ?? {};
  const groups = [['User-agent: *', ...rules(disallow)]];
  const refused = REFUSED[ai].map((name) => `User-agent: ${name}`);
  if (refused.length > 0) groups.push([...refused, 'Disallow: /']);
  groups.push(page.sitemaps.map((url) => `Sitemap: ${absolute(url)}`));
  const texts = groups.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

/** A rule is one line; without any everything is allowed. */
function rules(disallow: readonly string[]): readonly string[] {
  const paths = disallow.map((path) => path.replace(/\s+/g, '%20'));
  return paths.length === 0 ? ['Allow: /'] : paths.map((path) => `Disallow: ${path}`);
}
