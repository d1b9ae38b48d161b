"""Dynamic frames: Glue's frames, here each around a DataFrame."""

import json

from _practice import python_calls
from _practice.expressions import Alias, Reference
from _practice.schemas import rows_and_schema
from _practice.show import tree_text
from pyspark.errors import refused
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.column import Column

_REFUSED = frozenset(
    "unbox unnest unnest_ddb_json relationalize split_fields split_rows spigot mergeDynamicFrame"
    " mergeFrames mapPartitions mapPartitionsWithIndex recomputeSchema".split()
)


class DynamicFrameCollection:
    """Frames under names."""

    def __init__(self, dynamic_frames, glue_ctx):
        self._frames = dynamic_frames

    def keys(self):
        return self._frames.keys()

    def values(self):
        return self._frames.values()

    def select(self, key, transformation_ctx=""):
        return self._frames[key]

    def __getitem__(self, key):
        return self._frames[key]

    def __len__(self):
        return len(self._frames)


class DynamicFrame:
    """A frame of the Glue context."""

    def __init__(self, frame, glue_ctx=None, name=""):
        self._frame, self.glue_ctx, self.name = frame, glue_ctx, name

    @classmethod
    def fromDF(cls, dataframe, glue_ctx, name):
        return cls(dataframe, glue_ctx, name)

    def toDF(self, options=None):
        return self._frame

    def _with(self, frame):
        return DynamicFrame(frame, self.glue_ctx, self.name)

    def _exact(self, path):
        """The column of a field's path, or None: Glue's names are told apart by their case."""
        plan = self._frame._plan
        name = path.strip("`")
        for attribute in plan.attributes:
            if attribute.name == name:
                return Column(Reference(attribute.name, attribute.id, self._frame._id))
        head, dot, rest = path.partition(".")
        inner = self._exact(head) if dot else None
        return None if inner is None else inner.getField(rest)

    def apply_mapping(self, mappings, case_sensitive=False, transformation_ctx="", **options):
        """
        Casts and renames; a field that no mapping names, and a mapping without its field, is
        dropped.
        """
        made = []
        for mapping in mappings:
            parts = tuple(mapping)
            if len(parts) == 2:
                source, kind, target, wanted = parts[0], None, parts[1], None
            elif len(parts) == 3:
                source, kind, target, wanted = parts[0], None, parts[1], parts[2]
            else:
                source, kind, target, wanted = parts
            column = self._exact(source)
            if column is None and not case_sensitive:
                column = next(
                    (self._exact(n) for n in self._frame.columns if n.lower() == source.lower()),
                    None,
                )
            if column is None:
                continue
            if wanted is not None:
                column = column.cast(wanted)
            made.append(Column(Alias(column._expression, target.replace("`", ""))))
        return self._with(self._frame.select(*made))

    def select_fields(self, paths, transformation_ctx="", **options):
        listed = [paths] if isinstance(paths, str) else list(paths)
        found = [self._exact(path) for path in listed]
        return self._with(self._frame.select(*(column for column in found if column is not None)))

    def drop_fields(self, paths, transformation_ctx="", **options):
        gone = {path.strip("`") for path in ([paths] if isinstance(paths, str) else paths)}
        kept = [self._exact("`%s`" % name) for name in self._frame.columns if name not in gone]
        return self._with(self._frame.select(*kept))

    def rename_field(self, oldName, newName, transformation_ctx="", **options):
        old, new = oldName.strip("`"), newName.strip("`")
        return self._with(
            self._frame.withColumnRenamed(old, new) if old in self._frame.columns else self._frame
        )

    def drop_null_fields(self, transformation_ctx="", **options):
        """Without the columns whose type is null; a column of a type stays, whatever it holds."""
        kept = [f.name for f in self._frame.schema if not isinstance(f.dataType, T.NullType)]
        return self._with(self._frame.select(*("`%s`" % name for name in kept)))

    def resolveChoice(
        self,
        specs=None,
        choice="",
        database=None,
        table_name=None,
        transformation_ctx="",
        **options,
    ):
        """Casts by `specs`; columns of one type have no choice to resolve."""
        frame = self._frame
        for path, action in specs or []:
            verb, _, wanted = action.partition(":")
            name = path.strip("`")
            if verb == "cast" and name in frame.columns:
                frame = frame.withColumn(name, frame["`%s`" % name].cast(wanted))
            elif verb not in ("cast", "make_cols", "make_struct", "project"):
                raise refused("the choice '%s' in ResolveChoice" % action)
        if choice.startswith("cast:"):
            frame = frame.select(
                *(F.col("`%s`" % n).cast(choice[5:]).alias(n) for n in frame.columns)
            )
        return self._with(frame)

    def join(self, paths1, paths2, frame2, transformation_ctx="", **options):
        """
        Equal keys; where both frames have a field of one name, the second's gets a dot in front.
        """
        left, right = self._frame, frame2.toDF()
        taken = set(left.columns)
        new = right.select(
            *(F.col("`%s`" % n).alias("." + n if n in taken else n) for n in right.columns)
        )
        keys = ["." + key if key in taken else key for key in paths2]
        tests = [left["`%s`" % a] == new["`%s`" % b] for a, b in zip(paths1, keys)]
        return self._with(left.join(new, tests))

    def union(self, frame2, transformation_ctx="", **options):
        return self._with(self._frame.unionByName(frame2.toDF(), allowMissingColumns=True))

    def filter(self, f, transformation_ctx="", **options):
        """The rows for which the Python function is true; it sees a row as a dictionary."""
        names = self._frame.columns
        test = F.udf(lambda *values: bool(f(dict(zip(names, values)))), T.BooleanType())
        return self._with(self._frame.filter(test(*("`%s`" % name for name in names))))

    def map(self, f, preservesPartitioning=False, transformation_ctx="", **options):
        """What the Python function makes of each row, a dictionary to a dictionary."""
        made = [f(row.asDict(True)) for row in self._frame.collect()]
        known = {field.name: field.dataType for field in self._frame.schema}
        names = list(dict.fromkeys(name for row in made for name in row))
        fields = [T.StructField(n, known[n]) for n in names if _stays(made, n, known.get(n))]
        kept = {field.name for field in fields}
        guessed = [name for name in names if name not in kept]
        if guessed:
            rows = [{name: row.get(name) for name in guessed} for row in made]
            fields += rows_and_schema(rows, None)[1].fields
        struct = T.StructType(sorted(fields, key=lambda field: names.index(field.name)))
        return self._with(self._frame.sparkSession.createDataFrame(made, struct))

    def repartition(self, numPartitions, transformation_ctx="", **options):
        return self

    def coalesce(self, numPartitions, shuffle=False, transformation_ctx="", **options):
        return self

    def getNumPartitions(self):
        return 1

    def count(self):
        return self._frame.count()

    def schema(self):
        return self._frame.schema

    def printSchema(self):
        lines = tree_text(self._frame.schema).splitlines()
        print("\n".join(line.split(" (")[0].replace(" |--", "|--") for line in lines))

    def show(self, num_rows=20):
        for row in self._frame.take(num_rows):
            print(json.dumps(row.asDict(True), default=str))

    def errorsCount(self):
        return 0

    def stageErrorsCount(self):
        return 0

    def __getattr__(self, name):
        if name in _REFUSED:
            raise refused("DynamicFrame.%s" % name)
        raise AttributeError("'DynamicFrame' object has no attribute '%s'" % name)


def _stays(rows, name, kind):
    """Whether a mapped column still has the values of its former type."""
    if kind is None:
        return False
    return all(
        row.get(name) is None or python_calls.fitting(row[name], kind) == row[name] for row in rows
    )
