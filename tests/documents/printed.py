"""A PDF as its readers see it: the words of its pages, its bookmarks, its tags and its faces."""

import io
from collections import Counter

import pikepdf
import pypdfium2


def plain(text):
    """Words with single spaces between them; places to break are nothing."""
    return " ".join(text.replace("\u200b", "").split()).casefold()


class Printed:
    def __init__(self, content, document):
        self.pdf = pikepdf.open(io.BytesIO(content))
        self._head = document.head
        read = pypdfium2.PdfDocument(content)
        self.raw = [page.get_textpage().get_text_range() for page in read]

    @property
    def text(self):
        """All pages without what stands over and under each."""
        return " ".join(self._body(n, page) for n, page in enumerate(self.raw, 1))

    def _body(self, number, page):
        under = f"{plain(self._head.state)} sha-256: {self._head.figures}"
        body = plain(page).replace(under, "")
        return body.removeprefix(f"{number} ").strip() if number > 1 else body.strip()

    @property
    def outline(self):
        def titles(items):
            return [(item.title, titles(item.children)) for item in items]

        with self.pdf.open_outline() as outline:
            return titles(outline.root)

    @property
    def tags(self):
        return Counter(str(element.S) for element in self._elements())

    @property
    def alternatives(self):
        return [str(element.Alt) for element in self._elements() if "/Alt" in element]

    def _elements(self):
        waiting = [self.pdf.Root.StructTreeRoot]
        while waiting:
            found = waiting.pop(0)
            if isinstance(found, pikepdf.Array):
                waiting[:0] = list(found)
            elif isinstance(found, pikepdf.Dictionary):
                if "/S" in found:
                    yield found
                waiting[:0] = [found.K] if "/K" in found else []

    @property
    def faces(self):
        """Every face, and whether it is in the file."""
        found = {}
        for each in self.pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                name = str(each.FontName).partition("+")[2]
                found[name] = any(f"/FontFile{n}" in each for n in ("", 2, 3))
        return found
