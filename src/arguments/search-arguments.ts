/** Arguments of `finews search`. */
import type { Command } from 'commander';
import type { ReportOptions } from '../commands/reporter.js';
import type { ExportFlags } from '../commands/search/export-command.js';
import { terminal } from '../platform/console.js';
import { commas } from './values.js';

/** `end` takes a command's exit code. */
export function searchCommand(command: Command, end: (code: number) => void): void {
  command
    .description("The site's stories for a search server.")
    .helpOption('-h, --help', 'show this')
    .helpCommand(false);
  command
    .command('export')
    .description('Write the stories as NDJSON: one object a line, with text, dates and terms.')
    .optionsGroup('Folders and config:')
    .option('-s, --source <folder>', 'the site (default: this folder)')
    .option('--config <files>', 'config files, as a,b (default: _config.yml)', commas)
    .optionsGroup('The export:')
    .option('-o, --output <file>', 'where to (default: the standard output)')
    .option('--since <file>', 'only what is another thing than in this whole export, or gone')
    .option('--now <time>', 'the present, in ISO 8601 (default: the clock)')
    .optionsGroup('Reporting:')
    .option('-q, --quiet', 'show errors only')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', EXPORT_NOTES)
    .action(async (flags: ExportFlags & ReportOptions) => {
      const { runExport } = await import('../commands/search/export-command.js');
      end(await runExport(flags, flags, terminal));
    });
}

const EXPORT_NOTES = `
Examples:
  $ finews search export -o stories.ndjson
  $ finews search export --since stories.ndjson -o changes.ndjson`;
