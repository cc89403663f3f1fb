"""What the front matter of a page about a removed member says, below its title."""

from docutils import nodes

labels = {"kind": "under the shim: {}", "since": "removed since {}", "removed-in": "gone in {}", "fix": "fix: {}"}


def add_facts(app, doctree, docname):
    facts = app.env.metadata.get(docname, {})
    titles = list(doctree.findall(nodes.title))
    if "member" not in facts or not titles:
        return
    line = nodes.paragraph(classes=["facts"])
    for key, label in labels.items():
        if key in facts:
            line += nodes.inline("", label.format(facts[key].strip('"')), classes=["fact"])
            line += nodes.Text(" ")
    section = titles[0].parent
    section.insert(section.index(titles[0]) + 1, line)


def setup(app):
    app.connect("doctree-resolved", add_facts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
