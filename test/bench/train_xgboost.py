"""Trains real XGBoost on FOLDER/train.csv with one thread; prints seconds and validation RMSE as JSON."""

import json
import sys
import time

import numpy
import xgboost

folder, parameters = sys.argv[1], json.loads(sys.argv[2])
rounds = parameters.pop("num_round")


def matrix(side):
    table = numpy.loadtxt(f"{folder}/{side}.csv", delimiter=",", dtype=numpy.float32)
    return xgboost.DMatrix(table[:, 1:], label=table[:, 0], nthread=1)


train, validation = matrix("train"), matrix("validation")
history = {}
start = time.perf_counter()
xgboost.train(
    {**parameters, "tree_method": "hist", "nthread": 1},
    train,
    rounds,
    evals=[(validation, "validation")],
    evals_result=history,
    verbose_eval=False,
)
print(json.dumps({"seconds": time.perf_counter() - start, "rmse": history["validation"]["rmse"][-1]}))
