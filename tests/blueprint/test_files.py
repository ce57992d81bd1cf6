from collections.abc import Callable
from pathlib import Path

import pytest

from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import load_blueprint, load_claims
from centreline.kernel.errors import BlueprintInvalid, FileUnreadable, Problem

Small = Callable[..., Blueprint]

HEAD = """\
format: 1
id: centre
title: Centre
organisation:
  name: Company
"""

ROLES = """\
roles:
  - id: head
    title: Head
"""

TOUCHPOINT = """\
journeys:
  - id: help
    title: Help
    stages:
      - id: ask
        title: Asking
        touchpoints:
          - id: call
            title: Call
"""


def _problems(folder: Path, **texts: str) -> tuple[Problem, ...]:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BlueprintInvalid) as stopped:
        load_blueprint(folder)
    return stopped.value.problems


def _only(problems: tuple[Problem, ...], folder: Path) -> tuple[str, str, str]:
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0].what, problems[0].where.removeprefix(f"{folder}/"), problems[0].fix


def test_many_files_make_one_blueprint_and_their_lists_are_joined(tmp_path: Path) -> None:
    (tmp_path / "head.yaml").write_text(HEAD)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.yaml").write_text(ROLES)
    (tmp_path / "more" / "b.yml").write_text(ROLES.replace("head", "agent").replace("Head", "Agent"))
    (tmp_path / ".drafts").mkdir()
    (tmp_path / ".drafts" / "c.yaml").write_text("not: read")
    (tmp_path / "notes.txt").write_text("not read either")

    assert [role.id for role in load_blueprint(tmp_path).roles] == ["head", "agent"]


def test_one_file_is_a_blueprint_too(tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(HEAD + ROLES)

    assert load_blueprint(tmp_path / "all.yaml").roles[0].title == "Head"


def test_the_same_model_has_the_same_hash_however_its_files_are_split(tmp_path: Path, small: Small) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (one / "all.yaml").write_text(HEAD + ROLES + "  - {id: agent, title: Agent}\n" + TOUCHPOINT)
    (two / "a.yaml").write_text("roles: [{title: Agent, id: agent}]\n" + TOUCHPOINT)
    (two / "b.yaml").write_text(ROLES + HEAD)

    assert load_blueprint(one).content_hash == load_blueprint(two).content_hash
    assert load_blueprint(one).content_hash != small().content_hash


def test_words_stay_as_they_were_written(tmp_path: Path) -> None:
    recognised = '            recognised_by: {queues: [0800, 1e3, no, 12:30], reasons: ["null"]}\n'
    (tmp_path / "all.yaml").write_text(HEAD + "version: 1.10\n" + TOUCHPOINT + recognised)

    blueprint = load_blueprint(tmp_path)

    assert blueprint.version == "1.10"
    assert blueprint.touchpoints[0].recognised_by is not None
    assert blueprint.touchpoints[0].recognised_by.queues == ("0800", "1e3", "no", "12:30")
    assert blueprint.touchpoints[0].recognised_by.reasons == ("null",)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="there is no folder 'nowhere'"):
        load_blueprint(tmp_path / "nowhere")


def test_a_folder_without_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(FileUnreadable, match="no YAML file is in 'empty'"):
        load_blueprint(tmp_path / "empty")


@pytest.mark.parametrize("text", ["", "# to be written\n", "journeys:\n"])
def test_files_with_nothing_in_them_are_not_an_empty_blueprint(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text)

    with pytest.raises(FileUnreadable, match="nothing is written in"):
        load_blueprint(tmp_path)


T = "journeys[0].stages[0].touchpoints[0]"
IN_CALL = " (in touchpoint 'call')"

