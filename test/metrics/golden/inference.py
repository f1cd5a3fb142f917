"""Golden values from scikit-learn 1.2.1, scipy 1.10.1, statsmodels 0.13.5, numpy 1.24.2 (Debian 12 packages), or written
out from the definitions. delong.R makes the values of pROC from the same columns.
Run: /usr/bin/python3 inference.py > inference.json && Rscript delong.R > delong.json"""
import json, sys
import numpy as np
import scipy, sklearn, statsmodels
from scipy import stats
from sklearn import metrics
from statsmodels.stats.multitest import multipletests

rng = np.random.RandomState(23)
n = 150
y = rng.binomial(1, 0.3, n)
a = np.round(1 / (1 + np.exp(-(1.5 * y - 1.2 + rng.randn(n)))), 2)  # two digits: many ties
b = np.round(1 / (1 + np.exp(-(1.0 * y - 1.0 + rng.randn(n)))), 2)
w = rng.randint(0, 4, n)


def precision_recall(y, s, w):
    precision, recall, thresholds = metrics.precision_recall_curve(y, s, sample_weight=w)
    keep = w > 0
    assert set(thresholds) >= set(s[keep])
    # highest threshold first, without the point (0, 1); without thresholds that only records of weight 0 have
    rows = [(t, p, r) for t, p, r in zip(thresholds, precision, recall) if t in set(s[keep])][::-1]
    t, p, r = zip(*rows)
    return {"thresholds": t, "precision": p, "recall": r}


def placements(y, s):
    """V and U of DeLong et al. by comparing every event with every non-event."""
    x, z = s[y == 1], s[y == 0]
    wins = (x[:, None] > z[None, :]) + 0.5 * (x[:, None] == z[None, :])
    return wins.mean(axis=1), wins.mean(axis=0)


def delong(y, s, level=0.95):
    v, u = placements(y, s)
    auc = v.mean()
    se = np.sqrt(v.var(ddof=1) / len(v) + u.var(ddof=1) / len(u))
    z = stats.norm.ppf((1 + level) / 2)
    logit, half = np.log(auc / (1 - auc)), z * se / (auc * (1 - auc))
    expit = lambda x: 1 / (1 + np.exp(-x))
    return {"auc": auc, "standardError": se,
            "plain": {"low": max(0, auc - z * se), "high": min(1, auc + z * se)},
            "logit": {"low": expit(logit - half), "high": expit(logit + half)}}


def compare(y, s, t, level=0.95):
    (v1, u1), (v2, u2) = placements(y, s), placements(y, t)
    cov_v, cov_u = np.cov(v1, v2), np.cov(u1, u2)
    of_difference = lambda c: c[0, 0] + c[1, 1] - 2 * c[0, 1]
    se = np.sqrt(of_difference(cov_v) / len(v1) + of_difference(cov_u) / len(u1))
    d = v1.mean() - v2.mean()
    z = stats.norm.ppf((1 + level) / 2)
    return {"aucA": v1.mean(), "aucB": v2.mean(), "difference": d, "standardError": se, "z": d / se,
            "p": 2 * stats.norm.sf(abs(d / se)), "interval": {"low": d - z * se, "high": d + z * se}}


def separated(m, k, level=0.95):
    """The area A with (1 - A)^2 = z^2 SE^2(A), SE by Hanley and McNeil's formula with Q1 and Q2."""
    z = stats.norm.ppf((1 + level) / 2)
    def excess(A):
        q1, q2 = A / (2 - A), 2 * A * A / (1 + A)
        return (1 - A) - z * np.sqrt((A * (1 - A) + (m - 1) * (q1 - A * A) + (k - 1) * (q2 - A * A)) / (m * k))
    return scipy.optimize.brentq(excess, 1e-6, 1 - 1e-9, xtol=1e-14)


def calibration_error(y, p, edges):
    """Bins by width; every bin's distance with the larger of two standard errors."""
    which = np.clip(np.digitize(p, edges) - 1, 0, len(edges) - 2)
    value = debiased = calibrated = 0.0
    for k in np.unique(which):
        i = which == k
        size, share = i.sum(), i.mean()
        gap = abs((y[i] - p[i]).mean())
        right = np.sqrt((p[i] * (1 - p[i])).mean() / size)
        se = max(right, np.sqrt((y[i] - p[i]).var() / size))
        value += share * gap
        debiased += share * (2 * gap - stats.foldnorm.mean(gap / se, scale=se))
        calibrated += share * stats.halfnorm.mean(scale=right)
    return {"value": value, "debiased": debiased, "ifCalibrated": calibrated}


