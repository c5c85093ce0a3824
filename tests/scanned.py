"""What Streamlit finds out whenever a program starts: in tests, once."""

from functools import cache

from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner

# It looks through every installed package,
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
manifest_scanner.scan_component_manifests()
# and through the sources of all that runs, for whoever types at a prompt.
delta_generator._use_warning_has_been_displayed = True
