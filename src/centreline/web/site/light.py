"""What a process that answers pages does not load, since each has a copy of its own."""

import sys
from importlib.abc import MetaPathFinder

import pyarrow as pa

__all__ = ["arrow_without_pandas"]


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, _path: object, _target: object = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError("Arrow works without it here", name=fullname)


def arrow_without_pandas() -> None:
    """Let Arrow take it that there is no pandas in this process; whoever imports pandas themselves still gets it.

    Arrow asks for pandas when it makes its first value, and asking loads it: 50 MiB and half a second of every process,
    for data frames that no page makes (pyarrow 26, `pandas-shim.pxi`). It asks once.
    """
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, nothing := _NoPandas())
    try:
        pa.scalar(0)
    finally:
        sys.meta_path.remove(nothing)
