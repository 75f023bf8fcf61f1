"""What the bot says about a receipt: its card, its buttons, its items, and what people changed."""

from bot.translatable import counted, sentence

RECEIPT = sentence("Receipt")  # where no shop was read
ADDS_UP = sentence("✓ adds up")
NOT_CHECKED = sentence("not checked")
ITEMS_MAKE = sentence("✗ its items make {amount}")
# Translators: what was handed over less what came back, or the tax, proves the total; the items miss it.
BUT_ITEMS_MAKE = sentence("✓ the total holds, but its items make {amount}")
CHARGED = sentence("charged {amount}")
ITEMS_COUNT = counted("1 item", "{count} items")
# Translators: `{cash}` is what was handed over, `{change}` what came back.
CASH_AND_CHANGE = sentence("cash {cash}, change {change}")
IN_CASH = sentence("in cash")
BY_CARD = sentence("by card")
PAID = sentence("{name} paid")
NOT_SPLIT = sentence("not split")
SPLIT = counted("split {count} way", "split {count} ways")
CLAIMED = counted("1 item claimed", "{count} items claimed")

TYPE_TOTAL_HTML = sentence("I can't read the total. Reply with it, like this: <code>{example}</code>")
WHICH_CURRENCY_HTML = sentence("Which currency? Tap it, or reply with its code: <code>{example}</code>")
WHICH_DAY = sentence("Which day was it?")
# Translators: `{name}` is an item, or Total; `{likely}` the amount with which the sum holds, `{read}` what was read.
WHICH_AMOUNT_HTML = sentence("{name}: <b>{likely}</b>, not {read}? Then it adds up.")
TOTAL = sentence("Total")
LOOKS_LIKE = sentence("Looks like #{number}, sent by {name}. It doesn't count until you say which it is.")
LOOKS_LIKE_ONE = sentence("Looks like #{number}. It doesn't count until you say which it is.")
SAME_AS = sentence("The same as #{number}: it doesn't count again.")
LEFT_OUT = sentence("Not in the ledger.")
LINE_TWIN = sentence("like #{number}?")
LINE_NO_TOTAL = sentence("no total")
LINE_NO_CURRENCY = sentence("no currency")

# Translators: these stand on buttons, two to four in a row.
DETAILS = sentence("Details")
PAID_BY = sentence("Paid by {name} ▾")
PAID_BY_SEVERAL = sentence("Paid by {count} ▾")
SPLIT_ALL = sentence("Split: all {count} ▾")
SPLIT_SOME = sentence("Split: {count} ▾")
SPLIT_WITH = sentence("Split with… ▾")
ITEMS = sentence("Items")
FIX = sentence("Fix")
TEXT = sentence("Text")
CARD = sentence("Card")
SHOW = sentence("Show")
SAME_RECEIPT = sentence("Same receipt")
ANOTHER_ONE = sentence("A second one")
LEAVE_OUT = sentence("Not for the ledger")
PUT_BACK = sentence("Count it")
FORGET = sentence("Forget…")
FORGET_NOW = sentence("Forget it")
JOIN = sentence("Join")
ALL = sentence("All")
BACK = sentence("‹ Back")

WHO_PAID = sentence("Who paid?")
WHO_PAID_HTML = sentence("Who paid? If several did, reply: <code>{example}</code>")
# Translators: a reply that says who paid: `{other}` `{amount}`, `{name}` the rest, in a word of
# `bot/receipts/ledger/fix_words.py`.
PAID_EXAMPLE = sentence("{other} {amount}, {name} rest")
WHO_SHARES = sentence("Who shares it?")
WHO_SHARES_REST = sentence("Who shares what nobody claimed?")
SURE_TO_FORGET = sentence("Its text and its place in the ledger go for good.")

TAP_YOURS = sentence("Tap what is yours. The rest is split.")
DISCOUNT = sentence("Discount")
SERVICE = sentence("Service")
TIP = sentence("Tip")
TAX = sentence("Tax")
TAX_INCLUDED = sentence("Tax (included)")
ROUNDING = sentence("Rounding")

REPLY_FOR_EXAMPLE = sentence("Reply to this message, for example:")
# Translators: what stands in <code> is typed by a person, and is understood in any of the languages.
FIX_TOTAL_HTML = sentence("<code>total {amount}</code> · <code>date {day}</code> · <code>{currency}</code>")
FIX_ITEM_HTML = sentence(
    "Item {number}: <code>{number} {amount}</code> · <code>{number} {name}</code> · remove: <code>-{number}</code>"
)
FIX_NEW_HTML = sentence("One more: <code>+ Bread {amount}</code>")
FIX_PAID_HTML = sentence("Who paid: <code>{example}</code>")

# Translators: what somebody changed on a receipt, as “Ben: total 44.90 → 45.00”.
CHANGED_BY = sentence("{name}: {changes}")
CHANGED = sentence("{what} {before} → {after}")
WHAT_TOTAL = sentence("total")
WHAT_SHOP = sentence("shop")
WHAT_DAY = sentence("date")
WHAT_CURRENCY = sentence("currency")
WHAT_DISCOUNT = sentence("discount")
WHAT_SERVICE = sentence("service")
WHAT_TIP = sentence("tip")
WHAT_TAX = sentence("tax")
WHAT_ROUNDING = sentence("rounding")
WHAT_CHARGED = sentence("charged")
ADDED = sentence("added {name} {amount}")
REMOVED = sentence("without {name}")
NOTHING = sentence("nothing")
NOW_LEFT_OUT = sentence("not for the ledger")
NOW_COUNTED = sentence("counted")
NOW_SAME = sentence("the same as #{number}")

ONLY_PAYERS = sentence("Only whoever sent this receipt, who paid, and the admins can change it.")
CLAIM_TAKEN = sentence("Yours: {name}")
CLAIM_GONE = sentence("Not yours any more: {name}")
JOINED = sentence("You share it now.")
UNDONE = sentence("Taken back.")
ITEM_GONE = sentence("This item is there no more.")
DECIDED = sentence("This is settled already.")
AMOUNT_PIECE_HTML = sentence("I read <b>{amount}</b> here ({name}).")
EDITED = sentence("Editing this message changes nothing. If I noted it, undo that, and write it again.")
NO_LONGER_THERE = sentence("This receipt is not kept any more.")
