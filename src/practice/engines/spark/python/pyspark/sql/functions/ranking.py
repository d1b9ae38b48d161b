"""Functions that have a meaning over a window only."""

from _practice.define import DOUBLE, INT, expression, plain, value_or_column
from _practice.expressions import Typed, WindowFunction
from pyspark.sql.column import Column

__all__ = [
    "row_number",
    "rank",
    "dense_rank",
    "percent_rank",
    "cume_dist",
    "ntile",
    "lag",
    "lead",
    "nth_value",
]


def _ranking(name, result, shown=None):
    def apply():
        made = WindowFunction(
            "%s()" % (shown or name), [], lambda: Typed("%s()" % name, result, False)
        )
        return Column(made)

    apply.__name__ = name
    return apply


row_number = _ranking("row_number", INT)
rank, dense_rank = _ranking("rank", INT, "RANK"), _ranking("dense_rank", INT, "DENSE_RANK")
percent_rank = _ranking("percent_rank", DOUBLE, "PERCENT_RANK")
cume_dist = _ranking("cume_dist", DOUBLE)


def ntile(n):
    """Which of `n` equal parts a row falls in."""
    sql = "ntile(%d)" % plain(n)
    return Column(WindowFunction(sql, [], lambda: Typed(sql, INT, False)))


def _shifted(name):
    def apply(col, offset=1, default=None):
        child, places, value = expression(col), plain(offset), value_or_column(default)

        def build(cell, fallback):
            sql = "%s(%s, %d, CAST(%s AS %s))" % (
                name,
                cell.sql,
                places,
                fallback.sql,
                cell.type.duck,
            )
            return Typed(sql, cell.type)

        shown = "%s(%s, %d, %s)" % (name, child.name, places, value.name)
        return Column(WindowFunction(shown, [child, value], build))

    apply.__name__ = name
    return apply


lag, lead = _shifted("lag"), _shifted("lead")


def nth_value(col, offset, ignoreNulls=False):
    """The value in the window's row of that number."""
    child, place = expression(col), plain(offset)
    rest = " IGNORE NULLS" if plain(ignoreNulls) else ""

    def build(cell):
        return Typed("nth_value(%s, %d%s)" % (cell.sql, place, rest), cell.type)

    return Column(WindowFunction("nth_value(%s, %d)" % (child.name, place), [child], build))
