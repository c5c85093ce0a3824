import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from desk.frame.startup import MUST_BE, BadDeskConfig, assert_desk_config
from desk.frame.wire import as_whole_run, inline_script_hashes, what_is_asked


def test_only_the_five_messages_that_the_screens_need_pass() -> None:
    kinds = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]
    passed = []
    for kind in kinds:
        message = BackMsg()
        field = BackMsg.DESCRIPTOR.fields_by_name[kind]
        if field.message_type:
            getattr(message, kind).SetInParent()
        else:
            setattr(message, kind, "x" if field.type == field.TYPE_STRING else True)
        if what_is_asked(message.SerializeToString()) != "drop":
            passed.append(kind)

    assert sorted(passed) == [
        "app_heartbeat",
        "backend_operation_request",
        "file_urls_request",
        "rerun_script",
        "stop_script",
    ]


def test_a_page_that_refreshes_itself_is_no_sign_of_life() -> None:
    message = BackMsg()
    message.rerun_script.is_auto_rerun = True

    assert what_is_asked(message.SerializeToString()) == "refresh"
    message.rerun_script.is_auto_rerun = False
    assert what_is_asked(message.SerializeToString()) == "run"


def test_a_part_of_a_page_becomes_the_whole_page_and_keeps_what_was_typed() -> None:
    message = BackMsg()
    message.rerun_script.fragment_id = "part"
    message.rerun_script.page_name = "article"
    whole = BackMsg()
    whole.ParseFromString(as_whole_run(message.SerializeToString()))

    assert not whole.rerun_script.fragment_id
    assert whole.rerun_script.page_name == "article"


def test_nonsense_is_told_from_messages() -> None:
    assert what_is_asked(b"\xff\xff\xff") == "broken"
    assert what_is_asked(b"") == "drop"


def test_the_start_pages_own_scripts_are_allowed_by_their_hash() -> None:
    assert inline_script_hashes().startswith("'sha256-")


def test_the_desk_runs_with_our_settings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_desk_config()
    monkeypatch.setitem(MUST_BE, "server.baseUrlPath", "elsewhere")
    with pytest.raises(BadDeskConfig, match="own folder"):
        assert_desk_config()
