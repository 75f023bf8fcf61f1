"""The grammar of answers in the form `lines`, in llama.cpp's GBNF."""

MOST = 100  # repairs in an answer: a piece has fewer wrong words, and a model that repeats itself comes to an end

# `none`, or repairs as `read=meant`, parted by line feeds; one more at the end may stand or not. No side is empty,
# begins with a space, or holds a control character or one of Unicode's other line breaks.
REPAIRS = rf"""
root ::= "none" | repair ("\n" repair){{0,{MOST - 1}}} "\n"?
repair ::= text "=" text
text ::= [^\x00-\x20=\x7F-\xA0\u2028\u2029] [^\x00-\x1F=\x7F-\x9F\u2028\u2029]*
"""
