"""A job's arguments."""


def getResolvedOptions(argv, options):
    """The arguments of these names."""
    return {name: argv[argv.index("--" + name) + 1] for name in options}
