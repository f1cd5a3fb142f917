"""Probabilities of scikit-learn pipelines, for fromSklearn.test.ts.

Run: python3 test/interop/golden/sklearnPipelines.py > test/interop/golden/sklearnPipelines.json
(scikit-learn 1.2.1, pandas 1.5.3, numpy 1.24.2)
"""

import json
import os
import sys

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression, LogisticRegressionCV, Ridge
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

sys.path.insert(0, os.path.dirname(__file__))
from dump_pipeline import dump_pipeline  # noqa: E402

random = np.random.RandomState(7)
ROWS = 300


def training():
    visits = random.gamma(2.0, 3.0, ROWS).round(3)
    seats = random.randint(1, 400, ROWS).astype(float)
    source = random.choice(["web", "fair", "Google Ads", "größer & 'more'"], ROWS)
    region = random.choice(["north", "south", "west", "east", "far"], ROWS, p=[0.4, 0.3, 0.22, 0.04, 0.04])
    tier = random.choice([1, 2, 3], ROWS)
    trial = random.choice([True, False], ROWS)
    margin = 0.3 * visits - 0.004 * seats + (source == "fair") * 1.2 - (region == "south") * 0.8 - 1.0
    won = random.rand(ROWS) < 1 / (1 + np.exp(-margin))
    frame = pd.DataFrame({"visits": visits, "seats": seats, "source": source, "region": region,
                          "tier": tier, "trial": trial})
    return frame, won.astype(int), margin + random.normal(size=ROWS)


def holes(frame, columns):
    frame = frame.copy()
    for column in columns:
        missing = random.rand(ROWS) < 0.15
        frame[column] = frame[column].astype(object) if frame[column].dtype == object else frame[column]
        frame.loc[missing, column] = None if frame[column].dtype == object else np.nan
    return frame


frame, won, revenue = training()
holed = holes(frame, ["visits", "seats", "source"])
UNSEEN = {"source": "unheard of", "region": "moon", "tier": 9}


def probes(base, unseen, missing):
    rows = base.head(12).copy().astype(object)
    for i, column in enumerate(unseen):
        rows.loc[rows.index[i], column] = UNSEEN[column]
    for i, column in enumerate(missing):
        rows.loc[rows.index[6 + i], column] = None
    return rows


def typed(rows, like):
    out = rows.copy()
    for column in out:
        if like[column].dtype != object:
            out[column] = out[column].astype(like[column].dtype)
    return out


def case(name, base, outcome, transformer, model, unseen=(), missing=()):
    pipeline = Pipeline([("prepare", transformer), ("model", model)])
    pipeline.fit(base, outcome)
    rows = typed(probes(base, unseen, missing), base)
    records = [{key: None if value != value else value for key, value in row.items()}
               for row in json.loads(rows.to_json(orient="records", double_precision=15))]
    scores = pipeline.predict_proba(rows)[:, 1] if hasattr(model, "predict_proba") else pipeline.predict(rows)
    return {"name": name, "pipeline": json.loads(dump_pipeline(pipeline)), "records": records,
            "scores": scores.tolist()}


def impute_scale():
    return Pipeline([("impute", SimpleImputer(strategy="median")), ("scale", StandardScaler())])


def impute_encode(**options):
    return Pipeline([("impute", SimpleImputer(strategy="constant", fill_value="unknown", missing_values=None)),
                     ("encode", OneHotEncoder(**options))])


numbers = ["visits", "seats"]
cases = [
    case("scaled numbers and one-hot categories", frame, won,
         ColumnTransformer([("n", StandardScaler(), numbers),
                            ("c", OneHotEncoder(handle_unknown="ignore"), ["source", "tier", "trial"])]),
         LogisticRegression(max_iter=5000, tol=1e-12), unseen=["source", "tier"]),
    case("imputed numbers and categories, a constant for missing text", holed, won,
         ColumnTransformer([("n", impute_scale(), numbers),
                            ("c", impute_encode(handle_unknown="ignore"), ["source"]),
                            ("rest", "passthrough", ["tier"])]),
         LogisticRegression(max_iter=5000, tol=1e-12), unseen=["source"], missing=["visits", "seats", "source"]),
    case("None as a category of its own, a dropped first one, the remainder dropped", holed, won,
         ColumnTransformer([("n", impute_scale(), numbers),
                            ("c", OneHotEncoder(drop="first", handle_unknown="ignore"), ["source", "region", "trial"])]),
         LogisticRegression(max_iter=5000, tol=1e-12), unseen=["source", "region"], missing=["visits", "source"]),
    case("infrequent categories share a column, unknown ones join them", frame, won,
         ColumnTransformer([("c", OneHotEncoder(min_frequency=25, handle_unknown="infrequent_if_exist"), ["region"]),
                            ("n", StandardScaler(with_mean=False), numbers)]),
         LogisticRegressionCV(Cs=3, max_iter=5000, tol=1e-10), unseen=["region"]),
    case("the remainder passed through as it is, binary categories dropped", frame[["trial", "visits", "seats"]], won,
         ColumnTransformer([("c", OneHotEncoder(drop="if_binary"), ["trial"])], remainder="passthrough"),
         LogisticRegression(max_iter=5000, tol=1e-12)),
    case("a linear regression", frame, revenue,
         ColumnTransformer([("n", StandardScaler(), numbers), ("c", OneHotEncoder(), ["source"])]), LinearRegression()),
    case("a ridge regression", holed, revenue,
         ColumnTransformer([("n", impute_scale(), numbers)]), Ridge(alpha=2.5), missing=["visits", "seats"]),
]
print(json.dumps(cases, indent=1, ensure_ascii=False))
