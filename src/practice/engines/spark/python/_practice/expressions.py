"""
What a Column stands for: a tree that, over a frame's columns, becomes DuckDB's SQL and a Spark
type.
"""

from typing import NamedTuple

from pyspark.errors import AnalysisException, refused
from pyspark.sql import types as T

from . import coercion
from .sqltext import literal, type_of


class Typed(NamedTuple):
    """An expression over known columns."""

    sql: str
    type: T.DataType
    nullable: bool = True


class Expression:
    """Base of all. `name` is what Spark would call its column."""

    children = ()
    name = ""

    def resolve(self, scope):
        raise NotImplementedError

    def parts(self):
        """This and all it is made of, innermost first."""
        for child in self.children:
            yield from child.parts()
        yield self

    @property
    def aggregates(self):
        """Whether it takes many rows to one."""
        return any(child.aggregates for child in self.children)


class Star(Expression):
    """All columns, or all of one alias."""

    def __init__(self, qualifier=None):
        self.qualifier = qualifier
        self.name = "%s.*" % qualifier if qualifier else "*"

    def resolve(self, scope):
        raise AnalysisException("[INVALID_USAGE_OF_STAR_OR_REGEX] Invalid usage of '*'.")


class Reference(Expression):
    """
    A column by its name, or the very column of a frame (`attribute`, taken from frame `frame`).
    """

    def __init__(self, name, attribute=None, frame=None):
        self.name, self.attribute, self.frame = name, attribute, frame

    def resolve(self, scope):
        return scope.resolve(self)


class Literal(Expression):
    """A value."""

    def __init__(self, value, kind=None, name=None):
        self.value, self.type = value, kind or type_of(value)
        self.name = name if name is not None else _display(value)

    def resolve(self, scope):
        return Typed(literal(self.value, self.type), self.type, self.value is None)


class Alias(Expression):
    """An expression under another name."""

    def __init__(self, child, name):
        self.child, self.name, self.children = child, name, (child,)

    def resolve(self, scope):
        return self.child.resolve(scope)


class Cast(Expression):
    """An explicit cast; Spark names its column as what is cast."""

    def __init__(self, child, target, shown=False):
        self.child, self.target, self.children = child, target, (child,)
        wanted = target.simpleString().upper()
        self.name = child.name if not shown else "CAST(%s AS %s)" % (child.name, wanted)

    def resolve(self, scope):
        source = self.child.resolve(scope)
        sql = coercion.cast(source.sql, source.type, self.target)
        safe = isinstance(self.target, T.StringType) or (
            coercion.is_number(source.type) and not isinstance(self.target, T.DecimalType)
        )
        return Typed(sql, self.target, source.nullable or not safe)


class Call(Expression):
    """A function of its parts; `build` takes them resolved and gives the whole resolved."""

    def __init__(self, name, children, build, symbol=None):
        self.name, self.children, self.build, self.symbol = name, tuple(children), build, symbol

    def resolve(self, scope):
        return self.build(*(child.resolve(scope) for child in self.children))


class Aggregate(Expression):
    """
    A function of many rows. `build` gives the call's SQL, the result's type and whether it may be
    null. `overflows` says that a whole number that is too large loses its higher bits.
    """

    def __init__(self, name, children, build, wrap="%s", overflows=False):
        self.name, self.children, self.build, self.wrap = name, tuple(children), build, wrap
        self.overflows = overflows

    aggregates = True

    def call(self, scope, over=""):
        found = self.build(*(child.resolve(scope) for child in self.children))
        wrapped = self.wrap % (found.sql + over)
        if self.overflows and isinstance(found.type, T.IntegralType):
            return Typed(coercion.wrapped(wrapped, found.type), found.type, found.nullable)
        return Typed("CAST(%s AS %s)" % (wrapped, found.type.duck), found.type, found.nullable)

    def resolve(self, scope):
        if any(child.aggregates for child in self.children):
            raise AnalysisException(
                "[NESTED_AGGREGATE_FUNCTION] It is not allowed to use an aggregate function in the"
                " argument of another aggregate function. Please use the inner aggregate function"
                " in a sub-query."
            )
        return self.call(scope)


class WindowFunction(Aggregate):
    """A function that has a meaning over a window only (row_number, lag …)."""

    aggregates = False

    def resolve(self, scope):
        raise AnalysisException(
            '[WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE] Window function "%s" requires an OVER clause.'
            % self.name
        )


class Windowed(Expression):
    """An aggregate or window function over a window."""

    aggregates = False

    def __init__(self, function, spec):
        if not isinstance(function, Aggregate):
            raise AnalysisException(
                '[UNSUPPORTED_EXPR_FOR_WINDOW] Expression "%s" not supported within a window '
                "function."
                % function.name
            )
        self.function, self.spec = function, spec
        self.children = function.children + tuple(spec.expressions())
        self.name = "%s OVER (%s)" % (function.name, spec.describe())

    def resolve(self, scope):
        if isinstance(self.function, WindowFunction) and not self.spec.orders:
            raise AnalysisException(
                "Window function %s requires window to be ordered, please add ORDER BY clause. For "
                "example SELECT %s(value_expr) OVER (PARTITION BY window_partition ORDER BY "
                "window_ordering) from table" % (self.function.name, self.function.name)
            )
        return self.function.call(scope, " OVER (%s)" % self.spec.sql(scope))


class Ordering(Expression):
    """An expression with the direction it is sorted in."""

    def __init__(self, child, descending=False, nulls_first=None):
        self.child, self.children, self.descending = child, (child,), descending
        self.nulls_first = not descending if nulls_first is None else nulls_first
        self.name = "%s %s NULLS %s" % (
            child.name,
            "DESC" if descending else "ASC",
            "FIRST" if self.nulls_first else "LAST",
        )

    def resolve(self, scope):
        return self.child.resolve(scope)

    def clause(self, scope):
        direction = "DESC" if self.descending else "ASC"
        nulls = "FIRST" if self.nulls_first else "LAST"
        return "%s %s NULLS %s" % (self.child.resolve(scope).sql, direction, nulls)


class Generator(Expression):
    """One row to many: explode and its kin. `outer` keeps rows whose array is empty or null."""

    def __init__(self, name, child, outer=False, positions=False):
        self.name, self.child, self.children = name, child, (child,)
        self.outer, self.positions = outer, positions

    def resolve(self, scope):
        raise AnalysisException(
            "[UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS] The generator is not supported: nested "
            'in expressions "%s".'
            % self.name
        )


class PythonCall(Expression):
    """A Python function of the script over columns (a UDF)."""

    def __init__(self, name, function, result, children):
        self.name, self.function, self.result, self.children = (
            name,
            function,
            result,
            tuple(children),
        )

    def resolve(self, scope):
        if id(self) in scope.computed:
            return scope.computed[id(self)]
        raise refused("a Python UDF here: make it a column with withColumn first")


def sort_order(expression):
    """`expression` with a direction: Spark's ascending, nulls first, unless it has one."""
    return expression if isinstance(expression, Ordering) else Ordering(expression)


def _display(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        from .show import double_text

        return double_text(value)
    return str(value)
