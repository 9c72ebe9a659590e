/** Plans the files that are copied as they are. */
import { CAMERA_NAME } from '../../formats/pictures/picture-kind.js';
import type { Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement } from '../../model/site.js';
import type { StaticFile } from '../../model/source.js';
import { memoizeByObject } from '../../platform/memoize.js';
import { type NamedPlace, type PlanInput, planned } from '../kind.js';
import { staticPlace } from './paths.js';
import type { PictureSettings } from './picture-settings.js';
import { allVariants } from './picture-variants.js';

export function planStatics({ site }: PlanInput): Outcome<readonly Page[]> {
  const { pictures } = site.config.outputs;
  const copiesOf = copiesIn(pictures);
  return planned(site.statics.flatMap((file) => [fileItself(file), ...copiesOf(file)]));
}

export function copyPlaces({ statics, config }: Arrangement): readonly NamedPlace[] {
  const copiesOf = copiesIn(config.outputs.pictures);
  return statics.flatMap((file) =>
    copiesOf(file).map(({ output, url }) => ({ output, url, name: `a copy of ${file.path}` })),
  );
}

function fileItself(one: StaticFile): Page {
  const { file, mark, text } = one;
  // By its name: its bytes say what can be taken out.
  const isPicture = text === null && CAMERA_NAME.test(one.path);
  return { kind: 'static', ...staticPlace(one), file, mark, text, isPicture, recipe: null };
}

/** Made before they are published, of the picture; the key of each is that of its bytes. */
const copiesIn: (settings: PictureSettings) => (file: StaticFile) => readonly Page[] =
  memoizeByObject((settings) =>
    memoizeByObject((file) =>
      allVariants(file, settings).map(({ output, url, recipe }): Page => {
        const from = { file: recipe.file, mark: recipe.key, text: null };
        return { kind: 'static', output, url, ...from, isPicture: false, recipe };
      }),
    ),
  );
