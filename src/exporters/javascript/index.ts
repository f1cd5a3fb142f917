export { compileScorer } from "./compileScorer";
export { type JavaScriptOptions, toJavaScript } from "./toJavaScript";
