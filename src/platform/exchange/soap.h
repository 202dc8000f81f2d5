/* platform/exchange/soap - the exchange's door for X-Road's message protocol 4.0 (SOAP): what a message asks for, its
 * answer checked, metadata. All else goes the way of REST. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_SOAP_H
#define PLATFORM_EXCHANGE_SOAP_H

#include "platform/exchange/passage.h"

bool soap_is(const Call *call); /* by its address */

/* What passage_read() reads of an address and headers, read from the envelope. False: `fault` says why not. */
bool soap_read(Passage *passage, const PassageRules *rules);
/* As they go on to the provider. */
Headers soap_headers(const Passage *passage);
/* Do the headers that another node has added say the same? False: `fault` says that they do not. */
bool soap_brought_holds(Passage *passage);
BodyFilter *soap_answer_reader(Passage *passage);
/* Is it a fault, or the answer to this request? False: `fault` says why not. */
bool soap_answer_holds(Passage *passage);
bool soap_metadata(Passage *passage, Ask ask);

#endif
