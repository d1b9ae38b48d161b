"""Windows: which rows an aggregate looks at from each row."""

from _practice.expressions import sort_order
from pyspark.sql.column import as_column

_UNBOUNDED = 2**63


class _Spec:
    """A window's parts: partition expressions, orderings, frame text."""

    def __init__(self, partitions=(), orders=(), frame=None):
        self.partitions, self.orders, self.frame = tuple(partitions), tuple(orders), frame

    def expressions(self):
        return [*self.partitions, *self.orders]

    def sql(self, scope):
        parts = []
        if self.partitions:
            keys = ", ".join(each.resolve(scope).sql for each in self.partitions)
            parts.append("PARTITION BY %s" % keys)
        if self.orders:
            parts.append("ORDER BY %s" % ", ".join(each.clause(scope) for each in self.orders))
        if self.frame:
            parts.append(self.frame)
        return " ".join(parts)

    def describe(self):
        parts = []
        if self.partitions:
            parts.append("PARTITION BY %s" % ", ".join(each.name for each in self.partitions))
        if self.orders:
            parts.append("ORDER BY %s" % ", ".join(each.name for each in self.orders))
        default = (
            "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
            if self.orders
            else "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"
        )
        return " ".join(parts + [self.frame or default])


def _bound(value, edge):
    if value == 0:
        return "CURRENT ROW"
    if abs(value) >= _UNBOUNDED - 1:
        return "UNBOUNDED %s" % edge
    return "%d %s" % (abs(value), "PRECEDING" if value < 0 else "FOLLOWING")


def _flat(cols):
    listed = cols[0] if len(cols) == 1 and isinstance(cols[0], (list, tuple)) else cols
    return [as_column(each)._expression for each in listed]


class WindowSpec:
    """A window; every method gives a new one."""

    def __init__(self, spec=None):
        self._spec = spec or _Spec()

    def partitionBy(self, *cols):
        return WindowSpec(_Spec(_flat(cols), self._spec.orders, self._spec.frame))

    def orderBy(self, *cols):
        orders = [sort_order(each) for each in _flat(cols)]
        return WindowSpec(_Spec(self._spec.partitions, orders, self._spec.frame))

    def _framed(self, unit, start, end):
        frame = "%s BETWEEN %s AND %s" % (
            unit,
            _bound(start, "PRECEDING"),
            _bound(end, "FOLLOWING"),
        )
        return WindowSpec(_Spec(self._spec.partitions, self._spec.orders, frame))

    def rowsBetween(self, start, end):
        return self._framed("ROWS", start, end)

    def rangeBetween(self, start, end):
        return self._framed("RANGE", start, end)


class Window:
    """Where a window begins."""

    unboundedPreceding = -_UNBOUNDED
    unboundedFollowing = _UNBOUNDED - 1
    currentRow = 0

    @staticmethod
    def partitionBy(*cols):
        return WindowSpec().partitionBy(*cols)

    @staticmethod
    def orderBy(*cols):
        return WindowSpec().orderBy(*cols)

    @staticmethod
    def rowsBetween(start, end):
        return WindowSpec().rowsBetween(start, end)

    @staticmethod
    def rangeBetween(start, end):
        return WindowSpec().rangeBetween(start, end)
