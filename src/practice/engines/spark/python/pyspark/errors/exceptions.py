"""Former home of the exceptions' names."""

from . import *  # noqa: F401,F403
