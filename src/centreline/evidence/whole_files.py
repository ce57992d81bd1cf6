"""Small files beside the tables: whole or as they were, whenever the machine is switched off."""

import json
import os
from pathlib import Path
from typing import Any

__all__ = ["write_whole"]


def write_whole(file: Path, document: Any) -> None:
    """Write a JSON document in the place of what the file held; its folder is made where it is missing.

    Args:
        file: The file.
        document: What `json.dumps` takes.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with half.open("w", encoding="utf-8") as opened:
            json.dump(document, opened, indent=1, ensure_ascii=False)
            opened.flush()
            os.fsync(opened.fileno())
        half.replace(file)
    except OSError as error:  # Said of the file people know, not of the half one beside it.
        raise OSError(error.errno, error.strerror, str(file)) from error
    finally:
        half.unlink(missing_ok=True)
