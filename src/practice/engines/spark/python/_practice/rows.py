"""Rows as scripts see them."""


class Row(tuple):
    """A tuple whose values also have names."""

    def __new__(cls, *values, **named):
        if values and named:
            raise ValueError("Can not use both args and kwargs to create Row")
        row = tuple.__new__(cls, list(named.values()) if named else values)
        if named:
            row.__fields__ = list(named)
        return row

    @classmethod
    def of(cls, names, values):
        """A row of `values` called `names`."""
        row = tuple.__new__(cls, values)
        row.__fields__ = list(names)
        return row

    def __call__(self, *values):
        """A row used as a class: its own values are the names."""
        if len(values) > len(self):
            raise ValueError(
                "Can not create Row with fields %s, expected %d values but got %s"
                % (self, len(self), values)
            )
        return Row.of(self, values)

    def asDict(self, recursive=False):
        if not hasattr(self, "__fields__"):
            raise TypeError("Cannot convert a Row class into dict")
        values = map(_as_dict, self) if recursive else self
        return dict(zip(self.__fields__, values))

    def __contains__(self, item):
        return (
            item in self.__fields__
            if hasattr(self, "__fields__")
            else tuple.__contains__(self, item)
        )

    def __getitem__(self, key):
        if isinstance(key, (int, slice)):
            return tuple.__getitem__(self, key)
        try:
            return tuple.__getitem__(self, self.__fields__.index(key))
        except (ValueError, AttributeError):
            raise ValueError(key) from None

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return tuple.__getitem__(self, self.__fields__.index(name))
        except (ValueError, AttributeError):
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        if name != "__fields__":
            raise RuntimeError("Row is read-only")
        self.__dict__[name] = value

    def __repr__(self):
        if hasattr(self, "__fields__"):
            return "Row(%s)" % ", ".join("%s=%r" % pair for pair in zip(self.__fields__, self))
        return "<Row(%s)>" % ", ".join(map(repr, self))


def _as_dict(value):
    if isinstance(value, Row):
        return value.asDict(True)
    if isinstance(value, list):
        return [_as_dict(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_dict(item) for key, item in value.items()}
    return value
