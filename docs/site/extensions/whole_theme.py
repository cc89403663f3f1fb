"""What the theme lacks as Debian packages it, and what pages load without need.

The compiled style sheet has no rules for readers whose system is dark, and imports another from a place that only a web
server of Debian's has; the script is a module that nothing loads as one. A theme that is whole is left alone.
"""

import re
from pathlib import Path

import furo

not_needed = ["jquery.js", "underscore.js", "_sphinx_javascript_frameworks_compat.js", "debug.css", "skeleton.css",
              "file.png", "minus.png", "plus.png", "scripts/gumshoe-patched.js"]


def without_needless_scripts(app, pagename, templatename, context, doctree):
    context["script_files"] = [each for each in context["script_files"]
                               if each.filename is None or each.filename.removeprefix("_static/") not in not_needed]


def dark_by_itself(styles):
    """The dark colours also for pages that follow the system."""
    dark = re.search(r'body\[data-theme="dark"\]\s*\{([^}]*)\}', styles)
    if "prefers-color-scheme" in styles or not dark:
        return styles
    rule = f'body:not([data-theme="light"]) {{{dark[1]}}}'
    return f"{styles}\n@media not print {{ @media (prefers-color-scheme: dark) {{ {rule} }} }}\n"


def one_sheet(styles):
    return re.sub(r"@import url\(/javascript/([^)]*)\);",
                  lambda found: Path("/usr/share/javascript", found[1]).read_text(), styles)


def one_script(folder):
    script = (folder / "furo.js").read_text()
    imported = re.match(r'import Gumshoe from "\./(.*)";\n', script)
    if not imported:
        return script
    return (folder / imported[1]).read_text() + script[imported.end():]


def complete(app, error):
    if error:
        return
    static = Path(app.outdir, "_static")
    theme = Path(furo.__file__).parent / "theme/furo/static"
    styles = (theme / "styles/furo.css").read_text()
    (static / "styles/furo.css").write_text(dark_by_itself(one_sheet(styles)))
    (static / "scripts/furo.js").write_text(one_script(theme / "scripts"))
    for name in not_needed:
        (static / name).unlink(missing_ok=True)


def setup(app):
    app.connect("html-page-context", without_needless_scripts, priority=900)
    app.connect("build-finished", complete, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