# One mistake in the touchpoint; what is said, on which line and path, and what to write instead.
MISTAKES = [
    ("handoffs: [{to: }]", "`to` is blank", f"10, {T}.handoffs[0].to", "a text that begins with # needs quotes"),
    ("chanels: [voice]", "a touchpoint has no `chanels`", f"10, {T}.chanels", "write `channels`"),
    (
        "channels: voice",
        "`channels` takes a list, and is the text 'voice'",
        f"10, {T}.channels",
        "write `channels: [voice]`",
    ),
    (
        "channels: [voise]",
        "an item of `channels` cannot be 'voise'",
        f"10, {T}.channels[0]",
        "write `voice`, or another of",
    ),
    (
        "takes_s: 5 min",
        "`takes_s` takes a whole number, and is the text '5 min'",
        f"10, {T}.takes_s",
        "write digits only",
    ),
    ("takes_s: 0", "`takes_s` has to be more than 0, and is '0'", f"10, {T}.takes_s", "in that range"),
    (
        "ends_here: maybe",
        "`ends_here` takes true or false, and is the text 'maybe'",
        f"10, {T}.ends_here",
        "write `true`",
    ),
    ("owner: [head]", "`owner` takes one text, and is a list", f"10, {T}.owner", "write it on one line"),
    ("owner: Head", "`owner`: 'Head' is not a key", f"10, {T}.owner", "write head, here and wherever"),
    ("owner: hed", "there is no role 'hed'", f"10, {T}.owner", "write head, or add a role with `id: hed` to `roles:`"),
    ("owner: ''", "`owner`: the key is blank", f"10, {T}.owner", "or remove the line"),
    ("systems: [crm]", "there is no system 'crm'", f"10, {T}.systems[0]", "add a system with `id: crm` to `systems:`"),
    ("procedures: [p]", "there is no procedure 'p'", f"10, {T}.procedures[0]", "add a procedure"),
    ("partner: p", "there is no partner 'p'", f"10, {T}.partner", "add a partner"),
    (
        "handoffs: [{to: cal}]",
        "there is no touchpoint 'cal'",
        f"10, {T}.handoffs[0].to",
        "write call, or add a touchpoint",
    ),
    (
        "handoffs: [{within_s: 3}]",
        "`to` is missing",
        f"10, {T}.handoffs[0]",
        "write `to:` (touchpoint that receives the work)",
    ),
    (
        "handoffs: [call]",
        "an item of `handoffs` takes a block of keys, and is the text 'call'",
        f"10, {T}.handoffs[0]",
        "to, passes",
    ),
    ("recognised_by: {}", "`recognised_by`: it names no queue", f"10, {T}.recognised_by", "name at least one"),
    (
        "measures: [{metric: csat, at_least: 80 %}]",
        "`at_least` takes a number, and is the text '80 %'",
        f"10, {T}.measures[0].at_least",
        "write 0.8 (",
    ),
    (
        "measures: [{metric: csat, at_least: '1,234'}]",
        "`at_least` takes a number, and is the text '1,234'",
        f"10, {T}.measures[0].at_least",
        "write a number with a point",
    ),
    (
        "measures: [{metric: csat, at_least: .inf}]",
        "`at_least` takes a number, and is the text '.inf'",
        f"10, {T}.measures[0].at_least",
        "write a number",
    ),
    (
        "measures: [{metric: csat, at_least: 2, at_most: 1}]",
        "an item of `measures`: at_least 2 is above at_most 1",
        f"10, {T}.measures[0]",
        "exchange",
    ),
    ("title: Again", "`title` is written twice in one block (first on line 9)", f"10, {T}.title", "keep one"),
    ("risks: [{what: ''}]", "`what` is blank", f"10, {T}.risks[0].what", "write it (what goes wrong)"),
    ("knowledge: [~]", "an item of `knowledge` is blank", f"10, {T}.knowledge[0]", "remove the dash"),
]


@pytest.mark.parametrize(("line", "what", "where", "fix"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES])
def test_a_mistake_is_named_with_its_line_and_remedy(
    tmp_path: Path, line: str, what: str, where: str, fix: str
) -> None:
    problem = _only(_problems(tmp_path, head=HEAD + ROLES, journeys=f"{TOUCHPOINT}            {line}\n"), tmp_path)

    assert problem[0].startswith(what)
    assert problem[1] in (f"journeys.yaml:{where}{IN_CALL}", f"journeys.yaml:{where}")
    assert fix in problem[2]


# One mistake elsewhere in the blueprint.
ELSEWHERE = [
    ("partnrs: []", "a blueprint has no `partnrs`", "a.yaml:6, partnrs", "write `partners`"),
    ("zzz: 1", "a blueprint has no `zzz`", "a.yaml:6, zzz", "use one of: id, title, format"),
    (
        "sites: [{id: s, title: S, zone: Europe/Madird}]",
        "`zone`: 'Europe/Madird' is not an IANA",
        "a.yaml:6, sites[0].zone (in site 's')",
        "write Europe/Madrid",
    ),
    ("teams: [{id: t, title: T}]", "`function` is missing", "a.yaml:6, teams[0] (in team 't')", "customer_service"),
    (
        "roles: [{id: r, title: R}, {id: r, title: S}]",
        "role 'r' is written twice (first at ",
        "a.yaml:6, roles[1].id (in role 'r')",
        "another id",
    ),
    (
        "planned_costs: [{line: quality, month: 2026-13, amount: 1}]",
        "`month` cannot be '2026-13'",
        "a.yaml:6, planned_costs[0].month",
        "the month, 2026-01",
    ),
    (
        "procedures: [{id: p, title: P, changed_on: 31/03/2026}]",
        "`changed_on` takes a day, and is the text '31/03/2026'",
        "a.yaml:6, procedures[0].changed_on (in procedure 'p')",
        "2026-03-31",
    ),
    (
        "procedures: [{id: p, title: P, changed_on: 2026-02-30}]",
        "`changed_on` is 2026-02-30, and the calendar",
        "a.yaml:6, procedures[0].changed_on (in procedure 'p')",
        "a day that exists",
    ),
    ("journeys: none", "`journeys` takes a list, and is the text 'none'", "a.yaml:6, journeys", "start each entry"),
    (
        "capabilities: [{id: c, title: C, needed_by: [x]}]",
        "there is no touchpoint 'x'",
        "a.yaml:6, capabilities[0].needed_by[0] (in capability 'c')",
        "a stage of a journey",
    ),
    ("title: &a [1]", "`title` is written twice in one block", "a.yaml:6, title", "keep one"),
    ("version: !!python/object:os.system x", "the tag", "a.yaml:6, version", "remove the tag"),
]


