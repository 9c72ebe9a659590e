/** Where the last stage works: the destination itself, or a version that will stand in its place. */
import type { Config } from '../../model/config.js';

export interface WritePlace extends Pick<Config, 'keepFiles' | 'strict'> {
  /** Absolute: where files are renamed to. */
  readonly folder: string;
  /** Absolute: what that folder is, or will be, as people know it. */
  readonly destination: string;
}
