"""Trains real XGBoost on FOLDER/train.csv with one thread, train.csv and validation.csv evaluated after each round as
SageMaker's container does; prints wall and CPU seconds, without reading the data, and validation RMSE as JSON."""

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
wall, cpu = time.perf_counter(), time.process_time()
xgboost.train(
    {**parameters, "tree_method": "hist", "nthread": 1},
    train,
    rounds,
    evals=[(train, "train"), (validation, "validation")],
    evals_result=history,
    verbose_eval=False,
)
print(
    json.dumps(
        {
            "seconds": time.perf_counter() - wall,
            "cpuSeconds": time.process_time() - cpu,
            "rmse": history["validation"]["rmse"][-1],
        }
    )
)
