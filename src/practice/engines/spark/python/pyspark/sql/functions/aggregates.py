"""Aggregates."""

from _practice import coercion
from _practice.define import (
    BOOLEAN,
    DOUBLE,
    LONG,
    aggregate,
    expression,
    fitted,
    plain,
    same,
    value_or_column,
)
from _practice.expressions import Aggregate, Literal, Star, Typed
from pyspark.sql import types as T
from pyspark.sql.column import Column

__all__ = [
    "count",
    "sum",
    "avg",
    "mean",
    "min",
    "max",
    "first",
    "first_value",
    "last",
    "last_value",
    "any_value",
    "stddev",
    "std",
    "stddev_samp",
    "stddev_pop",
    "variance",
    "var_samp",
    "var_pop",
    "median",
    "mode",
    "kurtosis",
    "collect_list",
    "array_agg",
    "collect_set",
    "countDistinct",
    "count_distinct",
    "approx_count_distinct",
    "approxCountDistinct",
    "sum_distinct",
    "sumDistinct",
    "count_if",
    "bool_and",
    "every",
    "bool_or",
    "some",
    "corr",
    "covar_samp",
    "covar_pop",
    "max_by",
    "min_by",
    "percentile_approx",
    "approx_percentile",
    "percentile",
    "product",
]


def _sum_type(kind):
    if isinstance(kind, T.DecimalType):
        return coercion.bounded(kind.precision + 10, kind.scale)
    return LONG if isinstance(kind, T.IntegralType) else DOUBLE


def _avg_type(kind):
    if isinstance(kind, T.DecimalType):
        return coercion.bounded(kind.precision + 4, kind.scale + 4)
    return DOUBLE


def _numeric(name, sql, result, distinct=False):
    def apply(col):
        child = expression(col)

        def build(value):
            wanted = value.type if coercion.is_number(value.type) else DOUBLE
            return Typed(sql % fitted(value, wanted), result(wanted))

        shown = "%s(DISTINCT %s)" if distinct else "%s(%s)"
        return Column(Aggregate(shown % (name, child.name), [child], build, overflows=True))

    apply.__name__ = name
    return apply


sum, avg = _numeric("sum", "sum(%s)", _sum_type), _numeric("avg", "avg(%s)", _avg_type)
mean = avg
sum_distinct = sumDistinct = _numeric("sum", "sum(DISTINCT %s)", _sum_type, True)
min, max = aggregate("min", "min(%(x)s)", same), aggregate("max", "max(%(x)s)", same)
stddev = aggregate("stddev", "stddev_samp(%(x)s)", DOUBLE, DOUBLE)
std = aggregate("std", "stddev_samp(%(x)s)", DOUBLE, DOUBLE)
stddev_samp = aggregate("stddev_samp", "stddev_samp(%(x)s)", DOUBLE, DOUBLE)
stddev_pop = aggregate("stddev_pop", "stddev_pop(%(x)s)", DOUBLE, DOUBLE)
variance = aggregate("variance", "var_samp(%(x)s)", DOUBLE, DOUBLE, shown="var_samp")
var_samp = aggregate("var_samp", "var_samp(%(x)s)", DOUBLE, DOUBLE)
var_pop = aggregate("var_pop", "var_pop(%(x)s)", DOUBLE, DOUBLE)
kurtosis = aggregate("kurtosis", "kurtosis_pop(%(x)s)", DOUBLE, DOUBLE)
median = aggregate("median", "median(%(x)s)", DOUBLE, DOUBLE)
mode = aggregate("mode", "mode(%(x)s)", same)
product = aggregate("product", "product(%(x)s)", DOUBLE, DOUBLE)
any_value = aggregate("any_value", "first(%(x)s)", same)
approx_count_distinct = aggregate(
    "approx_count_distinct", "count(DISTINCT %(x)s)", LONG, nullable=False
)
count_if = aggregate("count_if", "count_if(%(x)s)", LONG, BOOLEAN, False)
bool_and = every = aggregate("bool_and", "bool_and(%(x)s)", BOOLEAN, BOOLEAN)
bool_or = some = aggregate("bool_or", "bool_or(%(x)s)", BOOLEAN, BOOLEAN)


def approxCountDistinct(col, rsd=None):
    """The former name of approx_count_distinct."""
    return approx_count_distinct(col)


