"""The Spark session: reads, makes and queries frames."""

from _practice import bridge, transport
from _practice.plan import Attribute, Plan
from _practice.schemas import rows_and_schema
from _practice.typenames import parse
from pyspark.conf import SparkConf
from pyspark.context import SparkContext
from pyspark.errors import AnalysisException, refused
from pyspark.sql import types as T
from pyspark.sql.catalog import Catalog
from pyspark.sql.dataframe import DataFrame
from pyspark.sql.readwriter import DataFrameReader


class RuntimeConfig:
    """Settings of a session."""

    def __init__(self):
        self._values = {"spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "200"}

    def set(self, key, value):
        self._values[key] = str(value).lower() if isinstance(value, bool) else str(value)

    def get(self, key, default=None):
        if key not in self._values and default is None:
            raise AnalysisException(
                '[SQL_CONF_NOT_FOUND] The SQL config "%s" cannot be found.' % key
            )
        return self._values.get(key, default)

    def unset(self, key):
        self._values.pop(key, None)

    def isModifiable(self, key):
        return True


class SparkSession:
    """What a script reads frames from."""

    _active = None
    version = "3.5.4"

    class Builder:
        """Collects settings, then gives the session."""

        def __init__(self):
            self._options = {}

        def config(self, key=None, value=None, conf=None, map=None):
            if key is not None:
                self._options[key] = value
            self._options.update(map or {})
            self._options.update(conf.getAll() if isinstance(conf, SparkConf) else [])
            return self

        def appName(self, name):
            return self.config("spark.app.name", name)

        def master(self, master):
            return self.config("spark.master", master)

        def enableHiveSupport(self):
            return self

        def getOrCreate(self):
            session = SparkSession._active or SparkSession(SparkContext.getOrCreate())
            for key, value in self._options.items():
                session.conf.set(key, value)
            return session

    builder = Builder()

    def __init__(self, sparkContext=None, jsparkSession=None, options=None):
        self.sparkContext = sparkContext or SparkContext.getOrCreate()
        self.conf = RuntimeConfig()
        self._views = {}
        SparkSession._active = self

    @classmethod
    def getActiveSession(cls):
        return cls._active

    @property
    def read(self):
        return DataFrameReader(self)

    @property
    def catalog(self):
        return Catalog(self)

    @property
    def sparkSession(self):
        return self

    def newSession(self):
        return SparkSession(self.sparkContext)

    def _scanned(self, scan, qualifiers=()):
        """The frame of a relation that the account has made ready."""
        columns = [(name, parse(kind), True) for name, kind in scan["columns"]]
        return DataFrame(self, Plan.over(scan["relation"], columns, qualifiers))

    def table(self, tableName):
        name = tableName.replace("`", "")
        if name.lower() in self._views:
            return self._views[name.lower()].alias(name)
        database, _, table = name.rpartition(".")
        scan = bridge.call("table", database=database or "default", name=table)
        return self._scanned(scan, (table.lower(),))

    def sql(self, sqlQuery, args=None, **kwargs):
        from _practice.sqlqueries import run

        if args or kwargs:
            raise refused("SparkSession.sql with arguments")
        return run(self, sqlQuery)

    def range(self, start, end=None, step=1, numPartitions=None):
        first, last = (0, start) if end is None else (start, end)
        attribute = Attribute("id", T.LongType(), False)
        sql = "SELECT range AS %s FROM range(%d, %d, %d)" % (attribute.sql, first, last, step)
        return DataFrame(self, Plan(sql, [attribute]))

    def createDataFrame(self, data, schema=None, samplingRatio=None, verifySchema=True):
        rows, struct = rows_and_schema(data, schema)
        table = transport.load([field.dataType for field in struct], rows)
        attributes = [Attribute(f.name, f.dataType, f.nullable) for f in struct]
        listed = ["v%d AS %s" % (at, attribute.sql) for at, attribute in enumerate(attributes)]
        return DataFrame(self, Plan("SELECT %s FROM %s" % (", ".join(listed), table), attributes))

    def stop(self):
        SparkSession._active = None
        self.sparkContext.stop()

    @property
    def udf(self):
        return _Registration(self)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stop()

    def __getattr__(self, name):
        if name in (
            "readStream",
            "streams",
            "udtf",
            "addArtifact",
            "addArtifacts",
            "client",
            "dataSource",
        ):
            raise refused("SparkSession.%s" % name)
        raise AttributeError("'SparkSession' object has no attribute '%s'" % name)


class _Registration:
    """`spark.udf`: Python functions under a name for SQL."""

    def __init__(self, session):
        self._session = session

    def register(self, name, f, returnType=None):
        from _practice import sqlfunctions
        from pyspark.sql.functions import udf

        made = f if hasattr(f, "func") else udf(f, returnType)
        sqlfunctions.REGISTERED[name.lower()] = made
        return made


class SQLContext(SparkSession):
    """The session's former name."""

    def __init__(self, sparkContext, sparkSession=None):
        super().__init__(sparkContext)


HiveContext = SQLContext
