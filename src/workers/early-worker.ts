/** What runs in each early thread: batches in the order in which they were handed over. */
import { parentPort, workerData } from 'node:worker_threads';
import type { EarlyAnswer, EarlyTask, ThreadData } from './protocol.js';
import { createThreadJobs } from './thread-jobs.js';

const jobs = createThreadJobs(workerData as ThreadData);

parentPort?.on('message', ({ id, ...batch }: EarlyTask) => {
  void jobs(batch, () => {}).then((answer) => {
    const answered: EarlyAnswer = { id, answer };
    parentPort?.postMessage(answered);
  });
});
