"""Writes dynamic frames to S3."""

from _practice import bridge
from pyspark.errors import refused
from py4j.protocol import Py4JError

_FORMATS = {"parquet": "parquet", "glueparquet": "parquet", "csv": "csv", "json": "json"}
_CSV = {"separator": "sep", "writeHeader": "header", "quoteChar": "quote"}


def write_frame(frame, connection_type, connection_options, format, format_options):
    """Writes a frame below `connection_options["path"]`, a folder for each of `partitionKeys`."""
    if connection_type != "s3":
        raise refused("connection_type '%s'" % connection_type)
    if format not in _FORMATS:
        raise refused("the format '%s' in write_dynamic_frame" % format)
    if "path" not in connection_options:
        raise Py4JError("An error occurred: 'path' is missing in the connection options.")
    data = frame.toDF() if hasattr(frame, "toDF") and not hasattr(frame, "_plan") else frame
    options = {_CSV.get(key, key).lower(): value for key, value in format_options.items()}
    if _FORMATS[format] == "csv":
        options.setdefault("header", "true")
    compression = connection_options.get("compression") or options.get("compression")
    if compression:
        options["compression"] = compression
    bridge.call(
        "write",
        sql=data._plan.output(),
        columns=[[field.name, field.dataType.simpleString()] for field in data.schema],
        path=connection_options["path"],
        format=_FORMATS[format],
        mode="append",
        partitionKeys=list(connection_options.get("partitionKeys", [])),
        options={key: _text(value) for key, value in options.items()},
        writer="glue",
    )


class FrameSink:
    """What `glueContext.getSink` gives: a place and a format to write a frame to."""

    def __init__(self, connection_type, options):
        self._type, self._options, self._format, self._format_options = (
            connection_type,
            options,
            None,
            {},
        )
        if options.get("enableUpdateCatalog"):
            raise refused("getSink with enableUpdateCatalog")

    def setFormat(self, format, **options):
        self._format, self._format_options = format, options

    def writeFrame(self, frame, info=""):
        write_frame(frame, self._type, self._options, self._format, self._format_options)
        return frame

    def __getattr__(self, name):
        raise refused("the sink's %s" % name)


def _text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)
