"""Grouped frames."""

from _practice.grouping import aggregate
from _practice import coercion
from pyspark.errors import AnalysisException, refused
from pyspark.sql import functions as F
from pyspark.sql.column import Column


class GroupedData:
    """A frame's rows in groups; an aggregate makes one row of each."""

    def __init__(self, frame, keys):
        self._frame, self._keys = frame, keys

    def agg(self, *exprs):
        if not exprs:
            raise ValueError("exprs should not be empty")
        if len(exprs) == 1 and isinstance(exprs[0], dict):
            columns = [_named(how, name) for name, how in exprs[0].items()]
        else:
            columns = list(exprs)
            if not all(isinstance(each, Column) for each in columns):
                raise TypeError("all exprs should be Column")
        plan = aggregate(self._frame._plan, self._keys, [each._expression for each in columns])
        return self._frame._with(plan)

    def count(self):
        return self.agg(F.count("*").alias("count"))

    def _each(self, function, names):
        plan = self._frame._plan
        keys = {plan.attribute_of(key).id for key in self._keys if plan.attribute_of(key)}
        if not names:
            names = [
                a.name for a in plan.attributes if coercion.is_number(a.type) and a.id not in keys
            ]
        for name in names:
            kind = self._frame.select(name).schema[0].dataType
            if not coercion.is_number(kind):
                raise AnalysisException(
                    '"%s" is not a numeric column. Aggregation function can only be applied on a'
                    " numeric column." % name
                )
        return self.agg(*(function(name) for name in names))

    def max(self, *cols):
        return self._each(F.max, cols)

    def min(self, *cols):
        return self._each(F.min, cols)

    def sum(self, *cols):
        return self._each(F.sum, cols)

    def avg(self, *cols):
        return self._each(F.avg, cols)

    mean = avg

    def pivot(self, pivot_col, values=None):
        """One column for each value of `pivot_col`, in order."""
        if values is None:
            rows = self._frame.select(pivot_col).distinct().orderBy(pivot_col).collect()
            values = [row[0] for row in rows]
        return _Pivoted(self._frame, self._keys, pivot_col, values)

    def __getattr__(self, name):
        if name in ("apply", "applyInPandas", "applyInPandasWithState", "cogroup"):
            raise refused("GroupedData.%s" % name)
        raise AttributeError("'GroupedData' object has no attribute '%s'" % name)


class _Pivoted(GroupedData):
    """Groups whose aggregates are split by the values of a column."""

    def __init__(self, frame, keys, column, values):
        super().__init__(frame, keys)
        self._column, self._values = column, values

    def agg(self, *exprs):
        if len(exprs) == 1 and isinstance(exprs[0], dict):
            exprs = [_named(how, name) for name, how in exprs[0].items()]
        made = []
        for value in self._values:
            for each in exprs:
                title = "null" if value is None else F.lit(value)._expression.name
                if len(exprs) > 1:
                    title = "%s_%s" % (title, each._expression.name)
                made.append(Column(_only(each._expression, self._column, value)).alias(title))
        plan = aggregate(self._frame._plan, self._keys, [each._expression for each in made])
        return self._frame._with(plan)


def _only(expression, column, value):
    """The aggregate over the rows where `column` is `value`."""
    import copy

    from _practice.expressions import Aggregate, Alias

    if isinstance(expression, Alias):
        return _only(expression.child, column, value)
    if not isinstance(expression, Aggregate):
        raise refused("GroupedData.pivot with an expression around an aggregate")
    changed = copy.copy(expression)
    matches = F.col(column).eqNullSafe(value)
    kept = [F.when(matches, Column(child))._expression for child in expression.children]
    if not kept:
        return F.count(F.when(matches, F.lit(1)))._expression
    changed.children = tuple(kept)
    return changed


def _named(how, name):
    function = getattr(F, {"mean": "avg", "std": "stddev"}.get(how, how))
    return function(name)
