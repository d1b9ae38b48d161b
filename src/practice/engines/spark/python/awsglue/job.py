"""A job's begin and end, for its bookmark."""

from _practice import bridge


class Job:
    """The job that runs the script."""

    _name = None

    def __init__(self, glue_context):
        self._context = glue_context

    @classmethod
    def init(cls, job_name, args=None):
        Job._name = job_name
        bridge.call("begin", name=job_name)

    @classmethod
    def commit(cls):
        bridge.call("commit")

    @classmethod
    def isInitialized(cls):
        return Job._name is not None
