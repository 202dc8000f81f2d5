/* platform/reader/document - what a document says of itself: number, kind, issuer, day, title, signer, bases. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_DOCUMENT_H
#define PLATFORM_READER_DOCUMENT_H

#include "platform/reader/structure.h"

/* Never NULL; members that the text does not tell are none. */
const ReadDocument *document_of(const Structure *structure);

#endif
