/** The job of copying pictures (`make-copies.ts`): a batch is one picture, decoded once a copy. */
import type { Job } from '../../../model/job.js';
import type { CopyBatch, CopyDone } from './types.js';

const pictureJob: Job<CopyBatch, CopyDone> = {
  module: import.meta.url,
  cost: 100,
  worth: 1500,
  fillsMemory: false,
  async open(place) {
    const { openCopying } = await import('./make-copies.js');
    return openCopying(place);
  },
  without: () => Promise.resolve('it crashed or stalled what reads it'),
};

export default pictureJob;
