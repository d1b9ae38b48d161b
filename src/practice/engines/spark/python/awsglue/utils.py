"""A job's arguments."""

import argparse

_OWN = (
    "job-bookmark-option",
    "job-bookmark-from",
    "job-bookmark-to",
    "continuation-option",
    "TempDir",
    "security_configuration",
    "encryption_type",
    "enable_update_catalog",
    "RedshiftTempDir",
    "JOB_ID",
    "JOB_RUN_ID",
    "SECURITY_CONFIGURATION",
)


class GlueArgumentError(Exception):
    """An argument that is missing or that Glue keeps for itself."""


class _Parser(argparse.ArgumentParser):
    def error(self, msg):
        raise GlueArgumentError(msg)


def getResolvedOptions(args, options):
    """The job's arguments of these names; raises GlueArgumentError for one that was not given."""
    parser = _Parser(allow_abbrev=False)
    wanted = [option for option in options if option not in _OWN]
    for name in dict.fromkeys(_OWN):
        parser.add_argument("--" + name, required=name in options)
    for name in dict.fromkeys(wanted):
        parser.add_argument("--" + name, required=True)
    found, _ = parser.parse_known_args(args[1:])
    return {name: value for name, value in vars(found).items() if value is not None}
