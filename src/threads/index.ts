export { createWorkerPool, type WorkerPool, type WorkerPoolOptions } from "./createWorkerPool";
export { scoreInWorkers, type WorkerOptions } from "./scoreInWorkers";
