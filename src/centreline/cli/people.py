"""Options that name a person, for every command that looks for one."""

from typing import Annotated

import typer

from centreline.kernel.errors import ArgumentInvalid

__all__ = ["AccountOption", "BecauseOption", "ByWhom", "CustomerOption", "EmailOption", "PhoneOption", "identifiers"]

CustomerOption = Annotated[
    list[str] | None, typer.Option("--customer", "-c", help="What a source calls them, or a pseudonym p_….")
]
PhoneOption = Annotated[list[str] | None, typer.Option("--phone", help="A telephone number.")]
EmailOption = Annotated[list[str] | None, typer.Option("--email", help="An e-mail address.")]
AccountOption = Annotated[list[str] | None, typer.Option("--account", help="An account or contract number.")]
BecauseOption = Annotated[str, typer.Option("--because", help="Why, in words that somebody will read later.")]
ByWhom = Annotated[str, typer.Option("--by", help="Who you are.")]


def identifiers(
    *,
    customer: list[str] | None,
    phone: list[str] | None,
    email: list[str] | None,
    account: list[str] | None,
) -> list[tuple[str, str | None]]:
    """Return what is known of a person, and what each of it is.

    Raises:
        ArgumentInvalid: nothing is.
    """
    given = {"customer": customer, "phone": phone, "email": email, "account": account}
    known: list[tuple[str, str | None]] = [(value, of) for of, values in given.items() for value in values or ()]
    if not known:
        raise ArgumentInvalid(
            "nobody was named", where="the options", fix="write --phone, --email, --account or --customer"
        )
    return known
