"""What somebody holds in the hand, as far as the browser tells."""

import streamlit as st


def is_phone() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
