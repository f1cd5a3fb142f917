"""A scorecard by hand: weights of evidence by pandas, the regression by statsmodels, points by the textbook formula.

Run: python3 scorecard.py > scorecard.json (Debian: python3-pandas, python3-statsmodels)
"""
import json
import numpy as np, pandas as pd, statsmodels, statsmodels.api as sm

CUTS, CODE = [5, 11, 17], 99
POINTS, ODDS, PDO = 600, 20, 30

i = np.arange(1200)
x = np.where(i % 10 == 3, CODE, np.where(i % 17 == 5, np.nan, (i * 37) % 23)).astype(float)
c = np.array(["a", "b", "c"])[(i * 13) % 7 % 3]
rate = 0.1 + np.nan_to_num(np.where(x == CODE, 12, x), nan=4) / 45 + 0.2 * (c == "b")
won = (((i * 7919) % 1000) / 1000 < rate).astype(int)

def bin_of(v):
    if np.isnan(v): return "missing"
    if v == CODE: return "special"
    return str(sum(cut <= v for cut in CUTS))

bins = {"x": pd.Series([bin_of(v) for v in x]), "c": pd.Series(c)}
woe, table = {}, {}
for name, b in bins.items():
    t = pd.crosstab(b, won)
    share, other = t[1] / t[1].sum(), t[0] / t[0].sum()
    w = np.log(share / other)
    woe[name] = b.map(w).to_numpy(float)
    table[name] = {"weights": w.to_dict(), "informationValue": float(((share - other) * w).sum())}
fit = sm.Logit(won, sm.add_constant(np.column_stack([woe["c"], woe["x"]]))).fit(disp=0, tol=1e-14, maxiter=200)
factor = PDO / np.log(2)
offset = POINTS - factor * np.log(ODDS)
b0, bc, bx = (float(v) for v in fit.params)
for name, coefficient in (("c", bc), ("x", bx)):
    table[name]["coefficient"] = coefficient
    table[name]["points"] = {k: factor * coefficient * v for k, v in table[name]["weights"].items()}
print(json.dumps({
    "versions": {"pandas": pd.__version__, "statsmodels": statsmodels.__version__},
    "basePoints": offset + factor * b0,
    "standardErrors": [float(v) for v in fit.bse],
    "features": table,
    "firstProbabilities": [float(v) for v in fit.predict()[:10]],
}, indent=1))
