"""/usr/bin/python3 robust.py > robust.json: statsmodels' robust and clustered standard errors, and an offset.

GLM with binomial family; records of weight k are repeated k times. HC0 (for GLM, statsmodels gives the same for HC1,
so that the factor n / (n - k) is left to the test), and clusters with the small-sample correction
G / (G - 1) * (n - 1) / (n - k), which is statsmodels' default.
"""
import json, sys
import numpy as np, statsmodels, statsmodels.api as sm

rng = np.random.RandomState(5)
n = 150
account = rng.randint(0, 25, n)
x = np.round(rng.normal(10, 3, n), 2)
z = np.round(rng.exponential(2, n), 2)
prior = np.round(rng.normal(-0.5, 1, n), 3)
weight = rng.randint(1, 4, n)
common = rng.normal(0, 0.8, 25)
won = (rng.rand(n) < 1 / (1 + np.exp(-(prior + 0.2 * (x - 10) - 0.3 * z + common[account])))).astype(int)
X = np.c_[np.ones(n), x, z]


def fit(repeat, cov_type, offset=None):
    i = np.repeat(np.arange(n), weight) if repeat else np.arange(n)
    model = sm.GLM(won[i], X[i], family=sm.families.Binomial(), offset=None if offset is None else offset[i])
    options = {"cov_kwds": {"groups": account[i]}} if cov_type == "cluster" else {}
    r = model.fit(cov_type=cov_type, tol=1e-14, maxiter=200, **options)
    return {"estimates": r.params.tolist(), "standardErrors": r.bse.tolist(), "pValues": r.pvalues.tolist(), "intervals": r.conf_int().tolist(),
            "logLikelihood": float(r.llf), "nullLogLikelihood": float(r.llnull), "probabilities": r.predict().tolist()[:20]}


json.dump({"versions": {"statsmodels": statsmodels.__version__, "numpy": np.__version__},
           "rows": [{"x": float(x[i]), "z": float(z[i]), "prior": float(prior[i]), "account": f"A{account[i]}", "weight": int(weight[i]), "won": int(won[i])} for i in range(n)],
           "robust": fit(False, "HC0"), "cluster": fit(False, "cluster"), "weighted": fit(True, "HC0"),
           "weightedCluster": fit(True, "cluster"), "offset": fit(False, "nonrobust", prior)}, sys.stdout, indent=1)
