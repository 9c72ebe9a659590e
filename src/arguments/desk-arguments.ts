/** Arguments of the commands with which a site and its stories are written. */

import { type Command, Option } from 'commander';
import type { InitFlags } from '../commands/desk/init-command.js';
import type { ListFlags } from '../commands/desk/list-command.js';
import type { PublishFlags } from '../commands/desk/move-command.js';
import type { NewFlags } from '../commands/desk/new-command.js';
import type { RenameFlags } from '../commands/desk/rename-command.js';
import { STORY_FATES } from '../commands/desk/story-fates.js';
import type { ReportOptions } from '../commands/reporter.js';
import { terminal } from '../platform/console.js';
import { commas, wholeNumber } from './values.js';

/** Takes a command's exit code. */
type End = (code: number) => void;

export function initCommand(command: Command, end: End): void {
  command.argument('[folder]', 'where (default: this folder)');
  command
    .description('Start a site: config, first story, page, CI, editor settings.')
    .optionsGroup('The site:')
    .option('--title <text>', "the site's name (default: the folder's)")
    .option('--lang <tag>', 'its language, such as zh-CN or en')
    .option('-y, --yes', 'ask nothing')
    .addOption(
      new Option('--ci <host>', 'whose workflow is written')
        .choices(['github', 'gitlab', 'none'])
        .default('github'),
    );
  quietOptions(command)
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', INIT_NOTES)
    .action(async (folder: string | undefined, flags: InitFlags & ReportOptions) => {
      const { runInit } = await import('../commands/desk/init-command.js');
      end(await runInit(folder ?? '.', flags, flags, terminal));
    });
}

const INIT_NOTES = `
It asks for the name and the language, in a terminal only. In a folder with
files it writes only what is missing, and says what it left.

Examples:
  $ finews init news --title 示例新闻 --lang zh-CN
  $ finews init --yes --ci gitlab`;

/** Commands that write stories' files. */
export function writingCommands(program: Command, end: End): void {
  newCommand(program.command('new').argument('<title>', 'the title of the story'), end);
  moveCommands(program, end);
  listCommand(program.command('list'), end);
}

function newCommand(command: Command, end: End): void {
  command
    .description('Start a story: a file named as the site names its stories. Prints its path.')
    .optionsGroup('The story:')
    .option('-D, --draft', 'in _drafts, without a date')
    .option('--date <time>', 'its date, in site time (default: now)')
    .option('-c, --category <names>', 'its categories, as a,b', commas)
    .option('-t, --tag <names>', 'its tags, as a,b', commas)
    .option('--slug <text>', "the file's name without date and ending (default: of the title)")
    .option('--from <archetype>', 'begin with _archetypes/<archetype>.md');
  quietOptions(siteOptions(command))
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', NEW_NOTES)
    .action(async (title: string, flags: NewFlags & ReportOptions) => {
      const { runNew } = await import('../commands/desk/new-command.js');
      end(await runNew(title, flags, flags, terminal));
    });
}

const NEW_NOTES = `
An archetype is a file with front matter and text; {{ title }}, {{ date }} and
{{ slug }} in it are filled in. _archetypes/default.md is used without --from.
No file is ever written over.

Examples:
  $ finews new "央行降准" --category 要闻 --tag 央行,利率
  $ $EDITOR "$(finews new --draft '港口探访')"
  $ finews new "收盘" --from close --date "2022-05-16 15:00"`;

