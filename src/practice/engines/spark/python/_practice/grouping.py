"""GROUP BY over a plan."""

from pyspark.errors import AnalysisException

from .expressions import Literal, Reference, Windowed
from .python_calls import with_python
from .selection import item


def aggregate(plan, keys, aggregates):
    """One row a group: the keys, then the aggregates. Without keys, one row in all."""
    source = with_python(plan, [*keys, *aggregates])
    grouped = [item(source, key) for key in keys]
    sqls = {typed.sql for typed, _ in grouped}
    items = list(grouped)
    for expression in aggregates:
        _check(source, expression, sqls)
        items.append(item(source, expression))
    tail = ""
    if grouped:
        tail = "GROUP BY %s" % ", ".join(typed.sql for typed, _ in grouped)
    listed = ", ".join("%s AS %s" % (typed.sql, attribute.sql) for typed, attribute in items)
    return source.then(tail, [attribute for _, attribute in items], listed)


def _check(plan, expression, grouped):
    """Refuses a column that is neither grouped nor inside an aggregate."""
    if getattr(type(expression), "aggregates", None) is True or isinstance(expression, Literal):
        return
    if not expression.aggregates and expression.resolve(plan).sql in grouped:
        return
    if isinstance(expression, Reference):
        raise AnalysisException(
            '[MISSING_AGGREGATION] The non-aggregating expression "%s" is based on columns which'
            " are not participating in the GROUP BY clause. Add the columns or the expression to"
            ' the GROUP BY, aggregate the expression, or use "any_value(%s)" if you do not care'
            " which of the values within a group is returned." % (expression.name, expression.name)
        )
    if isinstance(expression, Windowed):
        return
    for child in expression.children:
        _check(plan, child, grouped)
