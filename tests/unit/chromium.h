/* tests/unit/chromium - what Chromium's own authenticator made and signed for http://localhost:18443, as base64url. It
 * was taken from a run of tests/browser/passkeys.test.mjs. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_UNIT_CHROMIUM_H
#define TESTS_UNIT_CHROMIUM_H

#define CHROMIUM_ORIGIN "http://localhost:18443"
#define CHROMIUM_MADE_CLIENT         \
    "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiaVJtX3pjUHdvZkZDcmZsTXptN3VVUFpHTmhlWHRtck0td1Ft"  \
    "MGdOSVdJbyIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MTg0NDMiLCJjcm9zc09yaWdpbiI6ZmFsc2V9"
#define CHROMIUM_MADE_OBJECT         \
    "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAAAAQECAwQFBgcI"  \
    "AQIDBAUGBwgAIDIwNyrpx-L1U2mDJI_L5Nzl9GGnzVE4ys5KjMLYHZfCpQECAyYgASFYIOh9DIGWxYdcwewbfJA1kzbPy7PMzxsw"  \
    "ur35EP5LgyqOIlggFVv84ujRyYRK7hmXadYXsMXw0-LyylbR6egzz2KJ85I"
#define CHROMIUM_USED_CLIENT         \
    "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoibnV4bTZFaGhadUVrMkJlTDJ4a3dpT3ZTYldIS3M1ZG9BaUx0c2ZE"  \
    "ZlpJZyIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MTg0NDMiLCJjcm9zc09yaWdpbiI6ZmFsc2V9"
#define CHROMIUM_USED_DATA           \
    "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAg"
#define CHROMIUM_USED_SIGNATURE      \
    "MEQCIA_v8cJwe5_sS5CXDwjVXTuxKwxcCb7h4F3nwXa2LKJ-AiBRAsH3xeWepvbpSTSZnTRgqF_TPCkr3tHeKLkSWK4A7w"

#endif
