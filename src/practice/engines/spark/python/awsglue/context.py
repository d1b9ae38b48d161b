"""The Glue context: frames from the catalog and from S3, and back."""

import logging

from _practice import bridge
from pyspark.errors import refused
from pyspark.sql.session import SparkSession

from .dynamicframe import DynamicFrame
from .sinks import FrameSink, write_frame

_READ = {"parquet": "parquet", "glueparquet": "parquet", "csv": "csv", "json": "json"}
_CSV = {"separator": "sep", "withHeader": "header", "quoteChar": "quote", "escaper": "escape"}


class GlueLogger:
    """The job's logger: its lines go where the script's own lines go."""

    def __init__(self):
        logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
        self._logger = logging.getLogger("glue")

    def info(self, msg):
        self._logger.info(msg)

    def warn(self, msg):
        self._logger.warning(msg)

    warning = warn

    def error(self, msg):
        self._logger.error(msg)

    def debug(self, msg):
        self._logger.debug(msg)


class DynamicFrameReader:
    """`glueContext.create_dynamic_frame`."""

    def __init__(self, glue_context):
        self._context = glue_context

    def from_catalog(
        self,
        database=None,
        table_name=None,
        redshift_tmp_dir="",
        transformation_ctx="",
        push_down_predicate="",
        additional_options=None,
        catalog_id=None,
        **options,
    ):
        return self._context.create_dynamic_frame_from_catalog(
            database or options.get("name_space"),
            table_name,
            redshift_tmp_dir,
            transformation_ctx,
            push_down_predicate,
            additional_options or {},
            catalog_id,
        )

    def from_options(
        self,
        connection_type,
        connection_options=None,
        format=None,
        format_options=None,
        transformation_ctx="",
        push_down_predicate="",
        **options,
    ):
        return self._context.create_dynamic_frame_from_options(
            connection_type,
            connection_options or {},
            format,
            format_options or {},
            transformation_ctx,
            push_down_predicate,
        )

    def from_rdd(self, *args, **options):
        raise refused("create_dynamic_frame.from_rdd")


class DynamicFrameWriter:
    """`glueContext.write_dynamic_frame`."""

    def __init__(self, glue_context):
        self._context = glue_context

    def from_options(
        self,
        frame,
        connection_type,
        connection_options=None,
        format=None,
        format_options=None,
        transformation_ctx="",
    ):
        return self._context.write_dynamic_frame_from_options(
            frame, connection_type, connection_options, format, format_options, transformation_ctx
        )

    def from_catalog(self, frame, database=None, table_name=None, *args, **options):
        database = database or options.get("name_space")
        return self._context.write_dynamic_frame_from_catalog(frame, database, table_name)

    def from_jdbc_conf(self, *args, **options):
        raise refused("write_dynamic_frame.from_jdbc_conf")


class GlueContext(SparkSession):
    """Glue's view of a Spark session."""

    def __init__(self, sparkContext, **options):
        super().__init__(sparkContext)
        self.create_dynamic_frame = DynamicFrameReader(self)
        self.write_dynamic_frame = DynamicFrameWriter(self)
        self.create_data_frame = _DataFrames(self.create_dynamic_frame)

    @property
    def spark_session(self):
        return self

    def get_logger(self):
        return GlueLogger()

    def create_dynamic_frame_from_catalog(
        self,
        database,
        table_name,
        redshift_tmp_dir="",
        transformation_ctx="",
        push_down_predicate="",
        additional_options=None,
        catalog_id=None,
        **options,
    ):
        scan = bridge.call(
            "catalogTable",
            database=database,
            name=table_name,
            context=transformation_ctx,
            predicate=push_down_predicate or "",
        )
        return DynamicFrame(self._scanned(scan), self, transformation_ctx)

    def create_dynamic_frame_from_options(
        self,
        connection_type,
        connection_options=None,
        format=None,
        format_options=None,
        transformation_ctx="",
        push_down_predicate="",
        **options,
    ):
        given = dict(connection_options or {})
        if connection_type not in ("s3", "parquet", "csv", "json"):
            raise refused("connection_type '%s'" % connection_type)
        wanted = format or connection_type
        if wanted not in _READ:
            raise refused("the format '%s' in create_dynamic_frame" % wanted)
        reading = {_CSV.get(key, key): value for key, value in (format_options or {}).items()}
        paths = given.get("paths") or [given["path"]]
        scan = bridge.call(
            "files",
            paths=[paths] if isinstance(paths, str) else list(paths),
            format=_READ[wanted],
            options={"inferschema": "false", **{k.lower(): _text(v) for k, v in reading.items()}},
            schema=None,
            context=transformation_ctx,
        )
        return DynamicFrame(self._scanned(scan), self, transformation_ctx)

    def write_dynamic_frame_from_options(
        self,
        frame,
        connection_type,
        connection_options=None,
        format=None,
        format_options=None,
        transformation_ctx="",
    ):
        write_frame(frame, connection_type, connection_options or {}, format, format_options or {})
        return frame

    def write_dynamic_frame_from_catalog(self, frame, database, table_name, *args, **options):
        bridge.call(
            "writeTable",
            database=database,
            name=table_name,
            sql=frame.toDF()._plan.output(),
            columns=[[f.name, f.dataType.simpleString()] for f in frame.toDF().schema],
        )
        return frame

    def getSink(self, connection_type, format=None, transformation_ctx="", **options):
        return FrameSink(connection_type, options)

    def purge_s3_path(self, s3_path, options=None, transformation_ctx=""):
        given = options or {}
        bridge.call(
            "purge",
            path=s3_path,
            retentionHours=given.get("retentionPeriod", 168),
            excludeClasses=list(given.get("excludeStorageClasses", [])),
        )

    def __getattr__(self, name):
        raise refused("GlueContext.%s" % name)


class _DataFrames:
    """`glueContext.create_data_frame`: the same reads, as DataFrames."""

    def __init__(self, frames):
        self._frames = frames

    def from_catalog(self, *args, **options):
        return self._frames.from_catalog(*args, **options).toDF()

    def from_options(self, *args, **options):
        return self._frames.from_options(*args, **options).toDF()


def _text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)
