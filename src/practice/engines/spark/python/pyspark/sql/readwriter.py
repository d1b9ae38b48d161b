"""Readers and writers of files in S3."""

from _practice import bridge
from _practice.typenames import parse
from pyspark.errors import AnalysisException, refused
from pyspark.sql import types as T

_FORMATS = ("parquet", "csv", "json", "text")
_MODES = {
    "append": "append",
    "overwrite": "overwrite",
    "ignore": "ignore",
    "error": "error",
    "errorifexists": "error",
    "default": "error",
}


def _option(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Options:
    """What readers and writers share: a format and options."""

    def __init__(self):
        self._options, self._format = {}, "parquet"

    def format(self, source):
        self._format = source.lower().rsplit(".", 1)[-1]
        return self

    def option(self, key, value):
        if value is not None:
            self._options[key.lower()] = _option(value)
        return self

    def options(self, **options):
        for key, value in options.items():
            self.option(key, value)
        return self

    def _checked(self, what):
        if self._format not in _FORMATS:
            raise refused("the format '%s' in %s" % (self._format, what))
        return self._format


class DataFrameReader(_Options):
    """`spark.read`."""

    def __init__(self, spark):
        super().__init__()
        self._spark, self._schema = spark, None

    def schema(self, schema):
        self._schema = parse(schema) if isinstance(schema, str) else schema
        return self

    def load(self, path=None, format=None, schema=None, **options):
        if format is not None:
            self.format(format)
        if schema is not None:
            self.schema(schema)
        self.options(**options)
        paths = [path] if isinstance(path, str) else list(path or [self._options.get("path")])
        columns = None
        if isinstance(self._schema, T.StructType):
            columns = [[field.name, field.dataType.simpleString()] for field in self._schema]
        scan = bridge.call(
            "files",
            paths=paths,
            format=self._checked("read"),
            options=self._options,
            schema=columns,
        )
        return self._spark._scanned(scan)

    def parquet(self, *paths, **options):
        return self.load(list(paths), "parquet", **options)

    def csv(self, path, schema=None, **options):
        return self.load(path, "csv", schema, **options)

    def json(self, path, schema=None, **options):
        if not isinstance(path, (str, list)):
            raise refused("DataFrameReader.json of an RDD")
        return self.load(path, "json", schema, **options)

    def text(self, paths, **options):
        return self.load(paths, "text", **options)

    def table(self, tableName):
        return self._spark.table(tableName)

    def __getattr__(self, name):
        if name in ("jdbc", "orc", "xml"):
            raise refused("DataFrameReader.%s" % name)
        raise AttributeError("'DataFrameReader' object has no attribute '%s'" % name)


class DataFrameWriter(_Options):
    """`df.write`."""

    def __init__(self, df):
        super().__init__()
        self._df, self._mode, self._keys = df, "error", []

    def mode(self, saveMode):
        if saveMode is not None:
            if saveMode.lower() not in _MODES:
                raise AnalysisException(
                    '[INVALID_SAVE_MODE] The specified save mode "%s" is invalid. Valid save modes'
                    ' include "append", "overwrite", "ignore", "error", "errorifexists", and'
                    ' "default".' % saveMode
                )
            self._mode = _MODES[saveMode.lower()]
        return self

    def partitionBy(self, *cols):
        self._keys = (
            list(cols[0]) if len(cols) == 1 and isinstance(cols[0], (list, tuple)) else list(cols)
        )
        return self

    def save(self, path=None, format=None, mode=None, partitionBy=None, **options):
        if format is not None:
            self.format(format)
        if partitionBy is not None:
            self.partitionBy(partitionBy)
        self.mode(mode).options(**options)
        frame = self._df
        keys = [_matching(frame, key) for key in self._keys]
        _unique(frame.columns)
        bridge.call(
            "write",
            sql=frame._plan.output(),
            columns=[[f.name, f.dataType.simpleString()] for f in frame.schema],
            path=path or self._options.get("path"),
            format=self._checked("write"),
            mode=self._mode,
            partitionKeys=keys,
            options=self._options,
            writer="spark",
        )

    def parquet(self, path, mode=None, partitionBy=None, compression=None):
        self.option("compression", compression).save(path, "parquet", mode, partitionBy)

    def csv(self, path, mode=None, **options):
        self.options(**options).save(path, "csv", mode)

    def json(self, path, mode=None, **options):
        self.options(**options).save(path, "json", mode)

    def text(self, path, compression=None, lineSep=None):
        self.option("compression", compression).save(path, "text")

    def __getattr__(self, name):
        if name in ("bucketBy", "sortBy", "saveAsTable", "insertInto", "jdbc", "orc", "xml"):
            raise refused("DataFrameWriter.%s" % name)
        raise AttributeError("'DataFrameWriter' object has no attribute '%s'" % name)


def _matching(frame, key):
    for name in frame.columns:
        if name.lower() == key.lower():
            return name
    raise AnalysisException(
        "[COLUMN_NOT_DEFINED_IN_TABLE] Partition column `%s` not found in schema %s."
        % (key, frame.schema.simpleString())
    )


def _unique(names):
    seen = set()
    for name in names:
        if name.lower() in seen:
            raise AnalysisException(
                "[COLUMN_ALREADY_EXISTS] The column `%s` already exists. Consider to choose another"
                " name or rename the existing column."
                % name.lower()
            )
        seen.add(name.lower())
