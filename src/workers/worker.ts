/** What runs in each thread of the pool. */
import { workerData } from 'node:worker_threads';
import type { ThreadData, WorkerAnswer, WorkerTask } from './protocol.js';
import { createThreadJobs } from './thread-jobs.js';

const [, data] = workerData as readonly [unknown, ThreadData];
const jobs = createThreadJobs(data);

export default function run({ at, ...batch }: WorkerTask): Promise<WorkerAnswer> {
  return jobs(batch, (item) => Atomics.store(at, 0, item));
}
