"""Golden numbers for fitNaiveBayes by scikit-learn's CategoricalNB (Debian 12 package).
Run: /usr/bin/python3 naiveBayes.py > naiveBayes.json

Made-up records with two categories (one with missing text), a number in given cuts with missing values, and a flag.
A missing value is a category of its own; a number is coded by its bin (a value equal to a cut goes up). Every code from
0 occurs, since CategoricalNB counts the codes in between as categories. margins are the differences of the two joint
log-likelihoods; intercept is that of the class priors.
"""
import json
import numpy as np, sklearn
from sklearn.naive_bayes import CategoricalNB

rng = np.random.RandomState(29)
n = 140
won = (rng.rand(n) < 0.35).astype(int)
source = np.where(won, rng.choice(["web", "fair", "referral"], n, p=[0.3, 0.2, 0.5]), rng.choice(["web", "fair", "referral"], n, p=[0.6, 0.3, 0.1]))
country = rng.choice(["AT", "DE", "FR", "IT", ""], n, p=[0.3, 0.3, 0.2, 0.1, 0.1])
visits = np.minimum(rng.poisson(2 + 2 * won), 9)
missing = rng.rand(n) < 0.15
opened = rng.rand(n) < 0.3 + 0.3 * won
cuts = [1, 3, 6]

number = np.where(missing, 4, np.digitize(visits, cuts))
texts = lambda column: np.searchsorted(np.unique(column), column)
X = np.c_[texts(source), texts(country), number, opened]
for column in X.T:
    assert set(column) == set(range(column.max() + 1))

fits = []
for alpha in (0.1, 0.5, 1.0, 4.0):
    m = CategoricalNB(alpha=alpha).fit(X, won)
    joint = m._joint_log_likelihood(X)
    fits.append({"smoothing": alpha, "intercept": float(m.class_log_prior_[1] - m.class_log_prior_[0]), "margins": (joint[:, 1] - joint[:, 0]).tolist()})

rows = [{"source": str(source[i]), "country": str(country[i]) or None, "visits": None if missing[i] else int(visits[i]), "opened": bool(opened[i]), "won": bool(won[i])} for i in range(n)]
print(json.dumps({"versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__}, "cuts": cuts, "rows": rows, "fits": fits}, indent=1))
