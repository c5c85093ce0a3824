"""The one button that matters most on a screen, readable in both themes."""

import streamlit as st

INK = "#071615"


def on_primary(label: str, *, disabled: bool = False) -> str:
    """Streamlit writes white on it; on the dark theme's bright colour that has a contrast of 2.

    A button that is `disabled` has no bright colour.
    """
    if st.context.theme.type == "dark" and not disabled:
        return f':color[{label}]{{foreground="{INK}"}}'
    return label
