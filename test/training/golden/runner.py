"""Golden numbers for fitLogistic on made-up records, by scikit-learn and scipy (Debian 12 packages).
Run: /usr/bin/python3 runner.py > golden.json

mixed: numbers with missing values, a category with missing values, a flag, record weights, L2. A number is standardised
by weighted mean and population standard deviation over the rows that have it, and is 0 where it is missing; a missing
value has an indicator of its own; every level, and missing text, has an indicator; indicators are not scaled. Estimates are
of numbers per unit, of levels against the average record (their weighted mean is subtracted), and of the intercept likewise;
standard errors come from the inverse of minus the second derivative, penalty included.
separation: small data of digits, a record being its columns and its outcome, with whether a hyperplane separates the
classes (completely or not), by linear programming: the largest sum of A·b with A·b >= 0 and b in [-1, 1] is above 0.
hard: small data with outliers and uneven weights, where Newton's method without step halving fails from zero.
"""
import json, sys
import numpy as np, scipy, sklearn
from scipy.optimize import linprog, minimize
from sklearn.linear_model import LogisticRegression

rng = np.random.RandomState(11)


def mixed():
    n = 90
    x = np.round(rng.normal(40, 12, n), 1)
    z = np.round(rng.exponential(3, n), 2)
    flag = rng.binomial(1, 0.4, n)
    level = rng.choice(["web", "fair", "referral", "partner"], n, p=[0.4, 0.3, 0.2, 0.1])
    weight = rng.choice([0.5, 1.0, 2.0, 3.0], n)
    no_x, no_level = rng.rand(n) < 0.2, rng.rand(n) < 0.15
    effect = {"web": 0, "fair": -1, "referral": 1.2, "partner": 0.4}
    margin = 0.05 * (x - 40) - 0.2 * z + 0.8 * flag + np.array([effect[v] for v in level]) - 0.5 * no_x
    y = (rng.rand(n) < 1 / (1 + np.exp(-margin))).astype(int)

    def moments(v, missing):
        w = weight * ~missing
        mean = (w * v).sum() / w.sum()
        return mean, np.sqrt((w * (v - mean) ** 2).sum() / w.sum())

    def standard(v, missing):
        mean, sd = moments(v, missing)
        return np.where(missing, 0, (v - mean) / sd)

    names = ["flag", "level (missing)", "level = fair", "level = partner", "level = referral", "level = web", "x", "x (missing)", "z"]
    levels = np.where(no_level, "", level)
    design = np.c_[standard(flag, np.zeros(n, bool)), *[levels == v for v in ["", "fair", "partner", "referral", "web"]],
                   standard(x, no_x), no_x, standard(z, np.zeros(n, bool))].astype(float)
    rows = [{"x": None if no_x[i] else float(x[i]), "z": float(z[i]), "flag": bool(flag[i]), "level": None if no_level[i] else str(level[i]),
             "weight": float(weight[i]), "won": bool(y[i])} for i in range(n)]
    # every row of the report is a linear combination of intercept and weights
    all_there = np.zeros(n, bool)
    combine = np.eye(10)
    for k, (v, missing) in {0: (flag, all_there), 6: (x, no_x), 8: (z, all_there)}.items():
        mean, sd = moments(v, missing)
        combine[k + 1, k + 1] = 1 / sd
        combine[0, k + 1] = -mean / sd
    shares = (weight[:, None] * design[:, 1:6]).sum(0) / weight.sum()
    combine[0, 2:7] = shares
    combine[2:7, 2:7] -= shares
    fits = []
    for l2 in (0.1, 1.0, 25.0):
        m = LogisticRegression(C=1 / l2, solver="newton-cholesky", tol=1e-13, max_iter=1000).fit(design, y, sample_weight=weight)
        p = m.predict_proba(design)[:, 1]
        full = np.c_[np.ones(n), design]
        covariance = np.linalg.inv((full.T * (weight * p * (1 - p))) @ full + l2 * np.diag([0] + [1] * 9))
        estimates = combine @ np.r_[m.intercept_, m.coef_[0]]
        errors = np.sqrt(np.diag(combine @ covariance @ combine.T))
        fits.append({"l2": l2, "coefficients": {c: {"estimate": float(e), "standardError": float(s)} for c, e, s in zip(["(intercept)"] + names, estimates, errors)},
                     "probabilities": p.tolist()})
    return {"rows": rows, "fits": fits}


HARD = [
    ([[4, -3], [-1, -1], [1, 2], [1, -6], [-53, 0], [-1, 2], [-1, 13], [1, 7]], [0, 0, 1, 0, 0, 0, 0, 0], [6, 111, 467, 4, 58, 75, 13, 3]),
    ([[0, 1, 21], [3, 1, 2], [-4, 0, -1], [0, -4, -2], [3, -6, -2], [18, 1, 0], [-11, -18, -12], [-2, -4, 5], [1, -1, 4]], [0, 1, 1, 1, 0, 0, 0, 1, 0],
     [203, 11, 408, 18, 38, 1, 550, 175, 2]),
    ([[-26, 2], [-1, -2], [6, 1], [466, -1], [-3, 3], [2, -4], [10, -1], [-7, 11], [7, 5], [5, 7], [22, 17], [-14, 0], [3, 1], [1, 0], [1, -2]],
     [0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], [8, 366, 244, 1, 172, 1, 13, 706, 8, 50, 38, 14, 98, 2, 4]),
]


def maximum(x, y, w):
    x, y, w = np.c_[np.ones(len(x)), np.array(x, float)], np.array(y, float), np.array(w, float)
    sign = 2 * y - 1
    loss = lambda b: float((w * np.logaddexp(0, -sign * (x @ b))).sum())
    slope = lambda b: x.T @ (w * (1 / (1 + np.exp(-(x @ b))) - y))
    curve = lambda b: (x.T * (w * (lambda p: p * (1 - p))(1 / (1 + np.exp(-(x @ b)))))) @ x
    r = minimize(loss, np.zeros(x.shape[1]), jac=slope, hess=curve, method="trust-exact", options={"gtol": 1e-11, "maxiter": 10000})
    b = r.x
    for _ in range(3):
        b = b - np.linalg.solve(curve(b), slope(b))
    assert np.abs(np.linalg.solve(curve(b), slope(b))).max() < 1e-12
    return {"coefficients": b.tolist(), "logLikelihood": -loss(b)}


def separation(count):
    sets = []
    while len(sets) < count:
        n, p, span = rng.randint(4, 16), rng.randint(1, 4), rng.randint(2, 6)
        x = np.where(rng.rand(n, p) < 0.5, rng.randint(0, span, (n, p)), rng.randint(0, 2, (n, p)))
        y = (rng.rand(n) < 1 / (1 + np.exp(-(x - span / 2) @ (2 * rng.randn(p))))).astype(int)
        if y.min() == y.max():
            continue
        a = np.c_[np.ones(n), x] * (2 * y - 1)[:, None]
        r = linprog(-a.sum(0), A_ub=-a, b_ub=np.zeros(n), bounds=[(-1, 1)] * (p + 1), method="highs")
        sets.append({"records": " ".join("".join(map(str, [*row, won])) for row, won in zip(x, y)), "separated": bool(-r.fun > 1e-7)})
    return sets


json.dump({"versions": {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__}, "mixed": mixed(), "separation": separation(300),
           "hard": [{"x": x, "y": y, "w": w, **maximum(x, y, w)} for x, y, w in HARD]}, sys.stdout, indent=1)
