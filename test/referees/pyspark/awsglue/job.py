"""A job without bookmarks."""


class Job:
    """The job that runs the script."""

    def __init__(self, context):
        pass

    def init(self, name, args):
        pass

    def commit(self):
        print("committed")
