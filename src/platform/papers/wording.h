/* platform/papers/wording - private to papers: the set words of an administrative document, the same in every form. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PAPERS_WORDING_H
#define PLATFORM_PAPERS_WORDING_H

#include "platform/papers/papers.h"

#define NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO  "Độc lập - Tự do - Hạnh phúc"

Str number_line(Ctx *cx, const Paper *paper);              /* Số:       /BC-SKHCN */
Str place_line(Ctx *cx, const Paper *paper);               /* Đồng Nai, ngày 05 tháng 02 năm 2026 */
bool paper_has_end(const Paper *paper);                    /* recipients, or room for who signs */
Str basis_line(Ctx *cx, const Paper *paper, size_t index); /* ends in `;`, the last in `.` */
Str addressee_line(Ctx *cx, const Paper *paper, size_t index);
Str recipient_line(Ctx *cx, const Paper *paper, size_t index);
Str end_line(Ctx *cx, Str last); /* a paragraph with the mark of the end: `./.` */
Str bullet_line(Ctx *cx, Str text);

Str appendix_name(Ctx *cx, const Paper *paper, size_t index); /* Phụ lục; with several: Phụ lục II */
Str appendix_reference(Ctx *cx, const Paper *paper); /* (Kèm theo Báo cáo số    /BC-SKHCN ngày ... của ...) */

/* Which block bears the mark of the end: the last paragraph or bullet with nothing but notes after it; else none. */
size_t end_block(const PaperPart *part);

#endif
