"""What the words around a number say it is: something that pays, or something that is looked up."""

import re
from enum import Enum
from typing import Final

__all__ = ["About", "said_about"]

PAYS: Final = (
    r"visa|master ?card|amex|american express|diners|discover|jcb|maestro|union ?pay|credit|debit|cvv|cvc|expir\w*"
    r"|exp|valid thru|card\w*|pan|pay\w*|charge[ds]?|kredit\w*|\w*karten?\w*|girocard|gultig|zahl\w*|abbuch\w*"
    r"|ablauf\w*"
    r"|tarjetas?|caduca\w*|vence|vencimiento|pag[oau]\w*|cargo|cobr\w*|cartes?|cb|bancaire|bleue|paiement|paye\w*"
    r"|regl\w*|debite\w*"
)
LOOKED_UP: Final = (
    r"orders?|tickets?|cases?|ref|refs|reference|invoice|tracking|track|shipment|parcel|package|imei|serial|meter|contract"
    r"|policy|claim|incident|request|ids?|uuid|session|booking|reservation|transaction|trace|barcode|ean|sku|batch"
    r"|\w*bestell\w*|\w*auftrag\w*|\w*rechnung\w*|\w*vorgang\w*|\w*sendung\w*|\w*seriennummer|\w*zahler\w*|vertrag\w*"
    r"|buchung\w*|fall|fallnummer|aktenzeichen|paket\w*|pedidos?|facturas?|casos?|referencias?|seguimiento|envio|contrato"
    r"|serie|incidencia|reserva|expediente|paquete|commandes?|factures?|dossiers?|suivi|colis|contrat|reservation"
    r"|numero de serie|demande"
)
WORDS: Final = re.compile(rf"(?<![a-z])(?:(?P<pays>{PAYS})|(?P<looked>{LOOKED_UP}))(?![a-z])|(?P<mark>#)")
BEFORE: Final = 60
AFTER: Final = 40
RIGHT_BEFORE: Final = 5


class About(Enum):
    """What the words around a number say."""

    PAYS = "pays"  # a card is spoken of
    LOOKED_UP = "looked up"  # an order, a case, a parcel is spoken of
    NOTHING = "nothing"


def said_about(flat: str, *, start: int, end: int) -> About:
    """Return what the nearest word before says, or where there is none, a word after that pays."""
    before = list(WORDS.finditer(flat, max(0, start - BEFORE), start))
    if before and before[-1]["mark"] and len(before) > 1 and start - before[-2].end() < RIGHT_BEFORE:
        before.pop()  # "card #4111" is about a card.
    if before:
        return About.PAYS if before[-1]["pays"] else About.LOOKED_UP
    after = any(word["pays"] for word in WORDS.finditer(flat, end, end + AFTER))
    return About.PAYS if after else About.NOTHING
