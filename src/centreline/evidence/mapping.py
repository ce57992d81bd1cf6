"""Reading a mapping: a YAML file that says how the files of one source fill one table."""

from pathlib import Path

from centreline.evidence.filling import Mapping
from centreline.evidence.fitting import misfits
from centreline.kernel.errors import FileUnreadable, MappingInvalid
from centreline.kernel.written.load import read_written

__all__ = ["Mapping", "load_mapping"]


def load_mapping(path: Path) -> Mapping:
    """Return the mapping in a YAML file.

    Raises:
        FileUnreadable: there is no such file.
        MappingInvalid: it cannot be read or does not fit its contract; `problems` has every place to be mended.
    """
    if not path.is_file():
        raise FileUnreadable(f"there is no file {path.name!r}", where=str(path), fix="check the path of the mapping")
    reading = read_written(Mapping, [path], name=str(path))
    if reading.value is not None:
        for where, what, fix in misfits(reading.value):
            reading.written.note(where, what, fix)
    return reading.value_or(MappingInvalid, what=f"the mapping {path.name!r}")
