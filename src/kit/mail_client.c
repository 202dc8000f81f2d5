/* kit/mail_client - handing an e-mail to a mail server, by libcurl; see mail.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/mail.h"

#include <curl/curl.h>

enum { CONNECT_TIMEOUT_S = 10, TROUBLE_BYTES_MAX = 300, REPLY_BYTES_MAX = 1000 };

const char *const mail_tls_names[] = { "off", "starttls", "smtps" };

struct MailClient {
    CURL *handle;
};

MailClient *mail_client_open(void) {
    MailClient *client = lasting_alloc(sizeof *client);
    client->handle = curl_easy_init();
    MUST(client->handle != NULL);
    return client;
}

void mail_client_close(MailClient *client) {
    if (client == NULL) return;
    curl_easy_cleanup(client->handle);
    lasting_free(client);
}

/* What is left to hand over; whether it is about this mail by now; the last line that the server said. */
typedef struct Handing {
    Str left;
    bool has_recipient; /* the server took the sender and was told the recipient */
    bool is_over;       /* what it says to our leaving is no answer */
    char reply[REPLY_BYTES_MAX];
    size_t reply_len;
} Handing;

static size_t hand_over(char *room, size_t one, size_t count, void *context) {
    Handing *handing = context;
    const size_t most = one * count, now = handing->left.len < most ? handing->left.len : most;
    memcpy(room, handing->left.at, now);
    handing->left = str_part(handing->left, now, handing->left.len);
    return now;
}

/* libcurl tells each command that goes out and each line that comes back. */
static int overhear(CURL *handle, curl_infotype type, char *bytes, size_t size, void *context) {
    Handing *handing = context;
    const Str line = { bytes, size };
    (void)handle;
    if (type == CURLINFO_HEADER_OUT && str_starts(line, S("RCPT TO"))) handing->has_recipient = true;
    if (type == CURLINFO_HEADER_OUT && str_starts(line, S("QUIT"))) handing->is_over = true;
    if (type == CURLINFO_HEADER_IN && !handing->is_over) {
        handing->reply_len = size < sizeof handing->reply ? size : sizeof handing->reply;
        memcpy(handing->reply, bytes, handing->reply_len);
    }
    return 0;
}

static size_t leave(char *bytes, size_t one, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return one * count;
}

static void free_list(struct curl_slist **list) {
    curl_slist_free_all(*list);
}

static const char *url_of(Arena *arena, const MailServer *server) {
    return str_c(arena, str_format(arena, "%s://%.*s/%.*s", server->tls == MAIL_TLS_FROM_START ? "smtps" : "smtp",
                                   STR_FMT(server->host), STR_FMT(server->hello)));
}

static bool set_security(Arena *arena, CURL *handle, const MailServer *server) {
    bool is_set = curl_easy_setopt(handle, CURLOPT_USE_SSL,
                                   (long)(server->tls == MAIL_TLS_OFF ? CURLUSESSL_NONE : CURLUSESSL_ALL)) == CURLE_OK;
    if (server->ca_file.len > 0)
        is_set = is_set && curl_easy_setopt(handle, CURLOPT_CAINFO, str_c(arena, server->ca_file)) == CURLE_OK;
    if (server->user.len > 0)
        is_set = is_set && curl_easy_setopt(handle, CURLOPT_USERNAME, str_c(arena, server->user)) == CURLE_OK &&
                 curl_easy_setopt(handle, CURLOPT_PASSWORD, str_c(arena, server->password)) == CURLE_OK;
    return is_set;
}

static bool set_up(Arena *arena, CURL *handle, const MailServer *server, Str from, struct curl_slist *to,
                   Handing *handing) {
    const Str sender = str_format(arena, "<%.*s>", STR_FMT(from));
    curl_easy_reset(handle); /* the connection stays */
    return curl_easy_setopt(handle, CURLOPT_URL, url_of(arena, server)) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT_S) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_TIMEOUT, (long)server->timeout_s) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_MAIL_FROM, str_c(arena, sender)) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_READFUNCTION, hand_over) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_READDATA, handing) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, leave) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, overhear) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_DEBUGDATA, handing) == CURLE_OK &&
           curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L) == CURLE_OK && set_security(arena, handle, server);
}

/* The server's own words where it said any; else what the network met. */
static Str trouble_of(Arena *arena, const Handing *handing, CURLcode done, long status) {
    const Str said = str_trim((Str){ handing->reply, handing->reply_len });
    const Str told = status >= 400 && said.len > 0 ? said : str_of(curl_easy_strerror(done));
    return str_copy(arena, utf8_mended(arena, str_part(told, 0, TROUBLE_BYTES_MAX)));
}

/* A refusal for ever is one of this recipient or this content: what is said of the sender, the sign-in or the
 * connection will be mended at the server, and the mail is kept until then. */
static MailAnswer read_answer(Arena *arena, const Handing *handing, CURLcode done, long status) {
    if (done == CURLE_OK) return (MailAnswer){ .outcome = MAIL_TAKEN, .status = (int)status, .trouble = S("") };
    const bool is_never = handing->has_recipient && status >= 500 && status < 600;
    return (MailAnswer){ .outcome = is_never ? MAIL_REFUSED : MAIL_LATER,
                         .status = (int)status,
                         .trouble = trouble_of(arena, handing, done, status),
                         .is_away = !handing->has_recipient || status < 400 || status == 421 };
}

MailAnswer mail_send(Arena *arena, MailClient *client, const MailServer *server, Str from, Str to, Str bytes) {
    Handing handing = { .left = bytes };
    const Str recipient = str_format(arena, "<%.*s>", STR_FMT(to));
    CLEANUP(free_list) struct curl_slist *list = curl_slist_append(NULL, str_c(arena, recipient));
    MUST(list != NULL && set_up(arena, client->handle, server, from, list, &handing));
    const CURLcode done = curl_easy_perform(client->handle);
    long status = 0;
    MUST(curl_easy_getinfo(client->handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK);
    const MailAnswer answer = read_answer(arena, &handing, done, status);
    curl_easy_reset(client->handle); /* the list goes */
    return answer;
}
