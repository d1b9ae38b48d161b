"""Functions of dates and timestamps. Times are UTC."""

from _practice.datepatterns import strftime_pattern
from _practice.define import (
    BOOLEAN,
    DATE,
    DOUBLE,
    INT,
    LONG,
    TEXT,
    TIMESTAMP,
    call,
    expression,
    function,
    plain,
    value_or_column,
)
from _practice.expressions import Call, Typed
from _practice.sqltext import text as quoted
from pyspark.sql import types as T
from pyspark.sql.column import Column

__all__ = [
    "year",
    "quarter",
    "month",
    "dayofmonth",
    "day",
    "dayofweek",
    "weekday",
    "dayofyear",
    "weekofyear",
    "hour",
    "minute",
    "second",
    "to_date",
    "to_timestamp",
    "date_format",
    "date_add",
    "date_sub",
    "dateadd",
    "datediff",
    "date_diff",
    "add_months",
    "months_between",
    "last_day",
    "next_day",
    "trunc",
    "date_trunc",
    "unix_timestamp",
    "from_unixtime",
    "timestamp_seconds",
    "unix_date",
    "current_date",
    "curdate",
    "current_timestamp",
    "now",
    "make_date",
]


def _field(name, sql, wanted=DATE):
    return function(name, "CAST(%s AS INTEGER)" % sql, [wanted], INT)


year, quarter, month = (_field(part, part + "({0})") for part in ("year", "quarter", "month"))
dayofmonth, day = _field("dayofmonth", "day({0})"), _field("day", "day({0})")
dayofweek, weekday = _field("dayofweek", "dayofweek({0}) + 1"), _field("weekday", "isodow({0}) - 1")
dayofyear, weekofyear = (
    _field("dayofyear", "dayofyear({0})"),
    _field("weekofyear", "weekofyear({0})"),
)
hour, minute, second = (_field(p, p + "({0})", TIMESTAMP) for p in ("hour", "minute", "second"))
last_day = function("last_day", "last_day({0})", [DATE], DATE)
timestamp_seconds = function(
    "timestamp_seconds", "make_timestamp(CAST({0} * 1000000 AS BIGINT))", [DOUBLE], TIMESTAMP
)
unix_date = function("unix_date", "CAST({0} - DATE '1970-01-01' AS INTEGER)", [DATE], INT)
make_date = function("make_date", "make_date({0}, {1}, {2})", [LONG] * 3, DATE)


def _parsed(name, kind):
    """to_date and to_timestamp: by Spark's own cast, or by a pattern."""

    def apply(col, format=None):
        child = expression(col)
        if format is None:
            return call(name, [child], "{0}", [kind], kind, True)
        pattern = plain(format)

        def build(value):
            if not isinstance(value.type, T.StringType):
                return Typed("CAST(%s AS %s)" % (value.sql, kind.duck), kind)
            sql = "try_strptime(%s, %s)" % (value.sql, quoted(strftime_pattern(pattern, True)))
            return Typed("CAST(%s AS %s)" % (sql, kind.duck), kind)

        return Column(Call("%s(%s, %s)" % (name, child.name, pattern), [child], build))

    apply.__name__ = name
    return apply


to_date, to_timestamp = _parsed("to_date", DATE), _parsed("to_timestamp", TIMESTAMP)


def date_format(date, format):
    """A timestamp as text, by a pattern such as yyyy-MM-dd."""
    pattern = plain(format)
    children = [expression(date), value_or_column(pattern)]
    sql = "strftime({0}, %s)" % quoted(strftime_pattern(pattern)).replace("{", "{{").replace(
        "}", "}}"
    )
    return call("date_format", children, sql, [TIMESTAMP, TEXT], TEXT)


def _moved(name, sign):
    def apply(start, days):
        other = value_or_column(days) if isinstance(days, int) else expression(days)
        return call(name, [expression(start), other], "({0} %s {1})" % sign, [DATE, INT], DATE)

    apply.__name__ = name
    return apply


date_add, date_sub, dateadd = (
    _moved("date_add", "+"),
    _moved("date_sub", "-"),
    _moved("date_add", "+"),
)


def datediff(end, start):
    """Days from `start` to `end`."""
    children = [expression(end), expression(start)]
    return call("datediff", children, "CAST(({0} - {1}) AS INTEGER)", [DATE, DATE], INT)


date_diff = datediff


