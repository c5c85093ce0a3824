"""A page that shows fifty rows which never change: what Streamlit itself costs."""

import pandas as pd
import streamlit as st

ROWS = 50

st.title("Bare")
st.dataframe(
    pd.DataFrame(
        {
            "Name": [f"Somebody {number}" for number in range(ROWS)],
            "Service": ["Consultation"] * ROWS,
            "Status": ["New"] * ROWS,
            "Assigned": ["Fay"] * ROWS,
            "Received": pd.date_range("2026-01-01", periods=ROWS, freq="h", tz="UTC"),
        }
    )
)
