"""Glue's transforms that glue_job.py uses."""


class ApplyMapping:
    """Names and casts columns."""

    @staticmethod
    def apply(frame, mappings, transformation_ctx=""):
        return frame.apply_mapping(mappings)
