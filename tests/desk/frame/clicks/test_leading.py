import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from desk.frame.clicks.leading import keep_the_way


@pytest.mark.parametrize("parts", [None, ["news"]])
def test_a_new_run_takes_words_away_and_never_the_way(parts: list[str] | None) -> None:
    keep_the_way()
    keep_the_way()
    words, way = ForwardMsg(), ForwardMsg()
    words.page_config_changed.title = "Tides"
    way.auth_redirect.url = "/desk/session/end"
    queue = ForwardMsgQueue()
    queue.enqueue(words)
    queue.enqueue(way)

    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=parts)

    assert [each for each in queue.flush() if each.HasField("auth_redirect")] == [way]
    assert queue.is_empty()