@pytest.mark.parametrize(("line", "what", "where", "fix"), ELSEWHERE, ids=[mistake[0] for mistake in ELSEWHERE])
def test_a_mistake_anywhere_is_named_too(tmp_path: Path, line: str, what: str, where: str, fix: str) -> None:
    problem = _only(_problems(tmp_path, a=HEAD + line + "\n"), tmp_path)

    assert problem[0].startswith(what)
    assert problem[1] == where
    assert fix in problem[2]


def test_a_newer_format_asks_for_a_newer_program(tmp_path: Path) -> None:
    what, where, fix = _only(_problems(tmp_path, a=HEAD.replace("format: 1", "format: 2")), tmp_path)

    assert (what, where) == ("`format`: format 2 is newer than this program reads", "a.yaml:1, format")
    assert fix == "upgrade Centreline; it reads format 1"


def test_what_is_missing_altogether_is_missing_from_the_folder(tmp_path: Path) -> None:
    problems = _problems(tmp_path, a=ROLES)

    assert [problem.what for problem in problems] == [
        "`id` is missing",
        "`title` is missing",
        "`organisation` is missing",
    ]
    assert {problem.where for problem in problems} == {str(tmp_path)}


def test_all_problems_are_told_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    problems = _problems(
        tmp_path,
        a=HEAD + ROLES + "    team: nowhere\n",
        b=TOUCHPOINT + "            owner: hed\n            takes_s: long\n            channel: voice\n",
    )

    assert [(problem.what, problem.where.split("/")[-1].split(",")[0]) for problem in problems] == [
        ("there is no team 'nowhere'", "a.yaml:9"),
        ("there is no role 'hed'", "b.yaml:10"),
        ("`takes_s` takes a whole number, and is the text 'long'", "b.yaml:11"),
        ("a touchpoint has no `channel`", "b.yaml:12"),
    ]


def test_the_line_is_right_in_the_second_of_two_joined_lists(tmp_path: Path) -> None:
    second = ROLES.replace("head", "agent") + "    skils: []\n"

    problem = _only(_problems(tmp_path, a=HEAD + ROLES, b=second), tmp_path)

    assert problem[1] == "b.yaml:4, roles[0].skils (in role 'agent')"


def test_a_scalar_in_two_files_is_refused_and_both_places_are_told(tmp_path: Path) -> None:
    problem = _only(_problems(tmp_path, a=HEAD, b="title: Other\n"), tmp_path)

    assert problem == (f"`title` is written in two files (first in {tmp_path}/a.yaml:3)", "b.yaml:1, title", "keep one")


def test_an_unreadable_file_does_not_make_everything_else_look_missing(tmp_path: Path) -> None:
    problem = _only(
        _problems(tmp_path, a=HEAD + TOUCHPOINT + "            owner: head\n", b="roles:\n\t- id: head\n"), tmp_path
    )

    assert problem == ("a line is indented with a tab", "b.yaml:2, near '- id: head'", "indent with spaces")


def test_a_misspelt_list_does_not_make_everything_in_it_look_missing(tmp_path: Path) -> None:
    text = HEAD + ROLES.replace("roles", "rols") + TOUCHPOINT + "            owner: head\n"

    assert _only(_problems(tmp_path, a=text), tmp_path)[0] == "a blueprint has no `rols`"


def test_a_stage_id_may_return_in_another_journey_but_not_in_its_own(tmp_path: Path) -> None:
    other = "  - {id: pay, title: Pay, stages: [{id: ask, title: Asking}]}\n"
    (tmp_path / "a.yaml").write_text(HEAD + TOUCHPOINT + other)
    assert len(load_blueprint(tmp_path).journeys) == 2

    problem = _only(_problems(tmp_path, a=HEAD + TOUCHPOINT + "      - {id: ask, title: Again}\n"), tmp_path)
    assert problem[0].startswith("stage 'ask' is written twice")


def test_claims_are_held_against_the_blueprint(tmp_path: Path, small: Small) -> None:
    (tmp_path / "c.yaml").write_text(
        "claims:\n"
        "  - {touchpoint: cal, question: current, answer: yes, who: Ana, role: agent, on: 2026-01-02, how: workshop}\n"
        "  - {touchpoint: call, question: curent, answer: yes, who: Ana, partner: x, on: 2026-01-02, how: workshop}\n"
    )

    with pytest.raises(BlueprintInvalid, match="3 problems in the claims") as stopped:
        load_claims(tmp_path, blueprint=small())

    assert [problem.what for problem in stopped.value.problems] == [
        "there is no touchpoint 'cal'",
        "`question` cannot be 'curent'",
        "there is no partner 'x'",
    ]


def test_no_claims_are_no_mistake(tmp_path: Path) -> None:
    assert load_claims(tmp_path).claims == ()
    assert load_claims(tmp_path / "nowhere").claims == ()
