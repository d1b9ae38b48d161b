"""Py4J's errors, under the names that scripts catch."""


class Py4JError(Exception):
    """Base of Py4J's errors."""


class Py4JJavaError(Py4JError):
    """An error that real Spark raises in the Java virtual machine."""

    def __init__(self, msg, java_exception=None):
        super().__init__(msg)
        self.errmsg = msg
        self.java_exception = java_exception
