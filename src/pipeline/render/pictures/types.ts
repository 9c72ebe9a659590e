/** What the job of copying pictures is given, and gives. */
import type { FoundPackage } from '../../../model/io.js';
import type { PictureRecipe } from '../../../model/page.js';

/** Copies of one picture. */
export interface CopyBatch {
  readonly maker: FoundPackage;
  readonly recipes: readonly PictureRecipe[];
}

/** Null: all were made; else why the picture can't be read. */
export type CopyDone = string | null;
