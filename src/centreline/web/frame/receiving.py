"""Files that are being sent: on their way they lie sealed where uploads lie, and never plain on the disk."""

import os
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from centreline.web.frame.served import folder
from centreline.web.records.sealed import Sealer, opened
from centreline.web.records.uploads import incoming

__all__ = ["IntoThePrivateFolder"]


class _SealedFile(UploadedFile):
    """A file that was sent, read in pieces: `chunks()` alone gives what it holds."""

    key: bytes = b""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002 - as Django calls it
        """Yield what was sent, from its beginning."""
        yield from opened(self.file, self.key)


class IntoThePrivateFolder(FileUploadHandler):
    """Seal what is sent into a file without a name, with a key that nothing keeps: both are gone with the request."""

    _file: IO[bytes]

    def new_file(self, *args: Any, **named: Any) -> None:
        """Open the file."""
        super().new_file(*args, **named)
        self._key = os.urandom(32)
        self._sealer = Sealer(self._key)
        self._file = tempfile.TemporaryFile(dir=incoming(folder()))  # noqa: SIM115 - closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - as Django calls it
        """Write what came."""
        self._file.write(self._sealer.add(raw_data))

    def file_complete(self, file_size: int) -> UploadedFile:
        """Return what was sent."""
        self._file.write(self._sealer.finish())
        sent = _SealedFile(
            file=self._file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        sent.key = self._key
        return sent
