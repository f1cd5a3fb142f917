"""Golden values of the ROC curve from scikit-learn 1.2.1 and numpy 1.24.2 (Debian 12 packages), on the columns of
scikitLearn.json. Run: /usr/bin/python3 rocCurve.py > rocCurve.json"""
import json
import numpy as np
import sklearn
from sklearn import metrics

golden = json.load(open("scikitLearn.json"))
y, p, w = (np.array(golden[name]) for name in ("outcomes", "probabilities", "weights"))


def curve(weights):
    fpr, tpr, thresholds = metrics.roc_curve(y, p, sample_weight=weights, drop_intermediate=False)
    kept = set(p if weights is None else p[weights > 0])
    # the first threshold is above all scores (max + 1 here, infinity from 1.3 on); those of weight 0 only are left out
    rows = [(t, f, r) for t, f, r in zip(thresholds[1:], fpr[1:], tpr[1:]) if t in kept]
    t, f, r = zip(*rows)
    return {"thresholds": t, "falsePositiveRate": f, "truePositiveRate": r, "first": [fpr[0], tpr[0]],
            "area": metrics.auc(fpr, tpr)}


print(json.dumps({"versions": {"sklearn": sklearn.__version__, "numpy": np.__version__},
                  "unweighted": curve(None), "weighted": curve(w)}))
