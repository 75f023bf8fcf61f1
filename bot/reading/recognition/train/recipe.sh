#!/bin/sh
# From nothing to weights like those in `../taught`: in an empty folder, with git, npm, and `pip install 'legible[train]'`.
# PHOTOS is a folder of photos with their texts, for `gate` to measure with; nothing on them is learnt from.
# On a core the lines take seventeen minutes to make, the run thirty-three, and `gate` four with 73 photos; fetching comes
# on top. An ended `learn` goes on where it was.
# Those in `../taught` began from a network that a sketch of this command had taught from a part of these lines and of
# `timeus`, and read IAM with 3.0 % of wrong letters instead of 3.2, French with 9.3 instead of 9.6, the rest alike. Another
# run from what this one learnt made nothing better.
set -eu
PHOTOS=$1
train="python -m bot.reading.recognition.train"
treebanks="English-EWT French-GSD German-GSD Spanish-GSD Portuguese-GSD Swedish-Talbanken"
sources="hooker peraire poilus mss19 mss20 celestine dhsd tables lectaurep typed ehri"

families=$(python -c "from bot.reading.recognition.train.families import *
print(*('@fontsource/' + name for each in (HANDWRITING, RECEIPT, PRINT, FOREIGN) for name in each))")
npm install --silent --prefix fonts $families

mkdir -p texts lines
for treebank in $treebanks; do
    git clone -q --depth 1 "https://github.com/UniversalDependencies/UD_$treebank" "texts/$treebank"
    sed -n 's/^# text = //p' "texts/$treebank"/*.conllu > "texts/$treebank.txt"
done
texts=$(printf -- '--text %s ' texts/*.txt)

for source in $sources; do
    repository=$(python -c "from bot.reading.recognition.train.sources import *; print(source_named('$source').url)")
    git clone -q --depth 1 "$repository" "clones/$source"
    $train prepare "$source" "clones/$source" lines --never "$PHOTOS"
done

fonts="--fonts fonts/node_modules/@fontsource"
$train write written 15000 lines/written $fonts $texts
$train write receipt 3000 lines/receipt $fonts $texts --seed 1
$train write receipt 3000 lines/receipt-held $fonts $texts --seed 2
$train write print 3000 lines/print $fonts $texts
$train write foreign 1500 lines/foreign $fonts

$train learn run --steps 1700 \
    --lines lines/written=2.8 --lines lines/receipt=0.6 --lines lines/hooker=0.6 --lines lines/peraire=1 \
    --lines lines/poilus=1 --lines lines/mss19=0.4 --lines lines/mss20=0.1 --lines lines/celestine=0.1 \
    --lines lines/dhsd=0.8 --lines lines/tables=0.3 --lines lines/lectaurep=0.3 \
    --hold lines/print=1 --hold lines/typed=0.4 --hold lines/ehri=0.4 --hold lines/foreign=1.2 --hold lines/receipt-held=0.6
$train gate run/learnt.onnx "$PHOTOS"
$train save run/learnt.onnx $(printf -- '--lines %s ' lines/*)
