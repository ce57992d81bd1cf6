"""What somebody did can be taken back: each act names the act that does it, or says why nothing does.

That the way back works is proven beside each act; this list is what a new act cannot be missing from.
"""

from importlib import import_module
from pkgutil import iter_modules

import centreline.actions
from centreline.actions.act import ACTS

ON_A_BOARD = "undo_on_board"
FROM_ITS_HISTORY = "undo_change"
IS_A_WAY_BACK = "It is itself a way back; what it took back can be done again."

WAYS_BACK = {
    # A board and its stages.
    **dict.fromkeys(
        ("add_card", "bin_card", "card_from_note", "edit_card", "move_card", "add_stage", "move_stage", "remove_stage",
         "rename_stage", "add_note", "add_notes", "edit_note", "move_note", "place_notes", "remove_note",
         "dissolve_group", "join_group", "leave_group", "make_group", "merge_notes", "rename_group",
         "edit_journey"), ON_A_BOARD),
    "start_draft": "discard_draft",
    "start_journey": "discard_draft",
    "discard_draft": "bring_back_draft",
    "bring_back_draft": "discard_draft",
    "rename_draft": "rename_draft",
    "bring_up_to_date": "take_back_bringing_up",
    "freeze_draft": "reopen_draft",
    "reopen_draft": "freeze_draft",
    "request_review": "take_back_request",
    "give_votes": "give_votes",
    "run_timer": "stop_timer",
    "stop_timer": "run_timer",
    "open_votes": "close_votes",
    "close_votes": "open_votes",
    "publish_draft": "A version never changes: what it changed is changed back by the next, which everybody can read.",
    "show_votes": "What everybody has seen cannot be unseen.",
    "say_looked": "That somebody looked is so; they are asked again instead.",
    # What people say of something.
    **dict.fromkeys(
        ("answer_question", "comment_on_touchpoint", "comment_on_finding", "review_card", "resolve_comment",
         "decide_finding", "change_decision", "approve_decision", "refuse_decision",
         "merge_findings", "size_finding", "waive_finding", "annotate_metric",
         "begin_anew", "set_target", "record_decision", "assign_action", "close_action", "sign_review",
         "confirm_change", "dispute_evaluation", "judge_dispute", "give_feedback", "answer_feedback", "add_term",
         "change_term", "remove_term", "edit_proposal", "approve_proposal", "reject_proposal", "hand_in_proposal",
         "reopen_proposal", "note_in_review"), FROM_ITS_HISTORY),
    "report_finding": "close_reported",
    "close_reported": "Why it was closed stays readable; whoever still sees it reports it anew.",
    "follow_metric": "unfollow_metric",
    "unfollow_metric": "follow_metric",
    "save_view": "drop_view",
    "drop_view": "save_view",
    # Changes of the operating model, and reviews.
    "propose_change": "withdraw_proposal",
    "withdraw_proposal": "It says why it was withdrawn; the same change is proposed anew.",
    "close_proposal": "reopen_proposal",
    "open_board": "discard_draft",
    "adopt_definition": "Figures were told by it: another definition is proposed, and both stay readable.",
    "change_element": "withdraw_element",
    "withdraw_element": "change_element",
    "remove_element": "restore_element",
    "restore_element": "remove_element",
    "publish_element": "A version never changes: the next one changes it back.",
    "describe_centre": "publish_again",
    "plan_costs": "plan_costs",
    "begin_own_model": "publish_again",
    "publish_again": "publish_again",
    "start_review": "A review is what was frozen that day; a later one is started beside it.",
    # Files and rows.
    "record_import": "record_import_taken_back",
    "record_import_taken_back": "The file is brought again.",
    "save_mapping": "save_mapping",
    "schedule_import": "drop_schedule",
    "drop_schedule": "schedule_import",
    "pause_schedule": "resume_schedule",
    "resume_schedule": "pause_schedule",
    "note_arrival": "That a file came is so.",
    "read_again": "What it brought is an import, and taken back as one.",
    "record_erasure": "Nobody who was erased comes back: that is what an erasure is.",
    "record_forgetting": "What was worked out is worked out anew; who was erased does not come back with a copy.",
    "record_retention": "What had to go is gone for good: that is what retention is.",
    "export": "A file that was taken out cannot be called back; the trail says who took it.",
    "read_conversation": "What somebody read cannot be unread; the trail says who read it.",
    "take_own_records": "A copy of what is one's own; nothing changes.",
    "find_records": "What somebody found cannot be unfound; the trail says who looked.",
    "hold_records": "lift_hold",
    "lift_hold": "hold_records",
    # How the workspace is set up.
    "tune_check": "untune_check",
    "untune_check": "tune_check",
    "set_zone": "set_zone",
    "keep_rows": "keep_rows",
    "retain_at": "retain_at",
    # People and keys.
    "add_person": "shut_out",
    "make_first_administrator": "shut_out",
    "shut_out": "let_in",
    "let_in": "shut_out",
    "change_person": "change_person",
    "reset_password": "A password nobody knows any more cannot come back; another one is set.",
    "make_token": "revoke_token",
    "revoke_token": "A token that may have been seen never comes back; another one is made.",
    # The ways back themselves.
    "undo_change": IS_A_WAY_BACK,
    "undo_on_board": IS_A_WAY_BACK,
    "bring_back": "bin_card",
    "take_back_request": "request_review",
    "take_back_bringing_up": "bring_up_to_date",
}  # fmt: skip


def test_every_act_has_a_way_back_or_says_why_it_has_none() -> None:
    for module in iter_modules(centreline.actions.__path__):
        import_module(f"centreline.actions.{module.name}")
    ours = {name for name, one in ACTS.items() if one.does.__module__.startswith("centreline.actions.")}

    assert set(WAYS_BACK) ^ ours == set()
    named = {name: back for name, back in WAYS_BACK.items() if " " not in back}
    assert {name: back for name, back in named.items() if back not in ours} == {}
    assert {name: why for name, why in WAYS_BACK.items() if " " in why and not why.endswith(".")} == {}
