/// <reference path="./ml-logistic-regression.d.ts" />
import LogisticRegression, { type Matrix } from "ml-logistic-regression";

/**
 * Prepares training by the package `ml-logistic-regression`: gradient ascent from zero on the summed
 * log-likelihood, a fixed number of steps, no intercept, no penalty.
 *
 * @param columns - the columns, one value per record
 * @param outcomes - 1 for an event, 0 for a non-event; both occur
 * @returns a function of the number of steps and the learning rate that gives one weight per column
 */
export function packageTrainer(
  columns: readonly Float64Array[],
  outcomes: Uint8Array,
): (steps: number, rate: number) => Float64Array {
  const features = matrix(columns).transpose();
  const classes = matrix([outcomes]).transpose();
  return (steps, rate) => {
    const trainer = new LogisticRegression({ numSteps: steps, learningRate: rate });
    trainer.train(features, classes);
    // the classifier of class 0 learns the probability of not being in it: here that is the event
    const { weights } = trainer.classifiers[0] as (typeof trainer.classifiers)[number];
    return Float64Array.from(weights.to1DArray());
  };
}

/** A matrix from its rows. The package takes matrices of its own dependency; its `load` makes them from arrays. */
function matrix(rows: readonly ArrayLike<number>[]): Matrix {
  const holder = LogisticRegression.load({
    name: "LogisticRegression",
    numberClasses: 1,
    classifiers: [{ weights: rows }],
  });
  return (holder.classifiers[0] as (typeof holder.classifiers)[number]).weights;
}
