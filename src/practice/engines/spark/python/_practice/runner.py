"""Runs the job's script as its main program and says how it ended."""

import json
import linecache
import sys
import traceback
import types


def preload():
    """Imports what scripts import, so that a snapshot of the interpreter's memory holds it."""
    import argparse, datetime, decimal, logging, random, re, time  # noqa: F401, E401

    import pyspark.sql  # First: its modules come in an order that has no circle.

    import awsglue.context
    import awsglue.job
    import awsglue.transforms
    import awsglue.utils
    import pyspark.sql.functions
    import pyspark.sql.utils  # noqa: F401
    from _practice import sqlqueries  # noqa: F401


def confine():
    """
    Takes away what leads from Python to JavaScript: from here on there is the account's device
    only.
    """
    import gc

    gone = (
        "js",
        "pyodide",
        "_pyodide",
        "pyodide_js",
        "_pyodide_core",
        "_ctypes",
        "ctypes",
        "webbrowser",
    )

    def leads_out(thing):
        return any(kind.__name__ == "JsProxy" for kind in type(thing).__mro__)

    for finder in list(sys.meta_path):
        if type(finder).__module__.startswith("_pyodide"):
            sys.meta_path.remove(finder)
    for name in list(sys.modules):
        if name.split(".")[0] in gone:
            del sys.modules[name]
    for name in gone:
        sys.modules[name] = None
    for held in gc.get_objects():
        # Instances keep their values beside their dictionaries, until asked for these.
        held = getattr(held, "__dict__", held) if type(held).__name__ == "JsLoader" else held
        if type(held) is not dict:
            continue
        if held.get("__name__") == "_pyodide_core":
            # The module, and the copy from which Python would make it again.
            held.clear()
        for key in [key for key, value in held.items() if leads_out(value)]:
            del held[key]
    gc.collect()
    sys.stdout.reconfigure(line_buffering=True)


def run(script, name, args):
    """
    The outcome, as JSON: null, or what failed and where in the script. `name` is its file's, which
    Python's errors name, `args` is a list, as JSON.
    """
    path = "/tmp/" + name
    sys.argv = [path, *json.loads(args)]
    main = types.ModuleType("__main__")
    main.__file__ = path
    sys.modules["__main__"] = main
    # Tracebacks show the script's lines from here.
    linecache.cache[path] = (len(script), None, script.splitlines(True), path)
    failure = None
    try:
        exec(compile(script, path, "exec"), main.__dict__)
    except SystemExit as end:
        if end.code not in (None, 0):
            failure = _failure(path, end, str(end.code))
    except MemoryError as error:
        failure = _failure(path, error, str(error) or "The script took all the memory that a run has.")
    except BaseException as error:
        failure = _failure(path, error, str(error))
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return json.dumps(failure)


def _failure(path, error, message):
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == path]
    line = own[-1].lineno if own else None
    if isinstance(error, SyntaxError) and error.filename == path:
        line = error.lineno
        message = "%s (%s, line %s)" % (error.msg, path.rsplit("/", 1)[-1], line)
    shown = traceback.format_exception(error)
    # The first frames are this runner's own.
    return {
        "type": type(error).__name__,
        "message": message,
        "line": line,
        "traceback": "".join(part for part in shown if "_practice/runner.py" not in part),
    }
