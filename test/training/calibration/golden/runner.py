"""Golden numbers of calibration, from scikit-learn and statsmodels. Run: python3 runner.py > calibration.json"""

import json

import numpy as np
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression

random = np.random.RandomState(20)
n = 1500
margins = np.round(random.normal(-1.2, 1.6, n), 3)
true = 1 / (1 + np.exp(-(0.3 + 0.6 * margins + 0.15 * np.maximum(margins, 0) ** 2)))
outcomes = (random.uniform(size=n) < true).astype(int)
weights = random.randint(1, 4, n)


def platt(weights=None):
    a, b = _sigmoid_calibration(margins, outcomes, weights)
    return {"slope": -float(a), "intercept": -float(b)}


def beta(weights):
    s = 1 / (1 + np.exp(-margins))
    x = np.column_stack([np.log(s), -np.log1p(-s)])
    model = sm.GLM(outcomes, sm.add_constant(x), family=sm.families.Binomial(), freq_weights=weights)
    c, a, b = model.fit(tol=1e-14, maxiter=200).params
    return {"a": float(a), "b": float(b), "c": float(c)}


def isotonic(weights=None):
    fitted = IsotonicRegression(out_of_bounds="clip").fit(margins, outcomes, sample_weight=weights)
    return {"at": at.tolist(), "probabilities": fitted.predict(at).tolist()}


at = np.linspace(-8, 6, 141)
line = sm.GLM(outcomes, sm.add_constant(margins), family=sm.families.Binomial()).fit(tol=1e-14, maxiter=200).params
print(json.dumps({
    "versions": {"scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__},
    "margins": margins.tolist(),
    "outcomes": outcomes.tolist(),
    "weights": weights.tolist(),
    "line": {"intercept": float(line[0]), "slope": float(line[1])},
    "platt": platt(),
    "plattWeighted": platt(weights.astype(float)),
    "beta": beta(np.ones(n)),
    "betaWeighted": beta(weights),
    "isotonic": isotonic(),
    "isotonicWeighted": isotonic(weights.astype(float)),
}))
