/* platform/papers/docx_parts - private to papers: the parts of a .docx that are the same for every paper */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PAPERS_DOCX_PARTS_H
#define PLATFORM_PAPERS_DOCX_PARTS_H

#include "platform/papers/layout.h"

#define WORD_NAMES                                                                                                     \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                                        \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

Str docx_types(void);
Str docx_root_relations(void);
Str docx_relations(Ctx *cx, size_t picture_count); /* rIdFirst, rIdNext: headers; rIdStyles; rIdPicture1 ... */
Str docx_styles(Ctx *cx, const Layout *page);
Str docx_settings(void);
Str docx_header(Ctx *cx, const Paper *paper, bool is_first); /* the page's number, save on the first */
Str docx_core(Ctx *cx, const Paper *paper);
Str docx_app(void);

#endif
