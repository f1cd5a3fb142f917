"""Golden values of the metrics from scikit-learn 1.2.1 and numpy 1.24.2 (Debian 12 packages).
Run: /usr/bin/python3 runner.py > scikitLearn.json"""
import json, sys
import numpy as np
import sklearn
from sklearn import metrics
from sklearn.calibration import calibration_curve

rng = np.random.RandomState(11)
n = 200
y = rng.binomial(1, 0.35, n)
p = np.clip(np.round(0.35 + 0.2 * (y - 0.35) + 0.2 * rng.randn(n), 2), 0.01, 0.99)  # two digits: many ties
w = np.round(rng.gamma(1.5, 1.0, n), 3)
w[::17] = 0.0


def ks(y, p, w):
    e = lambda s: w[(p <= s) & (y == 1)].sum() / w[y == 1].sum()
    o = lambda s: w[(p <= s) & (y == 0)].sum() / w[y == 0].sum()
    return max(abs(e(s) - o(s)) for s in np.unique(p))


def values(w):
    at = 0.4
    tn, fp, fn, tp = metrics.confusion_matrix(y, p >= at, sample_weight=w).ravel()
    return {
        "rocAuc": metrics.roc_auc_score(y, p, sample_weight=w),
        "logLoss": metrics.log_loss(y, p, sample_weight=w),
        "brierScore": metrics.brier_score_loss(y, p, sample_weight=w),
        "ksStatistic": ks(y, p, w),
        "confusionAt0.4": {
            "trueNegatives": tn, "falsePositives": fp, "falseNegatives": fn, "truePositives": tp,
            "precision": metrics.precision_score(y, p >= at, sample_weight=w),
            "recall": metrics.recall_score(y, p >= at, sample_weight=w),
            "f1": metrics.f1_score(y, p >= at, sample_weight=w),
            "specificity": metrics.recall_score(1 - y, p < at, sample_weight=w),
            "accuracy": metrics.accuracy_score(y, p >= at, sample_weight=w),
        },
    }


# 7 bins: no cut i/7 is a number of two digits, so it does not matter which side a cut belongs to
rate, mean = calibration_curve(y, p, n_bins=7, strategy="uniform")
json.dump({
    "versions": {"sklearn": sklearn.__version__, "numpy": np.__version__},
    "outcomes": y.tolist(), "probabilities": p.tolist(), "weights": w.tolist(),
    "unweighted": values(np.ones(n)), "weighted": values(w),
    "calibrationUniform7": {"eventRate": rate.tolist(), "meanPrediction": mean.tolist()},
}, sys.stdout, indent=1, default=lambda o: o.item())
