/** Every code of a problem, as `docs/problems.md` has them; `docs/make.mjs` makes its tables of this. */

import type { CodesOf } from '../../model/problem-code.js';
import { addressCodes } from './address-codes.js';
import { checkCodes } from './check-codes.js';
import type { CodeEntry, CodeGroup } from './code-entry.js';
import { configCodes } from './config-codes.js';
import { deskCodes } from './desk-codes.js';
import { destinationCodes } from './destination-codes.js';
import { frontMatterCodes } from './front-matter-codes.js';
import { migrationCodes } from './migration-codes.js';
import { sourceCodes } from './source-codes.js';
import { storyCodes } from './story-codes.js';
import { systemCodes } from './system-codes.js';
import { templateCodes } from './template-codes.js';
import { textCodes } from './text-codes.js';

/** A group's heading is in the docs; its table is named after its key. */
export const CODES: { readonly [Group in keyof CodesOf]: CodeGroup<Group> } = {
  stories: storyCodes,
  frontMatter: frontMatterCodes,
  text: textCodes,
  sources: sourceCodes,
  addresses: addressCodes,
  config: configCodes,
  templates: templateCodes,
  destination: destinationCodes,
  migration: migrationCodes,
  checks: checkCodes,
  desk: deskCodes,
  system: systemCodes,
};

/** Each code with what the docs say of it. */
export function allCodes(): readonly (readonly [string, CodeEntry])[] {
  return Object.values(CODES).flatMap((group) => Object.entries(group));
}
