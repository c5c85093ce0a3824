"""A page with one box and one button: what Streamlit and the desk's frame cost."""

import streamlit as st

st.title("Bare")
st.text_area("Text")
st.button("Save")
