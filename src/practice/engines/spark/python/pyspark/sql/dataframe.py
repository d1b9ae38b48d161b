"""DataFrames: plans that a script builds up, and actions that run them."""

from _practice.expressions import Literal, Ordering, Reference, sort_order
from _practice.frameactions import FrameActions
from _practice.joining import combine, join
from _practice.plan import Attribute
from _practice.selection import filtered, replace, select
from pyspark.errors import AnalysisException, PySparkTypeError, PySparkValueError, refused
from pyspark.sql import types as T
from pyspark.sql.column import Column, as_column

_REFUSED = frozenset("""
    rdd checkpoint localCheckpoint cogroup cube rollup crosstab freqItems foreachPartition
    isStreaming mapInArrow mapInPandas melt unpivot observe pandas_api sampleBy sameSemantics
    semanticHash to toPandas to_koalas to_pandas_on_spark withMetadata withWatermark writeStream
    writeTo createGlobalTempView createOrReplaceGlobalTempView inputFiles
    dropDuplicatesWithinWatermark registerTempTable
    """.split())


def _flat(cols):
    return list(cols[0]) if len(cols) == 1 and isinstance(cols[0], (list, tuple)) else list(cols)


class DataFrame(FrameActions):
    """Rows under named columns."""

    _count = 0

    def __init__(self, session, plan):
        DataFrame._count += 1
        self._id = DataFrame._count
        self.sparkSession, self._plan = session, plan
        plan.lineage = plan.lineage | {self._id}

    def _with(self, plan):
        return DataFrame(self.sparkSession, plan)

    def _named(self, name):
        """The very column of this frame."""
        reference = Reference(name)
        attribute = self._plan.attribute_of(reference)
        return Column(Reference(attribute.name, attribute.id, self._id) if attribute else reference)

    def __getitem__(self, item):
        if isinstance(item, str):
            from pyspark.sql.functions import col

            return col(item) if item == "*" else self._named(item)
        if isinstance(item, Column):
            return self.filter(item)
        if isinstance(item, (list, tuple)):
            return self.select(*item)
        if isinstance(item, int):
            return self._named("`%s`" % self.columns[item])
        raise PySparkTypeError(
            "[NOT_COLUMN_OR_FLOAT_OR_INT_OR_LIST_OR_STR] unexpected item: %r" % (item,)
        )

    def __getattr__(self, name):
        if name in _REFUSED:
            raise refused("DataFrame.%s" % name)
        if not name.startswith("_") and any(c.lower() == name.lower() for c in self.columns):
            return self._named(name)
        raise AttributeError("'DataFrame' object has no attribute '%s'" % name)

    def __dir__(self):
        return sorted({*super().__dir__(), *self.columns})

    @property
    def columns(self):
        return [attribute.name for attribute in self._plan.attributes]

    @property
    def schema(self):
        return T.StructType(
            [T.StructField(a.name, a.type, a.nullable) for a in self._plan.attributes]
        )

    @property
    def dtypes(self):
        return [(field.name, field.dataType.simpleString()) for field in self.schema]

    def select(self, *cols):
        return self._with(select(self._plan, [as_column(c)._expression for c in _flat(cols)]))

    def selectExpr(self, *expr):
        from pyspark.sql import functions as F

        return self.select(*(F.expr(each) for each in _flat(expr)))

    def filter(self, condition):
        if isinstance(condition, str):
            from pyspark.sql import functions as F

            condition = F.expr(condition)
        if not isinstance(condition, Column):
            raise PySparkTypeError(
                "[NOT_COLUMN_OR_STR] Argument `condition` should be a Column or str, got %s."
                % type(condition).__name__
            )
        return self._with(filtered(self._plan, condition._expression))

    where = filter

    def withColumn(self, colName, col):
        if not isinstance(col, Column):
            raise PySparkTypeError(
                "[NOT_COLUMN] Argument `col` should be a Column, got %s." % type(col).__name__
            )
        return self._with(replace(self._plan, {colName: col._expression}))

    def withColumns(self, *colsMap):
        return self._with(replace(self._plan, {n: c._expression for n, c in colsMap[0].items()}))

    def withColumnRenamed(self, existing, new):
        return self.withColumnsRenamed({existing: new})

    def withColumnsRenamed(self, colsMap):
        new = {old.lower(): name for old, name in colsMap.items()}
        items = []
        for attribute in self._plan.attributes:
            name = new.get(attribute.name.lower())
            items.append(
                (attribute.typed(), attribute if name is None else attribute.renamed(name))
            )
        return self._with(self._plan.project(items))

    def toDF(self, *cols):
        if len(cols) != len(self.columns):
            raise PySparkValueError(
                "requirement failed: The number of columns doesn't match.\nOld column names (%d):"
                " %s\nNew column names (%d): %s"
                % (len(self.columns), ", ".join(self.columns), len(cols), ", ".join(cols))
            )
        pairs = zip(self._plan.attributes, cols)
        return self._with(self._plan.project([(a.typed(), a.renamed(name)) for a, name in pairs]))

    def drop(self, *cols):
        gone = set()
        for each in cols:
            if isinstance(each, str):
                gone |= {a.id for a in self._plan.attributes if a.name.lower() == each.lower()}
                continue
            try:
                attribute = self._plan.attribute_of(each._expression)
            except AnalysisException as error:
                if "ambiguous" in str(error).lower():
                    raise
                continue
            gone.add(attribute.id)
        return self._with(self._plan.keep([a for a in self._plan.attributes if a.id not in gone]))

    def alias(self, alias):
        return self._with(self._plan.qualified(alias))

    def distinct(self):
        return self._with(self._plan.then("", head="DISTINCT *"))

    def dropDuplicates(self, subset=None):
        if subset is None:
            return self.distinct()
        if isinstance(subset, str):
            raise PySparkTypeError(
                "[NOT_LIST_OR_TUPLE] Argument `subset` should be a list or tuple, got str."
            )
        keys = ", ".join(self._plan.resolve(Reference(name)).sql for name in subset)
        return self._with(self._plan.then("", head="DISTINCT ON (%s) *" % keys))

    drop_duplicates = dropDuplicates

    def orderBy(self, *cols, ascending=True):
        listed = [self._order(each) for each in _flat(cols)]
        if not listed:
            raise PySparkValueError("[CANNOT_BE_EMPTY] At least one column must be specified.")
        if not isinstance(ascending, (list, tuple)):
            ascending = [True] * len(listed) if ascending else [False] * len(listed)
        orders = [
            sort_order(each) if up else Ordering(getattr(each, "child", each), True)
            for each, up in zip(listed, ascending)
        ]
        plan = self._plan.covering(orders)
        clause = ", ".join(order.clause(plan) for order in orders)
        ordered = plan.then("ORDER BY %s" % clause)
        return self._with(ordered if plan is self._plan else ordered.keep(self._plan.attributes))

    sort = orderBy

    def _order(self, each):
        if isinstance(each, int):
            return (
                as_column(self[abs(each) - 1]).asc()._expression
                if each > 0
                else (self[abs(each) - 1].desc()._expression)
            )
        return as_column(each)._expression

    def sortWithinPartitions(self, *cols, **options):
        return self.orderBy(*cols, **options)

    def limit(self, num):
        return self._with(self._plan.then("LIMIT %d" % num))

    def offset(self, num):
        return self._with(self._plan.then("OFFSET %d" % num))

    def groupBy(self, *cols):
        from pyspark.sql.group import GroupedData

        return GroupedData(self, [self._order(each) for each in _flat(cols)])

    groupby = groupBy

    def agg(self, *exprs):
        return self.groupBy().agg(*exprs)

    def join(self, other, on=None, how=None):
        plans = (self._plan, other._plan)
        if on is None:
            return self._with(join(*plans, how=how or "inner"))
        listed = on if isinstance(on, (list, tuple)) else [on]
        if all(isinstance(each, str) for each in listed):
            return self._with(join(*plans, using=listed, how=how))
        condition = listed[0]
        for each in listed[1:]:
            condition = condition & each
        return self._with(join(*plans, condition=condition._expression, how=how))

    def crossJoin(self, other):
        return self._with(join(self._plan, other._plan, how="cross"))

    def union(self, other):
        return self._with(combine("UNION ALL", self._plan, other._plan))

    unionAll = union

    def unionByName(self, other, allowMissingColumns=False):
        left, right = self, other
        if allowMissingColumns:
            left, right = left._completed(right), right._completed(left)
        for name in left.columns:
            if name.lower() not in [c.lower() for c in right.columns]:
                raise AnalysisException(
                    "[FIELD_NOT_FOUND] No such struct field `%s` in %s."
                    % (name, ", ".join("`%s`" % c for c in right.columns))
                )
        return left.union(right.select(*("`%s`" % name for name in left.columns)))

    def _completed(self, other):
        """This frame with the other's further columns, null."""
        known = {name.lower() for name in self.columns}
        items = []
        for attribute in other._plan.attributes:
            if attribute.name.lower() not in known:
                made = Attribute(attribute.name, attribute.type)
                items.append((Literal(None, attribute.type).resolve(self._plan), made))
        return self._with(self._plan.extend(items))

    def intersect(self, other):
        return self._with(combine("INTERSECT", self._plan, other._plan))

    def intersectAll(self, other):
        return self._with(combine("INTERSECT ALL", self._plan, other._plan))

    def subtract(self, other):
        return self._with(combine("EXCEPT", self._plan, other._plan))

    def exceptAll(self, other):
        return self._with(combine("EXCEPT ALL", self._plan, other._plan))