def psi(e, a, smooth):
    e, a = smooth(np.array(e, float)), smooth(np.array(a, float))
    e, a = e / e.sum(), a / a.sum()
    return float(((a - e) * np.log(a / e)).sum())


def stability(e, a, tested_e, tested_a):
    """tested_*: the counts with sparse bins put together by hand."""
    per_degree = 1 / sum(e) + 1 / sum(a)
    tested = psi(tested_e, tested_a, lambda c: c + 0.5)
    df = len(tested_e) - 1
    return {"expected": e, "actual": a, "value": psi(e, a, lambda c: np.where(c == 0, 0.5, c)), "tested": tested,
            "threshold": per_degree * stats.chi2.ppf(0.99, df), "p": stats.chi2.sf(tested / per_degree, df),
            "degrees": df}


def poisson_binomial(p):
    """The distribution of the number of events, by convolution."""
    pmf = np.array([1.0])
    for q in p:
        pmf = np.convolve(pmf, [1 - q, q])
    k = np.arange(len(pmf))
    mean = (k * pmf).sum()
    return {"expected": mean, "standardError": np.sqrt(((k - mean) ** 2 * pmf).sum())}


p_values = np.round(np.concatenate([rng.beta(0.3, 4, 12), rng.rand(12)]), 3)
sample = np.round(rng.lognormal(0, 1, 40), 4)
def bootstrap(method):
    r = stats.bootstrap((sample,), np.mean, n_resamples=100_000, batch=10_000, method=method, random_state=5)
    return {"low": r.confidence_interval.low, "high": r.confidence_interval.high, "standardError": r.standard_error}

ones = np.ones(n)
edges = np.array([0, 0.2, 0.4, 0.6, 0.8, 1.0]) - 1e-12  # a prediction equal to an edge is in the bin above it
json.dump({
    "versions": {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__,
                 "statsmodels": statsmodels.__version__},
    "outcomes": y.tolist(), "scoresA": a.tolist(), "scoresB": b.tolist(), "weights": w.tolist(),
    "precisionRecall": precision_recall(y, a, ones), "weightedPrecisionRecall": precision_recall(y, a, w),
    "averagePrecision": metrics.average_precision_score(y, a),
    "weightedAveragePrecision": metrics.average_precision_score(y, a, sample_weight=w),
    "delong": delong(y, a), "delong90": delong(y, a, 0.9),
    "delongRepeated": delong(np.repeat(y, w), np.repeat(a, w)),
    "compare": compare(y, a, b), "compareRepeated": compare(np.repeat(y, w), np.repeat(a, w), np.repeat(b, w)),
    "separated": [{"m": m, "n": k, "low": separated(m, k)} for m, k in [(1, 1), (5, 5), (3, 40), (40, 3), (100, 100)]],
    "calibrationError": calibration_error(y, a, edges),
    "stability": [
        stability([40, 35, 25], [28, 38, 34], [40, 35, 25], [28, 38, 34]),
        stability([120, 80, 0, 50], [100, 90, 30, 60], [120, 80, 0, 50], [100, 90, 30, 60]),
        # bins 3 to 5 hold fewer than 5 of the 100 each, and 5 or more together
        stability([60, 30, 4, 3, 3], [55, 36, 2, 4, 3], [60, 30, 10], [55, 36, 9]),
        # the last bin alone stays sparse, and joins the smallest other one
        stability([60, 38, 2], [600, 370, 30], [60, 40], [600, 400]),
    ],
    "pValues": p_values.tolist(), "benjaminiHochberg": multipletests(p_values, method="fdr_bh")[1].tolist(),
    "poissonBinomial": poisson_binomial(a),
    "bootstrap": {"sample": sample.tolist(), "percentile": bootstrap("percentile"), "bca": bootstrap("BCa")},
}, sys.stdout, indent=1, default=lambda o: o.item())
