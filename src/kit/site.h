/* kit/site - what an installation calls itself: for the frame of its pages. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_SITE_H
#define KIT_SITE_H

#include "kit/settings.h"

extern const Setting site_name, site_place, site_place_en, site_contact, site_contact_en, site_official, site_address;

/* As a JSON object: name, place, place_en, contact, contact_en, is_official. */
void site_write(Buf *out, const Settings *settings);

#endif
