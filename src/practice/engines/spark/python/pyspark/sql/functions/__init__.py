"""The functions of Spark SQL, one module a family."""

from _practice.unsupported import FUNCTIONS as _UNSUPPORTED
from pyspark.errors import refused as _refused

from . import aggregates, arrays, columns, dates, numbers, python, ranking, text
from .aggregates import *  # noqa: F401,F403
from .arrays import *  # noqa: F401,F403
from .columns import *  # noqa: F401,F403
from .dates import *  # noqa: F401,F403
from .numbers import *  # noqa: F401,F403
from .python import *  # noqa: F401,F403
from .ranking import *  # noqa: F401,F403
from .text import *  # noqa: F401,F403

__all__ = [
    name
    for module in (aggregates, arrays, columns, dates, numbers, python, ranking, text)
    for name in module.__all__
]


def __getattr__(name):
    if name in _UNSUPPORTED:
        raise _refused("functions.%s" % name)
    raise AttributeError("module 'pyspark.sql.functions' has no attribute '%s'" % name)
