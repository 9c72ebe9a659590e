import { describe, expect, it } from 'vitest';
import type { StagedFile } from '../../src/model/staged.js';
import { publishSteps } from '../../src/pipeline/write/publish-steps.js';

const file = (output: string, given: Partial<StagedFile> = {}): StagedFile => {
  const place = { index: 0, output, url: `/${output}`, isInNewFolder: true };
  return { ...place, found: null, kind: 'post', ...given };
};

/** Stories in folders of their own. */
const many = (folder: string, given: Partial<StagedFile> = {}): readonly StagedFile[] =>
  Array.from({ length: 40 }, (_, n) => file(`${folder}/${n}/index.html`, given));

const foldersIn = (folder: string): readonly string[] => [
  folder,
  ...many(folder).map(({ output }) => output.replace('/index.html', '')),
];

/** A folder's name, or that of the file. */
function namesOf(files: readonly StagedFile[], missing: readonly string[]): readonly string[] {
  const { steps } = publishSteps(files, missing);
  expect(steps.flatMap((step) => step.files)).toHaveLength(files.length);
  return steps.map((step) => step.folder ?? step.files[0]?.output ?? '');
}

describe('the steps of publishing', () => {
  it('are one for a new folder with all that is in it, and none of its folders is made', () => {
    const files = [file('index.html', { kind: 'list', isInNewFolder: false }), ...many('a')];
    expect(namesOf(files, foldersIn('a'))).toEqual(['a', 'index.html']);
    expect(publishSteps(files, foldersIn('a')).folders).toEqual([]);
  });

  it('are one for the topmost folder that is new', () => {
    const missing = ['a', ...foldersIn('a/b'), 'c'];
    const files = [...many('a/b'), file('c/one.html')];
    expect(namesOf(files, missing)).toEqual(['a', 'c']);
    expect(publishSteps(files, missing).folders).toEqual([]);
    expect(namesOf(many('a/b'), foldersIn('a/b'))).toEqual(['a/b']);
  });

  it('are one for each file of a folder that is there, or doesn’t wait whole', () => {
    expect(publishSteps(many('a'), []).steps).toHaveLength(40);
    const mixed = [...many('a'), file('a/other.html', { isInNewFolder: false })];
    const { steps, folders } = publishSteps(mixed, foldersIn('a'));
    expect(steps).toHaveLength(41);
    expect(folders).toEqual(foldersIn('a'));
  });

  it('are one for each file where two folders are one to a disk that folds case', () => {
    const files = [file('News/a.html'), file('news/b.html'), file('café/c.html')];
    const { steps, folders } = publishSteps(files, ['News', 'news', 'café']);
    expect(steps.map(({ folder }) => folder)).toEqual([null, null, 'café']);
    expect(folders).toEqual(['News', 'news']);
  });

  it('begin with what is new, stories before the lists that name them', () => {
    const changed = { found: 'file', isInNewFolder: false } as const;
    const files = [
      ...[file('feed.xml', { kind: 'generated', ...changed }), file('b.html', changed)],
      ...[
        file('tag.html', { kind: 'list' }),
        ...many('stories'),
        ...many('tags', { kind: 'list' }),
      ],
    ];
    const missing = [...foldersIn('stories'), ...foldersIn('tags')];
    const order = ['stories', 'tag.html', 'tags', 'b.html', 'feed.xml'];
    expect(namesOf(files, missing)).toEqual(order);
  });
});
