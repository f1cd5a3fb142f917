"""The function in the comment of fromSklearn."""

import json

import numpy as np


def dump_pipeline(pipeline):
    transformer, model, columns = pipeline[0], pipeline[-1], []
    plain = lambda values: [None if v != v else v for v in values.tolist()]
    for _, part, names in transformer.transformers_:
        for j, name in enumerate([] if isinstance(part, str) and part == "drop" else names):
            name = name if isinstance(name, str) else transformer.feature_names_in_[name]
            column = {"kind": "number", "column": name}
            for step in [s for _, s in part.steps] if hasattr(part, "steps") else [part]:
                if hasattr(step, "categories_"):
                    drop, rare = step.drop_idx_, getattr(step, "infrequent_categories_", None)
                    column.update(kind="category", categories=plain(step.categories_[j]),
                                  handleUnknown=step.handle_unknown,
                                  drop=None if drop is None or drop[j] is None else int(drop[j]),
                                  infrequent=None if rare is None or rare[j] is None else plain(rare[j]))
                elif hasattr(step, "statistics_") and "mean" not in column:
                    column["fill"] = step.statistics_.tolist()[j]
                elif hasattr(step, "scale_"):
                    column.update(mean=float(step.mean_[j]) if step.with_mean else 0.0,
                                  scale=float(step.scale_[j]) if step.with_std else 1.0)
                elif step != "passthrough":
                    raise TypeError(f"{name}: cannot export {step}")
            columns.append(column)
    dump = {"estimator": type(model).__name__, "coefficients": model.coef_.ravel().tolist(),
            "intercept": float(np.ravel(model.intercept_)[0]), "columns": columns}
    if hasattr(model, "classes_"):
        dump["classes"] = model.classes_.tolist()
    return json.dumps(dump, allow_nan=False)
