"""The languages pages are offered in: English, and those whose translations somebody brought."""

from pathlib import Path

import pytest
from pseudo import LANGUAGE, write_language

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.site.environment import environment_of, languages_of


def languages_with(folder: Path | None) -> dict[str, str]:
    return languages_of(environment_of({"CENTRELINE_TRANSLATIONS": str(folder)} if folder else {}))


def test_without_translations_pages_are_english() -> None:
    assert languages_with(None) == {"en-gb": "English"}


def test_each_language_in_the_folder_is_offered_by_what_its_speakers_call_it(tmp_path: Path) -> None:
    write_language(tmp_path)

    assert languages_with(tmp_path) == {"en-gb": "English", LANGUAGE: "العربيّة"}


@pytest.mark.parametrize(("holds", "what"), [(None, "there are no translations"), ("klingon", "called 'klingon'")])
def test_a_folder_without_a_known_language_is_refused(tmp_path: Path, holds: str | None, what: str) -> None:
    if holds:
        (tmp_path / holds / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / holds / "LC_MESSAGES/django.mo").touch()

    with pytest.raises(WorkspaceInvalid, match=what):
        languages_with(tmp_path)
