export { type ToOnnxOptions, toOnnx } from "./toOnnx";
