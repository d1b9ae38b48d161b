"""Spark's exceptions, with the names scripts catch."""

import re

from py4j.protocol import Py4JJavaError


class PySparkException(Exception):
    """Base of Spark's own errors; the message may begin with an error class in brackets."""

    def __init__(self, message=None, error_class=None, message_parameters=None):
        if message is None and error_class is not None:
            message = "[%s] %s" % (error_class, message_parameters or "")
        super().__init__(message)
        self.desc = message
        self._error_class = error_class
        self._parameters = dict(message_parameters or {})

    def getErrorClass(self):
        if self._error_class:
            return self._error_class
        match = re.match(r"\[([A-Z0-9_.]+)\]", str(self))
        return match.group(1) if match else None

    def getMessageParameters(self):
        return dict(self._parameters)

    def getSqlState(self):
        return None


class AnalysisException(PySparkException):
    """A query that cannot be planned: an unknown column, a type that does not fit."""


class ParseException(AnalysisException):
    """SQL text that cannot be read."""


class SparkRuntimeException(PySparkException):
    """A query that failed while it ran."""


class SparkUpgradeException(PySparkException):
    """A text that only a former version of Spark could parse."""


class IllegalArgumentException(PySparkException):
    """An argument out of its range."""


class PythonException(PySparkException):
    """A Python function of the script that failed on a row."""


class QueryExecutionException(PySparkException):
    """A query that failed while it ran."""


class PySparkValueError(PySparkException, ValueError):
    """A value that a function does not take."""


class PySparkTypeError(PySparkException, TypeError):
    """An argument of the wrong type."""


class PySparkAttributeError(PySparkException, AttributeError):
    """An attribute that is not there."""


class PySparkNotImplementedError(PySparkException, NotImplementedError):
    """A part of Spark that is not there."""


def refused(what):
    """The error for a part of Spark that the practice account does not have."""
    return PySparkNotImplementedError(
        "[NOT_IMPLEMENTED] The practice account's Spark does not have %s. It works on AWS Glue."
        % what
    )


_KINDS = {
    kind.__name__: kind
    for kind in (
        AnalysisException,
        ParseException,
        SparkRuntimeException,
        IllegalArgumentException,
        PySparkValueError,
        Py4JJavaError,
    )
}


def from_account(kind, message):
    """The exception for an error that the account answered."""
    if kind == "NotImplemented":
        return refused(message)
    return _KINDS.get(kind, PySparkException)(message)
