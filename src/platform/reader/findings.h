/* platform/reader/findings - objectives, indicators, tasks and duties out of a document's parts. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_FINDINGS_H
#define PLATFORM_READER_FINDINGS_H

#include "platform/reader/names.h"
#include "platform/reader/structure.h"

/* Fills in what the reading lists of each kind, in order of the document. ret_reading->document is there already.
 * Passages that tell only who and when become PASSAGE_DETAIL of the one above them. */
void findings_of(Structure *structure, const Names *names, Reading *ret_reading);

#endif
