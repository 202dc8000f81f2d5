/* platform/documents/text_open_lists - which number LibreOffice shows before a paragraph of an .odt: what its styles
 * of lists say, and where in which list it stands. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_OPEN_LISTS_H
#define PLATFORM_DOCUMENTS_TEXT_OPEN_LISTS_H

#include "kit/archive.h"

typedef struct OpenLists OpenLists;

/* Those of styles.xml, as far as they can be understood; only a verdict on the archive counts. */
ArchiveVerdict open_lists_read(Arena *arena, Archive *archive, OpenLists **ret_lists);
/* An element that begins among the styles of content.xml. */
void open_lists_style(OpenLists *lists, Str name, const char *const *attributes);

void open_list_begin(OpenLists *lists, const char *const *attributes);
void open_list_end(OpenLists *lists);
void open_item_begin(OpenLists *lists, const char *const *attributes, bool is_header);
/* Of each paragraph and heading, in their order: the first of an item is counted. "" when it has no number. */
Str open_label(OpenLists *lists);
Str open_heading_label(OpenLists *lists, int64_t level); /* of a heading outside of lists, from 1 */
bool open_list_is_open(const OpenLists *lists);

#endif
