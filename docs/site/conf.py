"""How Sphinx makes the site. scripts/docs lays the pages out in a folder of their own and runs Sphinx there."""

import pathlib
import re
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here / "extensions"))

cadre_root = str(here.parents[1])
project = "Cadre"
version = re.search(r"project\(cadre VERSION (\S+)", (here.parents[1] / "CMakeLists.txt").read_text()).group(1)
html_title = f"Cadre {version}"

extensions = ["myst_parser", "breathe", "page_links", "source_pages", "member_facts", "header_pages", "header_contents",
              "short_navigation", "whole_theme"]
root_doc = "index"
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}

# A file whose title is the line that leads to it.
suppress_warnings = ["myst.header"]
# Anchors as GitHub makes them, on every heading.
myst_heading_anchors = 6

breathe_default_project = "cadre"
breathe_show_include = False
primary_domain = "cpp"
highlight_language = "cpp"

html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["site.css"]
templates_path = ["templates"]
html_favicon = "static/cadre.svg"
html_use_index = False  # the search finds names as well
html_copy_source = False
html_show_copyright = False
html_permalinks_icon = "#"
html_scaled_image_link = False
pygments_style = "xcode"
pygments_dark_style = "github-dark"
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0b5c6b",
        "color-brand-content": "#0b5c6b",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7fd0de",
        "color-brand-content": "#7fd0de",
    },
}