def add_months(start, months):
    """The same day some months later, or that month's last."""
    other = value_or_column(months) if isinstance(months, int) else expression(months)
    sql = "CAST({0} + to_months({1}) AS DATE)"
    return call("add_months", [expression(start), other], sql, [DATE, INT], DATE)


def months_between(date1, date2, roundOff=True):
    """Months from `date2` to `date1`; a day counts as a 31st of a month."""
    children = [expression(date1), expression(date2), value_or_column(bool(plain(roundOff)))]
    sql = (
        "CASE WHEN day({0}) = day({1}) OR (last_day({0}) = CAST({0} AS DATE) AND last_day({1}) ="
        " CAST({1} AS DATE)) THEN CAST((year({0}) - year({1})) * 12 + month({0}) - month({1}) AS"
        " DOUBLE) ELSE round((year({0}) - year({1})) * 12 + month({0}) - month({1}) + ((day({0}) -"
        " day({1})) * 86400 + (epoch({0}) - epoch(date_trunc('day', {0}))) - (epoch({1}) -"
        " epoch(date_trunc('day', {1})))) / 2678400, 8) END"
    )
    return call("months_between", children, sql, [TIMESTAMP, TIMESTAMP, BOOLEAN], DOUBLE)


_WEEKDAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"]


def next_day(date, dayOfWeek):
    """The first such weekday after a date."""
    wanted = plain(dayOfWeek)
    children = [expression(date), value_or_column(wanted)]
    place = _WEEKDAYS.index(wanted[:2].lower()) + 1
    sql = "({0} + CAST((%d - isodow({0}) + 6) %% 7 + 1 AS INTEGER))" % place
    return call("next_day", children, sql, [DATE, TEXT], DATE)


_UNITS = {
    "year": "year",
    "yyyy": "year",
    "yy": "year",
    "quarter": "quarter",
    "month": "month",
    "mon": "month",
    "mm": "month",
    "week": "week",
    "day": "day",
    "dd": "day",
    "hour": "hour",
    "minute": "minute",
    "second": "second",
}


def trunc(date, format):
    """A date brought down to the begin of its year, quarter, month or week."""
    unit = _UNITS.get(plain(format).lower())
    children = [expression(date), value_or_column(plain(format))]
    sql = "CAST(date_trunc('%s', {0}) AS DATE)" % unit if unit else "CAST(NULL AS DATE)"
    return call("trunc", children, sql, [DATE, TEXT], DATE, True)


def date_trunc(format, timestamp):
    """A timestamp brought down to the begin of its unit."""
    unit = _UNITS.get(plain(format).lower())
    children = [value_or_column(plain(format)), expression(timestamp)]
    sql = "CAST(date_trunc('%s', {1}) AS TIMESTAMP)" % unit if unit else "CAST(NULL AS TIMESTAMP)"
    return call("date_trunc", children, sql, [TEXT, TIMESTAMP], TIMESTAMP, True)


def unix_timestamp(timestamp=None, format="yyyy-MM-dd HH:mm:ss"):
    """Seconds since 1970 of a timestamp, or of a text with a pattern."""
    pattern = plain(format)
    child = current_timestamp()._expression if timestamp is None else expression(timestamp)

    def build(value):
        sql = "CAST(%s AS TIMESTAMP)" % value.sql
        if isinstance(value.type, T.StringType):
            sql = "try_strptime(%s, %s)" % (value.sql, quoted(strftime_pattern(pattern, True)))
        return Typed("CAST(floor(epoch(%s)) AS BIGINT)" % sql, LONG)

    return Column(Call("unix_timestamp(%s, %s)" % (child.name, pattern), [child], build))


def from_unixtime(timestamp, format="yyyy-MM-dd HH:mm:ss"):
    """Seconds since 1970 as text."""
    pattern = plain(format)
    children = [expression(timestamp), value_or_column(pattern)]
    shown = quoted(strftime_pattern(pattern)).replace("{", "{{").replace("}", "}}")
    sql = "strftime(make_timestamp({0} * 1000000), %s)" % shown
    return call("from_unixtime", children, sql, [LONG, TEXT], TEXT)


def current_timestamp():
    """The time at which the query runs."""
    return call("current_timestamp", [], "CAST(now() AS TIMESTAMP)", [], TIMESTAMP, False)


now = current_timestamp


def current_date():
    """The day on which the query runs."""
    return call("current_date", [], "CAST(now() AS DATE)", [], DATE, False)


curdate = current_date
