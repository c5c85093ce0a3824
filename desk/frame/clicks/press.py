"""What of all that a browser tells was pressed."""

from collections.abc import Callable, Iterator

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

IN_A_ROW = "in-a-row"
"""In the key of a button that is pressed one time after the other: each press counts."""
_KINDS = {"trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value"}


def is_press(state: WidgetState) -> bool:
    kind = state.WhichOneof("value")
    return kind in _KINDS and bool(getattr(state, kind))


def presses_in(told: WidgetStates) -> Iterator[WidgetState]:
    return filter(is_press, told.widgets)


def buttons_in(told: WidgetStates) -> frozenset[str]:
    """Which say nothing but that they were pressed: twice the same is the same."""
    return frozenset(each.id for each in told.widgets if each.trigger_value)


def all_but(is_dropped: Callable[[WidgetState], bool], told: WidgetStates) -> WidgetStates:
    return WidgetStates(widgets=[each for each in told.widgets if not is_dropped(each)])
