"""How old the newest backup is, for whoever answers for it."""

import streamlit as st

from actions.clinic.upkeep import backup_warning, newest_backup
from desk.frame.messages import escaped
from desk.widgets.clock import spoken
from models.staff.member import Actor, Permission


def backup_line(by: Actor) -> None:
    if not by.may(Permission.MANAGE_SETTINGS):
        return
    if warning := backup_warning(by=by):
        st.warning(escaped(warning), icon=":material/backup:")
    elif newest := newest_backup(by=by):
        st.caption(f":material/backup: Last backup {escaped(spoken(newest))}, verified.")
