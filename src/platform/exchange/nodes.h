/* platform/exchange/nodes - messages between two exchanges: signed by the one that sends, checked by the one that
 * takes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_NODES_H
#define PLATFORM_EXCHANGE_NODES_H

#include "platform/exchange/node_signature.h"
#include "platform/exchange/own_key.h"
#include "platform/exchange/passage.h"

/* False when the request was here before, or in too many exchanges: then it goes in a ring that no two of them see. */
bool node_path_ends(Passage *passage, Str own_key_id);

/* The headers with our signature behind them, and our place in the path of a request; `answer_part` is the header part
 * of an answer, "" for a request. */
Headers node_signed(const Passage *passage, const OwnKey *own, Headers headers, Str answer_part);

/* Has the node that brought the request signed it? False: passage->fault says why not. A node without registered keys
 * is known by its certificate alone. */
bool node_request_holds(Passage *passage, int64_t window_s);
/* The same of the answer that the node it went to gave; and is it the answer to this request? */
bool node_answer_holds(Passage *passage, Headers expected, Str answer_part, int64_t window_s);

#endif
