"""What exports in other languages call things, as the English words that stand for them."""

import unicodedata

__all__ = ["ABROAD", "plain"]

_SAID = {
    # German, whose words grow together.
    "anruf": "contact", "anrufnummer anrufid gesprachsid vorgangsnummer ticketnummer": "contact id",
    "vorgang fall anfrage kontakt": "contact", "kunde kundin anrufer auftraggeber": "customer",
    "kundennummer kundenid kundennr kontonummer": "customer id",
    "warteschlange warteschleife skillgruppe gruppe": "queue",
    "thema grund anliegen anrufgrund kategorie": "reason", "standort niederlassung": "site",
    "mitarbeiter bearbeiter agentin sachbearbeiter": "agent", "kanal": "channel", "dienstleister": "partner",
    "ergebnis": "outcome", "beginn eingang anrufbeginn startzeit": "offered at", "annahme angenommen": "answered at",
    "ende endzeit abschluss erledigt": "closed at", "erstellt eroffnet": "opened at", "prioritat": "priority",
    "wartezeit wartedauer": "wait duration", "gesprach gesprachszeit gesprachsdauer": "talk duration",
    "haltezeit haltedauer": "hold duration", "nachbearbeitung nachbearbeitungszeit": "wrap duration",
    "weitergeleitet": "transferred", "beschwerde": "complaint", "richtung": "direction",
    "bewertung zufriedenheit": "score", "kommentar bemerkung": "comment", "datum uhrzeit zeitpunkt zeit": "at",
    "dauer sekunden minuten": "duration", "nummer": "id", "betrag": "value", "quelle": "source",
    # French.
    "appel dossier demande": "contact", "client cliente appelant": "customer", "file": "queue", "motif": "reason",
    "conseiller agente teleconseiller": "agent", "canal": "channel", "resultat": "outcome", "debut arrivee": "offered",
    "fin cloture": "closed", "attente": "wait", "communication": "talk", "duree secondes": "duration",
    "heure": "at", "numero": "id", "plainte reclamation": "complaint", "transfere": "transferred",
    "equipe": "team", "prestataire": "partner", "reponse decroche": "answered", "priorite": "priority",
    "commentaire": "comment", "montant": "value",
    # Spanish, Portuguese and Italian.
    "llamada chamada chiamata contacto contato atendimento": "contact", "cliente": "customer",
    "cola fila coda": "queue",
    "motivo": "reason", "agente operador operatore asesor atendente": "agent", "canale": "channel",
    "resultado risultato esito": "outcome", "inicio inizio entrada": "offered", "fim fine": "closed",
    "espera attesa": "wait", "duracion duracao durata segundos secondi": "duration", "fecha hora ora": "at",
    "equipo equipa squadra": "team", "proveedor fornecedor fornitore": "partner", "sede sitio": "site",
    "queja reclamo reclamacao": "complaint", "transferida transferido trasferita": "transferred",
    "respuesta resposta risposta": "answered", "prioridad prioridade priorita": "priority", "comentario": "comment",
    "puntuacion nota punteggio": "score",
    # Dutch.
    "gesprek oproep": "contact", "klant beller": "customer", "wachtrij": "queue", "reden": "reason",
    "medewerker": "agent", "kanaal": "channel", "resultaat uitkomst": "outcome", "begin": "offered", "einde": "closed",
    "wachttijd": "wait duration", "gesprekstijd gespreksduur": "talk duration", "klacht": "complaint",
    "duur": "duration",
}  # fmt: skip

ABROAD = {word: tuple(english.split()) for words, english in _SAID.items() for word in words.split()}
"""English words that stand for a word of another language, letters without their marks."""


def plain(name: str) -> str:
    """Return a name in small letters without their marks.

    >>> plain("Gespräch (Straße)")
    'gesprach (strasse)'
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
