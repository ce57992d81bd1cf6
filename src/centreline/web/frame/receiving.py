"""Files that are being sent: on their way they lie where uploads lie, and not in a folder for everybody."""

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from centreline.web.frame.served import folder
from centreline.web.records.uploads import incoming

__all__ = ["IntoThePrivateFolder"]


class IntoThePrivateFolder(FileUploadHandler):
    """Write what is sent into a file without a name in the private folder: it is gone when the request ends."""

    def new_file(self, *args: Any, **named: Any) -> None:
        """Open the file."""
        super().new_file(*args, **named)
        self._file = tempfile.TemporaryFile(dir=incoming(folder()))  # noqa: SIM115 - closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - as Django calls it
        """Write what came."""
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Return what was sent, from its beginning."""
        self._file.seek(0)
        return UploadedFile(
            file=self._file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
