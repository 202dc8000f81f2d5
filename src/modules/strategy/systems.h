/* modules/strategy/systems - figures that another program brought and nobody typed: what takes their place needs a
 * reason, and what they may take the place of. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_SYSTEMS_H
#define MODULES_STRATEGY_SYSTEMS_H

#include "kit/module.h"

/* The way it came: a service that was asked, an event, or a signed file where no connection is granted yet. */
typedef enum FigureChannel { CHANNEL_NONE, CHANNEL_EXCHANGE, CHANNEL_EVENT, CHANNEL_FILE } FigureChannel;
extern const Choices figure_channel_choices;

typedef struct FigureSystem {
    int channel;
    Str system, name;           /* id in the exchange, and how people call it */
    Str message_id, request_id; /* of a file: its sha256 in hex, and "" */
    Str record;                 /* subject of the ledger entries about the message */
} FigureSystem;

/* Of the origin of a figure. NOT_FOUND, without a Problem, when a person stands behind it. */
Code figure_system(Ctx *cx, Str origin, FigureSystem *ret_system);

/* May a person put another figure in the place of one with this origin? Not without a reason. */
Code figure_require_reason(Ctx *cx, Str origin, Str reason);

/* An officer has put his own figure, with his reason, in the place of just this value of a system's: that stands until
 * the system says something else. */
Code figure_is_overruled(Ctx *cx, Str indicator, Str subject, Str period, Decimal value, bool *ret_is);

extern const ProblemKind figure_from_system;

#endif
