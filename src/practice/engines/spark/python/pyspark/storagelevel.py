"""Where Spark keeps what is cached; here it makes no difference."""


class StorageLevel:
    """A place for cached rows."""

    def __init__(self, useDisk, useMemory, useOffHeap, deserialized, replication=1):
        self.useDisk, self.useMemory, self.useOffHeap = useDisk, useMemory, useOffHeap
        self.deserialized, self.replication = deserialized, replication


for _name, _parts in {
    "NONE": (False, False, False, False),
    "DISK_ONLY": (True, False, False, False),
    "MEMORY_ONLY": (False, True, False, False),
    "MEMORY_AND_DISK": (True, True, False, False),
    "MEMORY_AND_DISK_DESER": (True, True, False, True),
    "OFF_HEAP": (True, True, True, False),
}.items():
    setattr(StorageLevel, _name, StorageLevel(*_parts))
