/* kit/site - see site.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/site.h"

#include "kit/shape.h"

const Setting site_name = { "site.name", SETTING_TEXT, "Cây Đa", 1, 60, .help = "Name in the head of every page" };
const Setting site_place = { "site.place", SETTING_TEXT, "tỉnh", 1, 80,
                             .help = "Of what, in the middle of a sentence: tỉnh Tuyên Quang" };
const Setting site_place_en = { "site.place_en", SETTING_TEXT, "the province", 1, 80, .help = "The same in English" };
const Setting site_contact = { "site.contact", SETTING_TEXT, "", 0, 120,
                               .help = "Whom readers may ask; empty: nobody is named" };
const Setting site_contact_en = { "site.contact_en", SETTING_TEXT, "", 0, 120, .help = "The same in English" };
const Setting site_official = { "site.official", SETTING_BOOL, "off", 0, 0,
                                .help = "on: pages say that this is the official site; off: that it is a trial" };

const Setting site_address = { "site.address", SETTING_TEXT, "", 0, 200,
                               .help = "Address of this site as browsers see it, https://host without a slash at its "
                                       "end; other servers send people back to it" };

static void write_text(Buf *out, const char *name, Str text) {
    buf_addf(out, "\"%s\":", name);
    json_write_text(out, text);
    buf_char(out, ',');
}

void site_write(Buf *out, const Settings *settings) {
    buf_char(out, '{');
    write_text(out, "name", setting_text(settings, &site_name));
    write_text(out, "place", setting_text(settings, &site_place));
    write_text(out, "place_en", setting_text(settings, &site_place_en));
    write_text(out, "contact", setting_text(settings, &site_contact));
    write_text(out, "contact_en", setting_text(settings, &site_contact_en));
    buf_addf(out, "\"is_official\":%s}", setting_is(settings, &site_official) ? "true" : "false");
}
