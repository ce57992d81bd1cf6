"""Write hostile words into every field of every form that people come by, and say what became of them.

Run as a program of its own, since it changes the centre it is given and settings are read once a process:
`python tests/web/planting.py FOLDER`. What became of the words is written to FOLDER/planted.json. The centre then has
one of each thing people can make: a draft with its notes, a proposal, a decision, a held review, a file on its way in.
"""

import csv
import io
import json
import re
import sys
from collections import defaultdict
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from forms import Form, forms_of

HOSTILE = "=1+1\"'><img src=x onerror=alert(1)>{{7}}"
"""A formula, a way out of an attribute, a picture that runs a script, and what a template would fill in."""
PLAIN = "plain-words"
"""What stands in the other fields that need something; a key may be that too."""
NAMES = ("lee", "ada", "admin", "dara", "kim", "quinn")
OF_EVERYBODY = {"home", "my_day", "heard", "disputes", "imports", "settings", "settings_checks", "settings_check",
                "settings_zone"}  # fmt: skip
"""Pages that each of them opens: what they ask of somebody differs. Any other is opened by the first who may."""
NO_SCREEN = re.compile(r"/accounts/logout|\.(csv|xlsx|json|pdf|svg)$|[?&](format|as)=|^/exports/")
PRESSED = frozenset({"start_review", "import_read_as", "import_map", "import_bring", "proposal_hand_in"})
"""Forms without a word in them that are sent too, since what they make has forms of its own."""
FILE = 'Call "no",Queue,Start,=2+2\n1,bill,2026-03-01 10:00,"{}"\n2,bill,2026-03-01 11:00,"{}"\n'


def name_of(address: str) -> str | None:
    """Return the name of an address in the list of the site, with the step it shows; None where it is in no list."""
    parts = urlsplit(address)
    step = "".join(re.findall(r"(?:^|[?&])(step=\w+)", parts.query))
    try:
        return f"{resolve(parts.path).url_name}{step}"
    except Resolver404:
        return None


class Planted:
    """What became of the words, of all who wrote them."""

    def __init__(self) -> None:
        self.taken = defaultdict[str, set[str]](set)
        self.refused = defaultdict[str, dict[str, int]](dict)
        self.screens = defaultdict[str, dict[str, str]](dict)
        self.failed, self.raw, self.live = list[str](), list[str](), list[str]()
        self.sent, self.exported, self.met = set[tuple[str, frozenset[str]]](), set[str](), set[str]()

    def written(self) -> dict[str, Any]:
        """Return it for a file."""
        refused = {name: fields for name, fields in self.refused.items() if set(fields) - self.taken[name]}
        return {
            "taken": {name: sorted(fields) for name, fields in sorted(self.taken.items()) if fields},
            "refused": {
                name: {one: code for one, code in sorted(fields.items()) if one not in self.taken[name]}
                for name, fields in sorted(refused.items())
            },
            "screens": self.screens,
            "failed": self.failed,
            "raw": self.raw,
            "live": self.live,
        }


