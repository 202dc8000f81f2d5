"""Vietnamese text to and from TCVN3 (ABC) bytes, as the fonts .VnTime of the nineties had them."""
# SPDX-License-Identifier: Apache-2.0
import unicodedata

# TCVN 5712:1993 VN3: the letters from 0xA1 on, in order of their bytes ("." where there is none).
LETTERS = {0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệì", 0xD8: "ỉ",
           0xDC: "ĩíịò", 0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ"}
TO_LETTER = {start + i: letter for start, run in LETTERS.items() for i, letter in enumerate(run)}
TO_BYTE = {letter: code for code, letter in TO_LETTER.items()}
PLAIN = {"–": "-", "“": '"', "”": '"', "≥": ">=", "≤": "<=", "…": "..."}


def encode(text):
    """Capitals with a tone mark have no byte: fonts of capitals (.VnTimeH) show the small letter's byte."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        for one in PLAIN.get(letter, letter):
            out.append(ord(one) if ord(one) < 128 else TO_BYTE.get(one) or TO_BYTE[one.lower()])
    return bytes(out)


def decode(data):
    return "".join(chr(byte) if byte < 128 else TO_LETTER[byte] for byte in data)
