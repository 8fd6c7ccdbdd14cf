#!/bin/sh
# Makes PufabotSans.otf again: Noto Sans CJK SC Regular, reduced to the characters
# that Chinese names need. On Debian 12: apt-get install fonttools fonts-noto-cjk unicode-data
set -eu
cd "$(dirname "$0")"
source=${1:-/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc}
unihan=${2:-/usr/share/unicode/Unihan_OtherMappings.txt.bz2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# All of GB 2312 (characters, letters, signs), the 8105 characters of the state's
# general table (通用规范汉字表, with its rare names of places and people), ASCII.
bzcat "$unihan" | awk -F'\t' '$2 == "kGB0" || $2 == "kTGH" { print $1 }' | sort -u > "$work/characters"
printf 'U+0020-007E,U+00A0,U+00B7,U+00D7,U+2013-2014,U+2018-2019,U+201C-201D,U+2026,U+2030,U+2103,U+2116,U+2160-216B,U+2460-249B,U+3000-3011,U+3013-3017,U+FF01-FF5E,U+FFE5\n' >> "$work/characters"

# The name is changed because this is no longer the original.
pyftsubset "$source" --font-number=2 --unicodes-file="$work/characters" --output-file="$work/subset.otf" \
    --layout-features= --no-hinting --name-IDs= --notdef-outline --no-recommended-glyphs --drop-tables+=GPOS,GSUB,GDEF,BASE,VORG,vhea,vmtx
${PYTHON:-/usr/bin/python3} - "$work/subset.otf" PufabotSans.otf <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
font = TTFont(sys.argv[1], recalcTimestamp=False)
names = {0: "\u00a9 2014-2021 Adobe (http://www.adobe.com/). Subset made for pufabot.", 1: "Pufabot Sans", 2: "Regular",
         4: "Pufabot Sans", 6: "PufabotSans", 13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
         14: "http://scripts.sil.org/OFL"}
font["name"].names = []
for i, s in names.items():
    font["name"].setName(s, i, 3, 1, 0x409)
cff = font["CFF "].cff
cff.fontNames = ["PufabotSans"]
top = cff.topDictIndex[0]
top.Notice, top.FullName, top.FamilyName = names[0], "Pufabot Sans", "Pufabot Sans"
for fd in top.FDArray:
    fd.FontName = "PufabotSans-" + fd.FontName.split("-")[-1]
font.save(sys.argv[2])
PYTHON

sha256sum PufabotSans.otf
