"""What a DataFrame does besides building plans: actions, samples, nulls, statistics, output."""

from pyspark.errors import PySparkValueError
from pyspark.sql import types as T

from . import bridge, coercion, show, transport
from .plan import Plan
from .rows import Row
from .statistics import FrameStatistics


class FrameActions(FrameStatistics):
    """Methods of DataFrame that run its plan, or print it."""

    def _rows(self, limit=None):
        names = self.columns
        return [Row.of(names, values) for values in transport.fetch(self._plan, limit)]

    def collect(self):
        return self._rows()

    def take(self, num):
        return self._rows(num)

    def head(self, n=None):
        if n is not None:
            return self._rows(n)
        rows = self._rows(1)
        return rows[0] if rows else None

    def first(self):
        return self.head()

    def tail(self, num):
        rows = self._rows()
        return rows[-num:] if num else []

    def toLocalIterator(self, prefetchPartitions=False):
        return iter(self._rows())

    def foreach(self, f):
        for row in self._rows():
            f(row)

    def count(self):
        sql = "SELECT CAST(count(*) AS VARCHAR) FROM (%s)" % self._plan.sql
        return int(bridge.call("rows", sql=sql)[0][0])

    def isEmpty(self):
        return not self._rows(1)

    def show(self, n=20, truncate=True, vertical=False):
        if not isinstance(n, int) or isinstance(n, bool):
            raise TypeError("[NOT_INT] Argument `n` should be an int, got %s." % type(n).__name__)
        rows = transport.fetch(self._plan, n + 1)
        width = 20 if truncate is True else int(truncate)
        kinds = [attribute.type for attribute in self._plan.attributes]
        print(show.table_text(self.columns, kinds, rows[:n], len(rows) > n, width, vertical))

    def printSchema(self, level=None):
        print(show.tree_text(self.schema))

    def explain(self, extended=None, mode=None):
        print("== Physical Plan ==\n%s\n" % self._plan.output())

    def __repr__(self):
        return "DataFrame[%s]" % ", ".join("%s: %s" % pair for pair in self.dtypes)

    @property
    def sql_ctx(self):
        return self.sparkSession

    @property
    def na(self):
        from pyspark.sql.functional import DataFrameNaFunctions

        return DataFrameNaFunctions(self)

    @property
    def stat(self):
        from pyspark.sql.functional import DataFrameStatFunctions

        return DataFrameStatFunctions(self)

    @property
    def write(self):
        from pyspark.sql.readwriter import DataFrameWriter

        return DataFrameWriter(self)

    def createOrReplaceTempView(self, name):
        self.sparkSession._views[name.lower()] = self

    def createTempView(self, name):
        from pyspark.errors import AnalysisException

        if name.lower() in self.sparkSession._views:
            raise AnalysisException(
                "[TEMP_TABLE_OR_VIEW_ALREADY_EXISTS] Cannot create the temporary view `%s` because"
                " it already exists." % name
            )
        self.createOrReplaceTempView(name)

    # Where rows lie and how many partitions hold them changes no result here: one machine reads
    # them all.
    def cache(self):
        return self

    def persist(self, storageLevel=None):
        return self

    def unpersist(self, blocking=False):
        return self

    def repartition(self, numPartitions, *cols):
        return self

    def coalesce(self, numPartitions):
        return self

    def repartitionByRange(self, numPartitions, *cols):
        return self

    def hint(self, name, *parameters):
        return self

    def transform(self, func, *args, **kwargs):
        return func(self, *args, **kwargs)

    def _drawn(self, seed):
        """The plan over a table that has a drawn number from 0 to 1 in each row."""
        table = bridge.call("materialise", sql=self._plan.sql)
        salt = "NULL" if seed is None else "%d" % seed
        draw = (
            "random()"
            if seed is None
            else ("(hash(rowid, %s) >> 11)::DOUBLE / 9007199254740992" % salt)
        )
        sql = "SELECT *, %s AS drawn FROM %s" % (draw, table)
        name = bridge.call("materialise", sql=sql)
        return lambda low, high: Plan(
            "SELECT * EXCLUDE (drawn) FROM %s WHERE drawn >= %r AND drawn < %r" % (name, low, high),
            self._plan.attributes,
            self._plan.lineage,
            self._plan.ambiguous,
        )

    def sample(self, withReplacement=None, fraction=None, seed=None):
        if isinstance(withReplacement, float):
            withReplacement, fraction, seed = None, withReplacement, fraction
        if withReplacement:
            from pyspark.errors import refused

            raise refused("DataFrame.sample with replacement")
        return self._with(self._drawn(seed)(0.0, float(fraction)))

    def randomSplit(self, weights, seed=None):
        if any(weight < 0 for weight in weights):
            raise PySparkValueError("[VALUE_NOT_POSITIVE] Value for `weights` must be positive.")
        draw, total, low, parts = self._drawn(seed), float(sum(weights)), 0.0, []
        for weight in weights:
            high = low + weight / total
            parts.append(self._with(draw(low, high if len(parts) + 1 < len(weights) else 2.0)))
            low = high
        return parts

    def dropna(self, how="any", thresh=None, subset=None):
        names = self._subset(subset)
        least = thresh if thresh is not None else len(names) if how == "any" else 1
        tests = []
        for name in names:
            typed = self[name]._expression.resolve(self._plan)
            test = "%s IS NOT NULL" % typed.sql
            if isinstance(typed.type, (T.DoubleType, T.FloatType)):
                test = "(%s AND NOT isnan(%s))" % (test, typed.sql)
            tests.append("CAST(%s AS INTEGER)" % test)
        return self._with(self._plan.then("WHERE %s >= %d" % (" + ".join(tests) or "0", least)))

    def fillna(self, value, subset=None):
        from pyspark.sql import functions as F

        given = value if isinstance(value, dict) else {name: value for name in self._subset(subset)}
        made = {}
        for name, filler in given.items():
            kind = self[name]._expression.resolve(self._plan).type
            if not _fills(filler, kind):
                continue
            column = (
                F.nanvl(self[name], F.lit(None)) if isinstance(kind, T.DoubleType) else self[name]
            )
            made[name] = F.coalesce(column, F.lit(filler).cast(kind))
        return self.withColumns(made) if made else self

    def replace(self, to_replace, value=None, subset=None):
        from pyspark.sql import functions as F

        pairs = to_replace
        if not isinstance(pairs, dict):
            old = to_replace if isinstance(to_replace, (list, tuple)) else [to_replace]
            new = value if isinstance(value, (list, tuple)) else [value] * len(old)
            pairs = dict(zip(old, new))
        names = [name for name in self._subset(subset) if _fits(pairs, self[name], self._plan)]
        made = {}
        for name in names:
            column = self[name]
            kind = column._expression.resolve(self._plan).type
            case = None
            for old, new in pairs.items():
                put = F.lit(new).cast(kind)
                case = F.when(column == old, put) if case is None else case.when(column == old, put)
            made[name] = case.otherwise(column)
        return self.withColumns(made) if made else self

    def _subset(self, subset):
        if subset is None:
            return self.columns
        return [subset] if isinstance(subset, str) else list(subset)


def _fills(value, kind):
    if isinstance(value, bool):
        return isinstance(kind, T.BooleanType)
    if isinstance(value, (int, float)):
        return coercion.is_number(kind)
    return isinstance(kind, T.StringType)


def _fits(pairs, column, plan):
    kind = column._expression.resolve(plan).type
    return all(_fills(old, kind) for old in pairs)
