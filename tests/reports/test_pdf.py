"""The PDF is tagged, titled and in its language; read by pypdf, written by typst."""

import pytest

from tests.reports.readers import pdf_of, pdf_text


def tags(reader):
    """Return the kinds of all structure elements."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node["/S"])
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_it_says_that_it_is_accessible():
    root = pdf_of("coburg").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize(("name", "language"), [("coburg", "de"), ("coburg:en", "en")])
def test_it_has_a_title_and_a_language(name, language):
    reader = pdf_of(name)
    assert reader.metadata.title.endswith(": Integration vor Ort gestalten")
    assert reader.trailer["/Root"]["/Lang"] == language


def test_headings_lists_and_header_cells_are_tagged():
    found = tags(pdf_of("coburg"))
    assert found.count("/H1") == 1
    assert found.count("/H2") == 14  # agenda, six results, five sections, attendance, speaking times
    assert {"/H3", "/L", "/LI", "/Table", "/THead", "/TH", "/TD"} <= set(found)


def test_squares_are_not_read_aloud():
    assert "/Figure" not in tags(pdf_of("coburg"))


def test_pages_are_a4_and_numbered():
    reader = pdf_of("large")
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    pages = len(reader.pages)
    assert all(
        f"Seite {n} von {pages}" in " ".join(page.extract_text().split()) for n, page in enumerate(reader.pages, 1)
    )


def test_the_head_of_a_table_is_repeated_on_every_page():
    assert pdf_text("coburg").count("Aussage") >= 1


def test_only_fonts_that_go_along_are_used():
    for page in pdf_of("hostile").pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
