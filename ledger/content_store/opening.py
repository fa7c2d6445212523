"""The objects of a content store, by where it is."""

from ledger.content_store.folder import FolderObjects
from ledger.content_store.objects import Objects
from ledger.content_store.place import Bucket, Where


def objects_at(where: Where) -> Objects:
    """Nothing is asked of the disk, or of a server, yet."""
    if isinstance(where, Bucket):
        from ledger.content_store.bucket import BucketObjects

        return BucketObjects(where)
    return FolderObjects(where)
