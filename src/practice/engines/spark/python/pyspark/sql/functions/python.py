"""Python functions of the script (UDFs)."""

import functools

from _practice.expressions import PythonCall
from _practice.typenames import parse
from pyspark.errors import refused
from pyspark.sql.column import Column, as_column
from pyspark.sql.types import DataType, StringType

__all__ = ["udf", "pandas_udf"]


def udf(f=None, returnType=None, *, useArrow=None):
    """Makes a function of columns from a Python function of values; also a decorator."""
    if f is None or isinstance(f, (str, DataType)):
        return functools.partial(udf, returnType=f if f is not None else returnType)
    result = parse(returnType) if isinstance(returnType, str) else returnType or StringType()

    @functools.wraps(f)
    def apply(*cols):
        children = [as_column(each)._expression for each in cols]
        name = getattr(f, "__name__", type(f).__name__)
        shown = "%s(%s)" % (name, ", ".join(child.name for child in children))
        return Column(PythonCall(shown, f, result, children))

    apply.func, apply.returnType = f, result
    return apply


def pandas_udf(*args, **options):
    """Refused: there is no pandas here."""
    raise refused("functions.pandas_udf")