function moveCommands(program: Command, end: End): void {
  const publish = program
    .command('publish')
    .argument('<file>', 'a draft, or a story that is held; or its address')
    .description('Move a draft to _posts, dated now. Prints its new path.')
    .optionsGroup('The story:')
    .option('--date <time>', 'its date, in site time (default: now)');
  quietOptions(siteOptions(publish))
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', PUBLISH_NOTES)
    .action(async (file: string, flags: PublishFlags & ReportOptions) => {
      const { runPublish } = await import('../commands/desk/move-command.js');
      end(await runPublish(file, flags, flags, terminal));
    });
  const unpublish = program
    .command('unpublish')
    .argument('<file>', 'a story in _posts, or its address')
    .description('Move a story to _drafts, without its date. Prints its new path.');
  quietOptions(siteOptions(unpublish))
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', UNPUBLISH_NOTES)
    .action(async (file: string, flags: PublishFlags & ReportOptions) => {
      const { runUnpublish } = await import('../commands/desk/move-command.js');
      end(await runUnpublish(file, flags, flags, terminal));
    });
  const rename = program
    .command('rename')
    .argument('<file>', 'a story or draft, or its address')
    .argument('<title>', 'its new title')
    .description('Give a story another title and file name; its old address leads to it.')
    .optionsGroup('The story:')
    .option('--slug <text>', "the file's name without date and ending (default: of the title)");
  quietOptions(siteOptions(rename))
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', RENAME_NOTES)
    .action(async (file: string, title: string, flags: RenameFlags & ReportOptions) => {
      const { runRename } = await import('../commands/desk/rename-command.js');
      end(await runRename([file, title], flags, flags, terminal));
    });
}

const PUBLISH_NOTES = `
Of a story in _posts it takes out \`draft: true\` and \`published: false\`. All
other bytes stay. It warns of a story without a text, and of one with the text
or title of its archetype, and publishes it. Pictures beside it go with it.

Examples:
  $ finews publish _drafts/gangkou.md
  $ finews publish _drafts/gangkou.md --date "2022-05-17 06:00"   on time`;

const UNPUBLISH_NOTES = `
The next build takes the story off the site; nothing leads from its address.
Pictures beside it go with it. \`finews takedown\` is for what must not come back.

Examples:
  $ finews unpublish _posts/2022-05-16-gangkou.md`;

const RENAME_NOTES = `
Where that changes the address, the old one goes into \`redirect_from\`. All other
bytes stay.

Examples:
  $ finews rename _posts/2022-05-16-jiangzhun.md "央行再降准"
  $ finews rename _drafts/gangkou.md "港口探访" --slug gangkou-tanfang`;

function listCommand(command: Command, end: End): void {
  command
    .description('List the stories, newest first, and what becomes of each.')
    .optionsGroup('Which:')
    .addOption(new Option('--fate <fate>', 'only these').choices(STORY_FATES))
    .option('-c, --category <name>', 'only of this category')
    .option('-t, --tag <name>', 'only with this tag')
    .option('--since <time>', 'dated then or later')
    .option('--until <time>', 'dated before')
    .option('-n, --limit <n>', 'the newest N', wholeNumber);
  quietOptions(siteOptions(command))
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', LIST_NOTES)
    .action(async (flags: ListFlags & ReportOptions) => {
      const { runList } = await import('../commands/desk/list-command.js');
      end(await runList(flags, flags, terminal));
    });
}

const LIST_NOTES = `
Fates: published, due (dated later than now), draft, unpublished, expired (past
its \`expires\`), taken-down (by \`finews takedown\`), set-aside (with the reason),
limited (left out by limit_posts).

Examples:
  $ finews list --fate due
  $ finews list --category 要闻 --since 2022-05-01 --json | jq '.stories[].url'`;

/** Which site: of commands that publish nothing. */
function siteOptions(command: Command): Command {
  return command
    .optionsGroup('Folders and config:')
    .option('-s, --source <folder>', 'the site (default: this folder)')
    .option('--config <files>', 'config files, as a,b (default: _config.yml)', commas)
    .addOption(new Option('--now <time>', 'the present, in ISO 8601').hideHelp());
}

function quietOptions(command: Command): Command {
  return command
    .optionsGroup('Reporting:')
    .option('-q, --quiet', 'print no notes')
    .option('--json', 'one JSON object on stdout, and nothing else');
}
