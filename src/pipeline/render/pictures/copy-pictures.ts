/**
 * The copies of pictures that are to be published and not there yet: made in as many threads as there are
 * before pages are, and kept. What can't be copied is told, and the picture itself takes the places of its
 * copies.
 */
import path from 'node:path';
import {
  readPictureFaults,
  uncopied,
  writePictureFaults,
} from '../../../incremental/picture-faults.js';
import type { Io } from '../../../model/io.js';
import type { Workers } from '../../../model/job.js';
import type { PictureRecipe, Plan } from '../../../model/page.js';
import type { Problem } from '../../../model/problem.js';
import type { Site } from '../../../model/site.js';
import type { RenderTask } from '../../../model/staged.js';
import { copyPlace } from '../../../outputs/statics/paths.js';
import pictureJob from './picture-job.js';

interface CopyWork {
  readonly workers: Pick<Workers, 'run'>;
  readonly io: Io;
}

/** Copies of pictures that are gone, or were planned for another site, that stay for their return. */
const SPARE = 200;

export async function copyPictures(
  tasks: readonly RenderTask[],
  { pages }: Plan,
  { config, statics, pictureMaker: maker }: Site,
  { workers, io }: CopyWork,
): Promise<readonly Problem[]> {
  if (maker === null) return [];
  const { picturesDir } = config;
  io.makeFolder(picturesDir);
  const known = readPictureFaults(picturesDir, io);
  const pictures = new Map(statics.map((file) => [file.file, file]));
  const sourceOf = ({ file }: PictureRecipe): string => pictures.get(file)?.picture?.source ?? '';
  const missing = tasks
    .flatMap(({ page }) => recipeOf(page) ?? [])
    .filter((recipe) => !known.has(sourceOf(recipe)))
    .filter((recipe) => io.stat(copyPlace(picturesDir, recipe)) === undefined);
  if (missing.length === 0) return [];
  const faults = new Map(known);
  const problems = await Promise.all(
    [...grouped(missing)].map(async ([file, recipes]): Promise<readonly Problem[]> => {
      const fault = await workers.run(pictureJob, { maker, recipes }, missing.length);
      const [first] = recipes;
      if (fault === null || first === undefined) return [];
      faults.set(sourceOf(first), fault);
      return [uncopied(pictures.get(file)?.name ?? file, fault)];
    }),
  );
  if (faults.size > known.size) writePictureFaults(faults, picturesDir, io);
  const planned = pages.flatMap((page) => recipeOf(page) ?? []);
  prune(planned, picturesDir, io);
  return problems.flat();
}

function recipeOf(page: Plan['pages'][number]): PictureRecipe | null {
  return page.kind === 'static' ? page.recipe : null;
}

function grouped(recipes: readonly PictureRecipe[]): ReadonlyMap<string, readonly PictureRecipe[]> {
  const groups = new Map<string, PictureRecipe[]>();
  for (const recipe of recipes) {
    const group = groups.get(recipe.file) ?? [];
    group.push(recipe);
    groups.set(recipe.file, group);
  }
  return groups;
}

function prune(planned: readonly PictureRecipe[], folder: string, io: Io): void {
  const kept = new Set(planned.map((recipe) => path.basename(copyPlace(folder, recipe))));
  const others = io
    .names(folder)
    .filter((name) => /\.(?:avif|webp|jpeg)$/.test(name) && !kept.has(name));
  if (others.length <= kept.size + SPARE) return;
  for (const name of others) io.removeFile(path.join(folder, name));
}
