"""/usr/bin/python3 firth.py > firth.json: made-up records, and Firth's logistic regression of them.

Estimates and standard errors: R's brglm2 (method brglmFit, type AS_mean), called by Rscript. Penalised likelihood,
likelihood-ratio p-values and profile intervals: the modified score is made 0 with one coefficient held, as in Heinze and
Schemper (2002); the script checks that its own estimates are brglm2's.
"""
import json, subprocess, sys, tempfile
import numpy as np, scipy
from scipy.optimize import brentq
from scipy.stats import chi2

rng = np.random.RandomState(3)


def separated():
    n = 120
    x = np.round(rng.normal(0, 1, n), 2)
    source = rng.choice(["fair", "sure", "web"], n, p=[0.3, 0.15, 0.55])
    won = (rng.rand(n) < 1 / (1 + np.exp(1 - x))).astype(int)
    won[source == "sure"] = 1
    return x, source, won


def rare():
    n = 400
    x = np.round(rng.normal(0, 1, n), 2)
    source = rng.choice(["fair", "sure", "web"], n, p=[0.3, 0.15, 0.55])
    won = (rng.rand(n) < 1 / (1 + np.exp(3.4 - x))).astype(int)
    return x, source, won


def parts(X, y, b):
    p = 1 / (1 + np.exp(-X @ b))
    W = p * (1 - p)
    info = (X.T * W) @ X
    V = np.linalg.inv(info)
    h = W * np.einsum("ij,jk,ik->i", X, V, X)
    return X.T @ (y - p + h * (0.5 - p)), np.sum(np.where(y == 1, np.log(p), np.log1p(-p))) + 0.5 * np.linalg.slogdet(info)[1], V


def held(X, y, j, value, start):
    """The maximum with coefficient j held at a value (None for none held), by scoring until the score is 0."""
    free = [k for k in range(X.shape[1]) if k != j]
    b = start.copy()
    if j is not None:
        b[j] = value
    for _ in range(5000):
        U, _, V = parts(X, y, b)
        step = np.linalg.solve(np.linalg.inv(V)[np.ix_(free, free)], U[free])
        b[free] += step * min(1, 1 / np.abs(step).max() if np.abs(step).max() > 0 else 1)
        if np.abs(step).max() < 1e-13:
            break
    U, objective, _ = parts(X, y, b)
    assert np.abs(U[free]).max() < 1e-9, U
    return b, objective


R = """
suppressMessages(library(brglm2)); d <- read.csv("%s")
m <- glm(won ~ x + source, binomial, d, method = "brglmFit", type = "AS_mean", epsilon = 1e-12, maxit = 10000, start = rep(0, 4))
cat(format(c(coef(m), sqrt(diag(vcov(m)))), digits = 15))
"""


def fit(x, source, won, levels):
    X = np.c_[np.ones(len(x)), x, *[source == v for v in levels[1:]]].astype(float)
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as f:
        f.write("x,source,won\n" + "".join(f"{a},{levels.index(s)}{s},{y}\n" for a, s, y in zip(x, source, won)))
        f.flush()
        out = subprocess.run(["Rscript", "-e", R % f.name], capture_output=True, text=True, check=True).stdout
    numbers = np.array(list(map(float, out.split())))
    b, se = numbers[: X.shape[1]], numbers[X.shape[1]:]
    own = held(X, won, None, None, b)[0]
    assert np.abs(own - b).max() < 1e-8, (own, b)
    b = own
    _, best, V = parts(X, won, b)
    limit = chi2.ppf(0.95, 1)
    rows = {}
    for j, name in enumerate(["(intercept)", "x"] + [f"source = {v}" for v in levels[1:]]):
        drop = lambda t: 2 * (best - held(X, won, j, t, b)[1])
        ends = []
        for sign in (-1, 1):
            far = 1
            while drop(b[j] + sign * far * se[j]) < limit:
                far += 0.5
            ends.append(brentq(lambda t: drop(t) - limit, b[j], b[j] + sign * far * se[j], xtol=1e-13))
        rows[name] = {"estimate": b[j], "standardError": se[j], "pValue": float(chi2.sf(drop(0), 1)), "low": ends[0], "high": ends[1]}
    return {"rows": [{"x": float(a), "source": str(s), "won": int(y)} for a, s, y in zip(x, source, won)],
            "events": int(won.sum()), "coefficients": rows}


json.dump({"versions": {"numpy": np.__version__, "scipy": scipy.__version__, "brglm2": "0.9"},
           "separated": fit(*separated(), ["web", "fair", "sure"]), "rare": fit(*rare(), ["web", "fair", "sure"])}, sys.stdout, indent=1)
