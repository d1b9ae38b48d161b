"""The one way out of the interpreter: a device that takes a request and gives back its reply."""

import json
import os

DEVICE = "/dev/practice"


class _Line:
    """The opened device. A message is its length in bytes (8 digits of base 16), then JSON."""

    def __init__(self):
        self._file = None

    def ask(self, message):
        if self._file is None:
            self._file = os.open(DEVICE, os.O_RDWR)
        body = json.dumps(message).encode()
        self._write(b"%08x" % len(body) + body)
        return json.loads(self._read(int(self._read(8), 16)))

    def _write(self, data):
        view = memoryview(data)
        while view:
            view = view[os.write(self._file, view) :]

    def _read(self, length):
        parts = []
        while length:
            part = os.read(self._file, length)
            if not part:
                raise OSError("The practice account ended this run.")
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


_line = _Line()


def call(operation, **given):
    """Asks the account for `operation`; raises as the exception that Spark would raise."""
    reply = _line.ask({"operation": operation, "input": given})
    if "error" in reply:
        from pyspark.errors import from_account

        raise from_account(reply["error"]["type"], reply["error"]["message"])
    return reply.get("value")
