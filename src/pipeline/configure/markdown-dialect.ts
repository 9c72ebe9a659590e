/** Which Markdown the site is written in: Jekyll's keys, and what finews makes of them. */
import { kramdownSettings, unreadOptions } from '../../formats/markdown/kramdown/settings.js';
import { COMMONMARK, KRAMDOWN, type MarkdownDialect } from '../../model/config.js';
import { type Data, isMap, NO_DATA } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { configProblem, type LoadedConfig } from './config-files.js';

/** `isJekylls`: kramdown is what a site has that says nothing. */
export function markdownOf(values: Data, isJekylls: boolean): MarkdownDialect {
  const word = values['markdown'];
  const isKramdown = typeof word === 'string' ? word === 'kramdown' : isJekylls;
  return isKramdown ? kramdownSettings(KRAMDOWN, optionsIn(values)) : COMMONMARK;
}

function optionsIn(values: Data): Data {
  const options = values['kramdown'];
  return isMap(options) ? options : NO_DATA;
}

/** Warnings: options that Jekyll would heed. */
export function doubtfulMarkdown(loaded: LoadedConfig): readonly Problem[] {
  return unreadOptions(optionsIn(loaded.values)).map((name) => {
    const key = `kramdown.${name}`;
    const message = `\`${name}\` under \`kramdown\` changes nothing in finews`;
    const hint = 'docs/config.md names the options that are read.';
    const place = loaded.places.near(key, 'name');
    return { ...configProblem('config-unknown-key', message, place, hint), severity: 'warning' };
  });
}