def _list_type(kind):
    return T.ArrayType(kind, False)


collect_list = aggregate(
    "collect_list",
    "list(%(x)s) FILTER (WHERE %(x)s IS NOT NULL)",
    _list_type,
    None,
    False,
    wrap="coalesce(%s, [])",
)
array_agg = collect_list
collect_set = aggregate(
    "collect_set",
    "list(DISTINCT %(x)s) FILTER (WHERE %(x)s IS NOT NULL)",
    _list_type,
    None,
    False,
    wrap="coalesce(%s, [])",
)


def count(col):
    """Rows where the column is not null; all rows for `*`."""
    child = expression(col)
    if isinstance(child, (Star, Literal)):
        return Column(Aggregate("count(1)", [], lambda: Typed("count(*)", LONG, False)))
    return Column(
        Aggregate(
            "count(%s)" % child.name, [child], lambda v: Typed("count(%s)" % v.sql, LONG, False)
        )
    )


def count_distinct(col, *cols):
    """How many different values there are; rows with a null do not count."""
    children = [expression(each) for each in (col, *cols)]

    def build(*values):
        if len(values) == 1:
            return Typed("count(DISTINCT %s)" % values[0].sql, LONG, False)
        whole = " AND ".join("%s IS NOT NULL" % value.sql for value in values)
        listed = ", ".join(value.sql for value in values)
        return Typed("count(DISTINCT CASE WHEN %s THEN (%s) END)" % (whole, listed), LONG, False)

    shown = "count(DISTINCT %s)" % ", ".join(child.name for child in children)
    return Column(Aggregate(shown, children, build))


countDistinct = count_distinct


def _edge(name, sql):
    def apply(col, ignorenulls=False):
        child = expression(col)
        pick = (
            "%s(%%s) FILTER (WHERE %%s IS NOT NULL)" % sql
            if plain(ignorenulls)
            else "%s(%%s)" % sql
        )

        def build(value):
            return Typed(pick % ((value.sql,) * pick.count("%s")), value.type)

        return Column(Aggregate("%s(%s)" % (name, child.name), [child], build))

    apply.__name__ = name
    return apply


first, last = _edge("first", "first"), _edge("last", "last")
first_value, last_value = _edge("first_value", "first"), _edge("last_value", "last")


def _pair(name, sql, wanted, result):
    def apply(col1, col2):
        children = [expression(col1), expression(col2)]

        def build(a, b):
            kind = result or a.type
            return Typed(sql % (fitted(a, wanted), fitted(b, wanted)), kind)

        return Column(
            Aggregate("%s(%s, %s)" % (name, *(c.name for c in children)), children, build)
        )

    apply.__name__ = name
    return apply


corr = _pair("corr", "corr(%s, %s)", DOUBLE, DOUBLE)
covar_samp = _pair("covar_samp", "covar_samp(%s, %s)", DOUBLE, DOUBLE)
covar_pop = _pair("covar_pop", "covar_pop(%s, %s)", DOUBLE, DOUBLE)
max_by, min_by = (
    _pair("max_by", "arg_max(%s, %s)", None, None),
    _pair("min_by", "arg_min(%s, %s)", None, None),
)


def _quantile(name, sql, result, accuracy):
    def apply(col, percentage, *rest):
        child, wanted = expression(col), plain(percentage)
        many = isinstance(wanted, (list, tuple))
        shares = (
            "[%s]" % ", ".join("%re0" % float(p) for p in wanted)
            if many
            else "%re0" % float(wanted)
        )

        def build(value):
            kind = result or value.type
            call = "%s(%s, %s)" % (sql, fitted(value, result), shares)
            return Typed(call, T.ArrayType(kind, False) if many else kind)

        parts = [
            child.name,
            value_or_column(wanted).name if not many else "array(%s)" % ", ".join(map(str, wanted)),
        ]
        parts.append(str(plain(rest[0]) if rest else accuracy))
        return Column(Aggregate("%s(%s)" % (name, ", ".join(parts)), [child], build))

    apply.__name__ = name
    return apply


percentile_approx = _quantile("percentile_approx", "quantile_disc", None, 10000)
approx_percentile = _quantile("approx_percentile", "quantile_disc", None, 10000)
percentile = _quantile("percentile", "quantile_cont", DOUBLE, 1)