class Writer:
    """Somebody who goes from link to link and fills in what they meet."""

    def __init__(self, name: str, planted: Planted) -> None:
        from django.test import Client

        from centreline.web.frame.session_cookie import cookie_of
        from centreline.web.records.models import Person

        self.client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        self.client.force_login(Person.objects.get(username=name), backend=backend)
        cookie = self.client.cookies[settings.SESSION_COOKIE_NAME]
        cookie.set(cookie.key, cookie_of(cookie.value), cookie_of(cookie.value))
        self.name, self.planted, self.waiting = name, planted, ["/", "/my-day/"]

    def goes_everywhere(self) -> None:
        """Open a page of each kind, fill in its forms, and go on where that leads."""
        self.planted.met -= OF_EVERYBODY
        while self.waiting:
            address = self.waiting.pop(0)
            kind = name_of(address)
            if kind is None or kind in self.planted.met or NO_SCREEN.search(address):
                continue
            self.planted.met.add(kind)
            self._opens(address)

    def _opens(self, address: str) -> None:
        text = self._read(address, self.client.get(address))
        if text is None:
            return
        self.planted.screens[self.name].setdefault(address.partition("#")[0], name_of(address) or "")
        links = [unescape(link) for link in re.findall(r'(?:href|data-opens)="([^"#]+)', text)]
        self.waiting += [urljoin(address, link) for link in links if not urlsplit(link).netloc]
        for link in links:
            self._takes_out(urljoin(address, link))
        for form in forms_of(address, text):
            self._fills_in(address, form)

    def _takes_out(self, link: str) -> None:
        if (
            "format=csv" not in link
            or (kind := f"{name_of(link)}{re.findall('take=[^&]*', link)}") in self.planted.exported
        ):
            return
        self.planted.exported.add(kind)
        answer = self.client.get(link)
        if answer.status_code == 200 and not answer.streaming:
            rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig", "replace")))
            self.planted.live += [f"{kind}: {cell}" for row in rows for cell in row if cell.lstrip().startswith("=")]

    def _fills_in(self, page: str, form: Form) -> None:
        name = name_of(urljoin("/", form.action)) or ""
        key = (name, frozenset(form.fields))
        is_ours = name and not form.action.startswith("/accounts/")
        if not is_ours or key in self.planted.sent or not (form.written or form.sends_files or name in PRESSED):
            return
        self.planted.sent.add(key)
        if self._sends(form, name, dict.fromkeys(form.written, HOSTILE)):
            self.planted.taken[name] |= set(form.written)
            return
        for one in form.written:  # Something of it was refused: which fields may hold what anybody writes?
            if self._sends(form, name, {one: HOSTILE}):
                self.planted.taken[name].add(one)
                form = self._as_it_is_now(page, form)
            else:
                self.planted.refused[name][one] = self.status

    def _as_it_is_now(self, page: str, form: Form) -> Form:
        """Return the form anew, with the version that was saved last."""
        text = self.client.get(page).content.decode("utf-8", "replace")
        return next((one for one in forms_of(page, text) if one.action == form.action), form)

    def _sends(self, form: Form, name: str, words: dict[str, str]) -> bool:
        """Send a form; say whether it was taken."""

        def said(one: str) -> str | None:
            lacks = form.fields[one].is_needed and not form.fields[one].value
            return words.get(one, PLAIN if lacks else None)

        given: dict[str, Any] = dict(form.filled(said))
        if form.sends_files:
            file = io.BytesIO(FILE.format(HOSTILE, HOSTILE).encode())
            file.name = f"{HOSTILE.replace('/', '')}.csv"
            given["file"] = file
        answer = self.client.post(urljoin("/", form.action), given)
        self.status = answer.status_code
        self._read(f"POST {form.action}", answer)
        if answer.status_code in {301, 302, 303}:
            self._comes_by(answer["Location"])
        return bool(answer.status_code < 400)

    def _comes_by(self, address: str) -> None:
        """Go on where a form led; a file that is being read there is read at once, as the worker would."""
        kind = name_of(address)
        if kind == "import_run":
            from centreline.web.jobs.working import run_job

            run_job.func(address.rstrip("/").rpartition("/")[2])
        if kind is not None:
            self.planted.met.discard(kind)
            self.waiting.insert(0, address)

    def _read(self, address: str, answer: Any) -> str | None:
        """Return the text of a page, once it is known that nothing in it is alive; None for what is no page."""
        if answer.status_code >= 500:
            self.planted.failed.append(address)
        if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
            return None
        text = str(answer.content.decode("utf-8", "replace"))
        if "<img src=x" in text or re.search(r"alert\(1\)(>|&gt;)7", text):
            self.planted.raw.append(address)
        return text if answer.status_code == 200 else None


def plant(folder: Path) -> None:
    """Write into every form of a centre, and beside it what became of the words."""
    from centreline.web.site.serving import Server, open_django

    open_django(Server(folder, "127.0.0.1", 8400, 1))
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)  # It may have been prepared before a table was needed.
    from centreline.web.records.jobs import ask_to_cancel, jobs_of

    planted = Planted()
    for name in NAMES:
        Writer(name, planted).goes_everywhere()
    for one in jobs_of():  # A page of one that ends while somebody looks at it is read anew under their eyes.
        ask_to_cancel(one.id)
    (folder / "planted.json").write_text(json.dumps(planted.written(), indent=1), encoding="utf-8")


if __name__ == "__main__":
    plant(Path(sys.argv[1]))
