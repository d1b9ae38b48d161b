"""
What stands behind the `pyspark` and `awsglue` packages: expressions, their types, and DuckDB's SQL.
"""
