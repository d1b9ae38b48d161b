"""Real XGBoost, asked by the tests: reads one JSON request from stdin, writes one JSON reply to stdout."""

import json
import pickle
import sys

import numpy as np
import xgboost as xgb


def matrix(path):
    try:
        table = np.loadtxt(path, delimiter=",", ndmin=2)
    except ValueError:  # an empty field is a missing value, which only the slower reader takes
        table = np.genfromtxt(path, delimiter=",", dtype=np.float64, ndmin=2)
    return xgb.DMatrix(table[:, 1:], label=table[:, 0], nthread=1)


def predict(request):
    """Predictions of each model file for the same rows, as exact doubles of XGBoost's floats."""
    rows = matrix(request["rows"])
    replies = {}
    for path in request["models"]:
        booster = xgb.Booster()
        booster.load_model(path)
        replies[path] = booster.predict(rows).astype(np.float64).tolist()
    return replies


def train(request):
    """Final metrics of a training with the same parameters, and the model saved under each of the paths."""
    evaluations = [(matrix(request["train"]), "train"), (matrix(request["validation"]), "validation")]
    history = {}
    booster = xgb.train(
        {"tree_method": "hist", "nthread": 1, **request["parameters"]},
        evaluations[0][0],
        request["rounds"],
        evals=evaluations,
        evals_result=history,
        verbose_eval=False,
    )
    for path in request.get("save", []):
        booster.save_model(path)
    return {
        f"{name}-{metric}": values[-1]
        for name, metrics in history.items()
        for metric, values in metrics.items()
    }


def handle(request):
    """The serialized booster inside a pickle, as hexadecimal; unpickling needs XGBoost of the pickle's version."""

    class Stand:
        def __setstate__(self, state):
            self.state = state

    class Reader(pickle.Unpickler):
        def find_class(self, module, name):
            return Stand if (module, name) == ("xgboost.core", "Booster") else super().find_class(module, name)

    with open(request["pickle"], "rb") as file:
        state = Reader(file).load().state
    return {**{key: value for key, value in state.items() if key != "handle"}, "handle": bytes(state["handle"]).hex()}


print(json.dumps({"predict": predict, "train": train, "handle": handle}[sys.argv[1]](json.load(sys.stdin))))
