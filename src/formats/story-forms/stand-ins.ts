/**
 * Addresses while stories are parsed, when nobody knows yet where others will be: of the length and the
 * characters of an address, so that what is around them reads the same.
 */
import { encodeUrl } from '../urls/addresses.js';
import type { FormLinks } from './replace-forms.js';

export const standIns: FormLinks = (_form, name) => encodeUrl(`/${name.replace(/^\/+/, '')}`);
