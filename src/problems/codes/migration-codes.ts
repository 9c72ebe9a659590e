/** Codes about a move from elsewhere. */
import type { CodeGroup } from './code-entry.js';

export const migrationCodes: CodeGroup<'migration'> = {
  'migrate-against': {
    fate: ['error'],
    means: 'what the site is to be compared with has no addresses that can be read',
    example: "/srv/old/sitemap.xml isn't there",
    todo: 'give a built site, a sitemap or a list of addresses',
  },
  'migrate-source': {
    fate: ['error'],
    means: 'the folder or file that `--from` is to read is none of that generator',
    example: '/home/me/blog is no Hexo site: it has no source',
    todo: 'name the folder with its config, or the exported file',
  },
  'migrate-xml': {
    fate: ['error'],
    means: 'an XML file is nested, or goes on without a tag, beyond what any reader takes',
    example: 'The XML has elements more than 200 deep (line 7)',
    todo: 'split the file, or have it exported anew',
  },
  'migrate-changed': {
    fate: ['error'],
    means: 'something else wrote to the site while it was compared; nothing was changed',
    example: 'Files changed while they were looked at: _config.yml',
    todo: 'run it again when nothing else writes to the site',
  },
};
