"""The Spark context: one a script."""

from pyspark.errors import refused

from .conf import SparkConf

_REFUSED = frozenset("""
    accumulator addArchive addFile addJobTag addPyFile binaryFiles binaryRecords broadcast
    emptyRDD hadoopFile newAPIHadoopFile parallelize pickleFile range runJob sequenceFile textFile
    union wholeTextFiles
    """.split())


class SparkContext:
    """What a script starts from."""

    _active = None
    version = "3.5.4"
    defaultParallelism = 2
    defaultMinPartitions = 2
    master = "local"
    pythonVer = "3.11"

    def __init__(self, master=None, appName=None, *args, conf=None, **options):
        if SparkContext._active is not None:
            raise ValueError(
                "Cannot run multiple SparkContexts at once; existing SparkContext(app=%s,"
                " master=%s)" % (SparkContext._active.appName, SparkContext._active.master)
            )
        SparkContext._active = self
        self._conf = conf or SparkConf()
        self.appName = appName or self._conf.get("spark.app.name", "pyspark-shell")
        self.applicationId = "practice-account"

    @classmethod
    def getOrCreate(cls, conf=None):
        return cls._active or cls(conf=conf)

    def getConf(self):
        return self._conf

    def setLogLevel(self, logLevel):
        """Takes any of Spark's levels: nothing here logs but the script."""

    def setJobGroup(self, groupId, description, interruptOnCancel=False):
        """Names the work that follows; there is no page that would show it."""

    def setJobDescription(self, value):
        """Names the work that follows; there is no page that would show it."""

    def stop(self):
        SparkContext._active = None

    def __getattr__(self, name):
        if name in _REFUSED:
            raise refused("SparkContext.%s (the RDD API)" % name)
        raise AttributeError("'SparkContext' object has no attribute '%s'" % name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stop()
