"""
A stand-in for AWS Glue's package over a real Spark, for comparing results: as little as glue_job.py
needs.
"""
