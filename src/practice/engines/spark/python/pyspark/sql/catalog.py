"""`spark.catalog`."""

from collections import namedtuple

from _practice import bridge
from pyspark.errors import refused

Table = namedtuple("Table", "name catalog namespace description tableType isTemporary")
Database = namedtuple("Database", "name catalog description locationUri")


class Catalog:
    """What tables and views there are."""

    def __init__(self, session):
        self._session = session

    def listDatabases(self, pattern=None):
        return [Database(name, "spark_catalog", "", "") for name in bridge.call("databases")]

    def databaseExists(self, dbName):
        return dbName.lower() in bridge.call("databases")

    def listTables(self, dbName=None, pattern=None):
        found = [
            Table(name, "spark_catalog", [dbName or "default"], None, "EXTERNAL", False)
            for name in bridge.call("tables", database=dbName or "default")
        ]
        views = [Table(name, None, [], None, "TEMPORARY", True) for name in self._session._views]
        return found + views

    def tableExists(self, tableName, dbName=None):
        database, _, name = tableName.rpartition(".")
        if not database and dbName is None and name.lower() in self._session._views:
            return True
        return name.lower() in bridge.call("tables", database=dbName or database or "default")

    def dropTempView(self, viewName):
        return self._session._views.pop(viewName.lower(), None) is not None

    def cacheTable(self, tableName, storageLevel=None):
        self._session.table(tableName)

    def uncacheTable(self, tableName):
        self._session.table(tableName)

    def clearCache(self):
        """Forgets what is cached: nothing is, each action reads anew."""

    def __getattr__(self, name):
        raise refused("Catalog.%s" % name)
