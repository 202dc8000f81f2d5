/* platform/people/administration - private to the people room: accounts, seen and kept by administrators */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_ADMINISTRATION_H
#define PLATFORM_PEOPLE_ADMINISTRATION_H

#include "kit/module.h"

extern const Shape account_filter_shape, account_list_shape, account_asked_shape, account_page_shape,
    account_adding_shape, account_key_shape, password_shown_shape;
Work accounts_look, account_look, account_adding_check, account_adding, account_reset_check, account_reset,
    account_stop, account_restart;

extern const ProblemKind own_account;

#endif
