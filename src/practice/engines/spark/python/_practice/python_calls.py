"""Runs the script's own Python functions (UDFs) on rows."""

from pyspark.errors import PythonException

from . import bridge, transport
from .expressions import PythonCall, Typed
from .plan import Attribute, Plan
from .sqltext import identifier


def with_python(plan, expressions):
    """The plan, with the values of every Python function in `expressions` behind its columns."""
    calls = {}
    for expression in expressions:
        for part in expression.parts():
            if isinstance(part, PythonCall) and id(part) not in plan.computed:
                calls[id(part)] = part
    for call in calls.values():
        plan = _computed(plan, call)
    return plan


def _computed(plan, call):
    arguments = [child.resolve(plan) for child in call.children]
    table = bridge.call("materialise", sql=plan.sql)
    kept = Plan("SELECT * FROM %s" % table, plan.attributes, plan.lineage, plan.ambiguous)
    values = kept.project([(typed, Attribute("argument", typed.type)) for typed in arguments])
    rows = transport.fetch(values) if arguments else [()] * _length(table)
    results = transport.load([call.result], [[_applied(call, row)] for row in rows])
    attribute = Attribute(call.name, call.result)
    sql = "SELECT t.*, u.v0 AS %s FROM %s AS t POSITIONAL JOIN %s AS u" % (
        attribute.sql,
        table,
        results,
    )
    widened = Plan(sql, [*plan.attributes, attribute], plan.lineage, plan.ambiguous)
    widened.computed = {**plan.computed, id(call): Typed(attribute.sql, call.result)}
    return widened


def _length(table):
    return int(
        bridge.call("rows", sql="SELECT CAST(count(*) AS VARCHAR) FROM %s" % identifier(table))[0][
            0
        ]
    )


def _applied(call, row):
    try:
        return fitting(call.function(*row), call.result)
    except Exception as error:
        raise PythonException(
            "An exception was thrown from the Python worker. %s: %s" % (type(error).__name__, error)
        ) from error


def fitting(value, kind):
    """What Spark keeps of a UDF's result: a value of another type than declared becomes null."""
    from pyspark.sql import types as T

    if value is None or isinstance(kind, T.StringType):
        return None if value is None else str(value)
    if isinstance(kind, T.BooleanType):
        return value if isinstance(value, bool) else None
    if isinstance(kind, T.IntegralType):
        return int(value) if isinstance(value, int) else None
    if isinstance(kind, (T.DoubleType, T.FloatType)):
        return value if isinstance(value, float) else None
    return value
