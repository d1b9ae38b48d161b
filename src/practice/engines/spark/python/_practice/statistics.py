"""Statistics of a DataFrame's columns."""

from pyspark.sql import types as T

from . import coercion

_SHARES = {"25%": 0.25, "50%": 0.5, "75%": 0.75}


class FrameStatistics:
    """Methods of DataFrame that describe it."""

    def describe(self, *cols):
        listed = cols[0] if len(cols) == 1 and isinstance(cols[0], list) else cols
        return self._summarised(["count", "mean", "stddev", "min", "max"], list(listed))

    def summary(self, *statistics):
        return self._summarised(
            list(statistics) or ["count", "mean", "stddev", "min", "25%", "50%", "75%", "max"], []
        )

    def _summarised(self, statistics, names):
        from pyspark.sql import functions as F

        kinds = {a.name: a.type for a in self._plan.attributes}
        names = [
            name
            for name in names or self.columns
            if coercion.is_number(kinds.get(name)) or isinstance(kinds.get(name), T.StringType)
        ]
        # One pass over the rows: an array of the result's rows, taken apart again.
        rows = [
            F.struct(
                F.lit(statistic).alias("summary"),
                *(
                    _statistic(statistic, "`%s`" % name, kinds[name]).cast("string").alias(name)
                    for name in names
                )
            )
            for statistic in statistics
        ]
        row = self.agg(F.array(*rows).alias("rows")).select(F.explode("rows").alias("row"))
        return row.select(*(F.col("row").getField(n).alias(n) for n in ["summary", *names]))

    def corr(self, col1, col2, method=None):
        from pyspark.sql import functions as F

        found = self.agg(F.corr(col1, col2)).first()[0]
        return float("nan") if found is None else found

    def cov(self, col1, col2):
        from pyspark.sql import functions as F

        return self.agg(F.covar_samp(col1, col2)).first()[0]

    def approxQuantile(self, col, probabilities, relativeError):
        from pyspark.sql import functions as F

        names = [col] if isinstance(col, str) else list(col)
        made = [F.percentile_approx(F.col(n).cast("double"), list(probabilities)) for n in names]
        found = [list(values or []) for values in self.agg(*made).first()]
        return found[0] if isinstance(col, str) else found


def _statistic(name, column, kind):
    from pyspark.sql import functions as F

    if name in ("count", "min", "max"):
        return getattr(F, name)(column)
    number = F.col(column).cast("double")
    if name in _SHARES or name.endswith("%"):
        share = _SHARES.get(name) or float(name[:-1]) / 100
        typed = number if isinstance(kind, T.StringType) else F.col(column)
        return F.percentile_approx(typed, share)
    return getattr(F, {"mean": "avg"}.get(name, name))(number)
