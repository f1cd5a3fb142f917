// The package ships no types. Only what packageTrainer.ts uses is declared.
declare module "ml-logistic-regression" {
  /** A matrix of the package `ml-matrix`. */
  export interface Matrix {
    transpose(): Matrix;
    to1DArray(): number[];
  }

  export default class LogisticRegression {
    constructor(options: { readonly numSteps: number; readonly learningRate: number });
    /** One classifier per class, each trained to tell its class (0) from all others (1). */
    readonly classifiers: readonly { readonly weights: Matrix }[];
    train(features: Matrix, classes: Matrix): void;
    static load(model: {
      readonly name: "LogisticRegression";
      readonly numberClasses: number;
      readonly classifiers: readonly { readonly weights: readonly ArrayLike<number>[] }[];
    }): LogisticRegression;
  }
}
