"""xlsx 压缩包里的零件：哪个零件是哪张工作表。"""

import zipfile

from lxml import etree

from zjbuy_desktop.excel.kinds import ZIP_ERRORS

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def parse(xml: bytes) -> etree._Element:
    """Parse untrusted XML: no entities, no network, no huge trees."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)


def sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part name → 工作表名; empty when the package is too odd to tell."""
    try:
        targets = {
            relation.get("Id"): _part(relation.get("Target") or "")
            for relation in parse(archive.read("xl/_rels/workbook.xml.rels"))
        }
        book = parse(archive.read("xl/workbook.xml"))
    except etree.XMLSyntaxError:
        return {}
    except ZIP_ERRORS:
        return {}
    names = {}
    for sheet in book.iter("{*}sheet"):
        part = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION))
        if part:
            names[part] = sheet.get("name") or ""
    return names


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"
