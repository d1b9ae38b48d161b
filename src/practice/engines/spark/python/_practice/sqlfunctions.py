"""Functions by their names in Spark SQL."""

from pyspark.errors import AnalysisException, refused
from pyspark.sql import functions as F
from pyspark.sql.column import Column

from .unsupported import FUNCTIONS

REGISTERED = {}
_SAME = {
    "mean": "avg",
    "std": "stddev",
    "int": None,
    "approx_count_distinct": "approx_count_distinct",
    "map": "create_map",
    "dateadd": "date_add",
    "char_length": "length",
    "position": "locate",
    "percentile_cont": "percentile",
    "if": None,
    "lcase": "lower",
    "ucase": "upper",
    "substr": "substring",
    "any": "bool_or",
    "chr": "char",
}
_CASTS = (
    "int",
    "bigint",
    "double",
    "float",
    "string",
    "boolean",
    "date",
    "timestamp",
    "smallint",
    "tinyint",
)


def call(name, arguments, distinct):
    """The Column of `name(arguments)`; refuses by name what is not there."""
    lower = name.lower()
    columns = [Column(each) for each in arguments]
    if lower in REGISTERED:
        return REGISTERED[lower](*columns)
    if lower in _CASTS and len(columns) == 1:
        return columns[0].cast(lower)
    if lower == "if" and len(columns) == 3:
        return F.when(columns[0], columns[1]).otherwise(columns[2])
    if lower in ("count", "sum") and distinct:
        return getattr(F, "count_distinct" if lower == "count" else "sum_distinct")(*columns)
    if lower == "substr" and len(columns) == 2:
        return F.substr(*columns)
    if distinct:
        raise refused("%s(DISTINCT …)" % lower)
    found = getattr(F, _SAME.get(lower) or lower, None) if lower not in FUNCTIONS else None
    if found is None or lower.startswith("_") or not callable(found):
        if lower in FUNCTIONS:
            raise refused("the function %s" % lower)
        raise AnalysisException(
            "[UNRESOLVED_ROUTINE] Cannot resolve function `%s` on search path [`system`.`builtin`, "
            "`system`.`session`, `spark_catalog`.`default`]." % name
        )
    return found(*columns)
