"""The one button that matters most on a screen, readable in both themes."""

import streamlit as st

INK = "#071615"


def on_primary(label: str) -> str:
    """Streamlit writes white on it; on the dark theme's bright colour that has a contrast of 2."""
    if st.context.theme.type == "dark":
        return f':color[{label}]{{foreground="{INK}"}}'
    return label
