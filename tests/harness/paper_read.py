#!/usr/bin/env python3
"""tests/harness/paper_read - what python-docx finds in a .docx: paper_read.py FILE prints it as JSON."""
# SPDX-License-Identifier: Apache-2.0
import json
import sys

import docx

paper = docx.Document(sys.argv[1])
sections = [{"first_differs": one.different_first_page_header_footer, "width_mm": round(one.page_width.mm), "height_mm": round(one.page_height.mm),
             "margins_mm": [round(side.mm) for side in (one.top_margin, one.right_margin, one.bottom_margin, one.left_margin)],
             "number": "PAGE" in one.header._element.xml, "first_number": "PAGE" in one.first_page_header._element.xml} for one in paper.sections]
tables = [{"head": [cell.text for cell in one.rows[0].cells], "rows": len(one.rows), "repeats": "w:tblHeader" in one.rows[0]._tr.xml} for one in paper.tables]
print(json.dumps({"title": paper.core_properties.title, "author": paper.core_properties.author, "sections": sections, "tables": tables,
                  "font": paper.styles.element.xpath("w:docDefaults//w:rFonts/@w:ascii"), "pictures": len(paper.inline_shapes),
                  "paragraphs": [[one.style.name, one.text] for one in paper.paragraphs if one.text]}, ensure_ascii=False))
