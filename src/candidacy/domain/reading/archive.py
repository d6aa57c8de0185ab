"""A zip file that is looked over before anything in it is unpacked."""

import io
import re
import zipfile
import zlib
from types import TracebackType
from typing import TYPE_CHECKING

from candidacy.domain.reading.errors import DamagedFile, EncryptedFile, ReadingTooExpensive

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 50 * 1024 * 1024
MAX_TOTAL_BYTES = 150 * 1024 * 1024
MAX_RATIO = 200
_RATIO_MATTERS_FROM = 1024 * 1024
MAX_XML_BYTES = 25 * 1024 * 1024

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_TYPES = frozenset(
    f"application/vnd.{name}.main+xml"
    for name in (
        "openxmlformats-officedocument.wordprocessingml.document",
        "openxmlformats-officedocument.wordprocessingml.template",
        "ms-word.document.macroEnabled",
        "ms-word.template.macroEnabledTemplate",
    )
) | {
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE [^\[\]<>]{1,300}>")
_DOCTYPE_16 = re.compile(
    rb"<\x00!\x00D\x00O\x00C\x00T\x00Y\x00P\x00E|\x00<\x00!\x00D\x00O\x00C\x00T\x00Y\x00P\x00E"
)


class OfficeArchive:
    """The members of an Office file, each read once, within bounds and without entities."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedFile from error
        self._members = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        _look_over(self._zip.infolist())
        self.names = frozenset(self._members)
        self._types = self._content_types()

    def __enter__(self) -> "OfficeArchive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def is_office(self) -> bool:
        return _CONTENT_TYPES in self.names

    @property
    def main_part(self) -> str | None:
        """The name of the text document's own part; None when this is not a text document."""
        return next(
            (name for name, kind in self._types.items() if kind in _MAIN_TYPES and name in self.names), None
        )

    @property
    def open_document_type(self) -> str | None:
        """What the ``mimetype`` member of OpenDocument and EPUB files says."""
        if "mimetype" not in self.names or self._members["mimetype"].file_size > 200:
            return None
        return self.unpacked("mimetype").decode("ascii", "replace").strip()

    @property
    def is_open_document_text(self) -> bool:
        """Whether this is an OpenDocument text (or a template for one), by its ``mimetype`` or its body."""
        kind = self.open_document_type
        if kind:
            return kind.removesuffix("-template") == "application/vnd.oasis.opendocument.text"
        return {"content.xml", "META-INF/manifest.xml"} <= self.names and not self.is_office

    def unpacked(self, name: str) -> bytes:
        """The unpacked member; never more than its header promised."""
        info = self._members[name]
        try:
            with self._zip.open(info) as member:
                data = member.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise DamagedFile from error
        if len(data) > info.file_size:
            raise ReadingTooExpensive
        return data

    def xml(self, name: str, *, own_type: bool = False) -> "_Element | None":
        """The root of a member; None when there is no such member.

        Document types are refused, but for one without declarations in the member that may have its
        ``own_type``: old manifests name theirs.
        """
        if name not in self.names:
            return None
        data = self.xml_bytes(name)
        return parse_xml(_PLAIN_DOCTYPE.sub(b"", data, count=1) if own_type else data)

    def xml_bytes(self, name: str) -> bytes:
        """A member that is XML: its bound is lower, because its tree takes many times its size."""
        if self._members[name].file_size > MAX_XML_BYTES:
            raise ReadingTooExpensive
        return self.unpacked(name)

    def _content_types(self) -> dict[str, str]:
        root = self.xml(_CONTENT_TYPES)
        if root is None:
            return {}
        return {
            str(element.get("PartName", "")).lstrip("/"): str(element.get("ContentType", ""))
            for element in root
            if element.tag.endswith("}Override")
        }


def parse_xml(data: bytes) -> "_Element":
    """Parse XML that may be hostile: no document type, no entities, no network, bounded depth."""
    from lxml import etree

    if _DOCTYPE.search(data) or _DOCTYPE_16.search(data[:4096]):
        raise DamagedFile("This file declares XML entities, which no word processor does. Export it again.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile from error


def _look_over(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_TOTAL_BYTES:
        raise ReadingTooExpensive
    for info in members:
        if info.flag_bits & 0x1:
            raise EncryptedFile
        if info.file_size > MAX_MEMBER_BYTES or _is_bomb(info):
            raise ReadingTooExpensive
        if ".." in info.filename.replace("\\", "/").split("/") or re.match(r"[A-Za-z]:", info.filename):
            raise DamagedFile("This file holds a name that points outside of it. Export it again.")


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
