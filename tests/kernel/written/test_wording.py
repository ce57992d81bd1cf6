from datetime import date
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from centreline.kernel.written.wording import in_words


class Thing(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    share: float = Field(0, ge=0, le=1, description="A share, 0 to 1.")
    count: int = Field(0, description="3. How many.")
    colour: Literal["red", "dark_blue"] = Field("red", description="Its colour.")
    day: date | None = None
    words: tuple[str, ...] = ()
    inner: tuple["Thing", ...] = ()
    code: str = Field("AB", pattern="^[A-Z]+$", max_length=1200, description="Capital letters.")


# What was given, what is said about it, what to write instead.
GIVEN = [
    ({"share": "80%"}, "`share` takes a number, and is the text '80%'", "write 0.8 (a share, 0 to 1)"),
    ({"share": "12,5 %"}, "`share` takes a number, and is the text '12,5 %'", "write 0.125 (a share, 0 to 1)"),
    ({"share": "0,85"}, "`share` takes a number, and is the text '0,85'", "write 0.85 (a share, 0 to 1)"),
    (
        {"share": "1,234"},
        "`share` takes a number, and is the text '1,234'",
        "write a number with a point, such as 0.8 (a share, 0 to 1)",
    ),
    (
        {"share": "most"},
        "`share` takes a number, and is the text 'most'",
        "write a number with a point, such as 0.8 (a share, 0 to 1)",
    ),
    ({"share": "80"}, "`share` has to be at most 1, and is '80'", "write a number in that range (a share, 0 to 1)"),
    (
        {"share": ["1"]},
        "`share` takes a number, and is a list",
        "write a number with a point, such as 0.8 (a share, 0 to 1)",
    ),
    ({"count": "1.5"}, "`count` takes a whole number, and is the text '1.5'", "write digits only (how many)"),
    ({"colour": "Dark blue"}, "`colour` cannot be 'Dark blue'", "write `dark_blue`, or another of: red, dark_blue"),
    ({"colour": "xyz"}, "`colour` cannot be 'xyz'", "write one of: red, dark_blue"),
    ({"colour": {"a": "b"}}, "`colour` takes one word, and is a block of keys", "write one of: red, dark_blue"),
    ({"day": "1 May"}, "`day` takes a day, and is the text '1 May'", "write year-month-day, such as 2026-03-31"),
    ({"words": "one"}, "`words` takes a list, and is the text 'one'", "write `words: [one]`"),
    (
        {"inner": {"share": "1"}},
        "`inner` takes a list, and is a block of keys",
        "start each entry on its own line with `- `",
    ),
    (
        {"inner": [None]},
        "an item of `inner` is blank",
        "remove the dash, or write keys after it: share, count, colour, day, words, inner, code",
    ),
    ({"inner": [{"shares": "1"}]}, "this block has no `shares`", "write `share`"),
    (
        {"inner": [{"inner": [{"share": "x"}]}]},
        "`share` takes a number, and is the text 'x'",
        "write a number with a point, such as 0.8 (a share, 0 to 1)",
    ),
    ({"code": "ab"}, "`code` cannot be 'ab'", "write it in the form asked for (capital letters)"),
    ({"code": "A" * 1300}, "`code` is 1,300 characters long, and 1,200 are the most", "write it shorter"),
]


@pytest.mark.parametrize(("given", "what", "fix"), GIVEN, ids=[str(case[0])[:40] for case in GIVEN])
def test_an_error_says_what_is_wrong_and_what_to_write(given: dict[str, object], what: str, fix: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Thing.model_validate(given)

    assert [in_words(error, model=Thing) for error in raised.value.errors()] == [(what, fix)]
