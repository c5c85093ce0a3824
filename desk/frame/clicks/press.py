"""What of all that a browser tells was pressed."""

from collections.abc import Iterator

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

_KINDS = {"trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value"}


def is_press(state: WidgetState) -> bool:
    kind = state.WhichOneof("value")
    return kind in _KINDS and bool(getattr(state, kind))


def presses_in(told: WidgetStates) -> Iterator[WidgetState]:
    return filter(is_press, told.widgets)
