// Only for work on the sources, where no build has put worker.js in this place: runs worker.ts in a thread. The loader
// of TypeScript in the main thread does not reach a new one.
import { tsImport } from "tsx/esm/api";

await tsImport("./worker.ts", import.meta.url);
