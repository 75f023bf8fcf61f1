"""What the bot says about the ledger of a chat: sums, settling, joining, saving, expenses without a receipt."""

from bot.translatable import counted, sentence

# Translators: a person whose name Telegram does not tell.
SOMEBODY = sentence("somebody")
EXPENSES = counted("1 expense", "{count} expenses")
# Translators: what a person paid, and what their shares of all expenses make; amounts without a currency.
PERSON = sentence("{name} paid {paid}, share {share}")
# Translators: what a bank took for what was paid in another currency; `{amounts}` is such as “EUR 18.40”.
CHARGED = sentence("charged {amounts}")
MORE = counted("… and 1 more", "… and {count} more")
TO_SETTLE_HTML = sentence("<b>To settle, of all months</b>")
ALL_EVEN = sentence("Nobody owes anybody anything.")
SHARED_BY = sentence("New receipts are shared by {names}.")
# Translators: `{numbers}` are such as “#3, #7”.
UNCHECKED = sentence("Not checked: {numbers}")
INCOMPLETE = sentence("Not counted, without total or currency: {numbers}")
DUPLICATES = sentence("Not counted, perhaps sent twice: {numbers}")
LEFT_OUT = sentence("Kept out: {numbers}")
BY_SHOP_HTML = sentence("<b>By shop</b>")
NO_SHOP = sentence("without a name")
OTHERS = sentence("others")
EMPTY_HTML = sentence(
    "The ledger is empty: it begins with a photo of a receipt, or with <code>/paid 12.50 Pizza</code>."
)
NOTHING_IN = sentence("Nothing was paid in {month}.")

# Translators: these stand on buttons, two or three in a row.
SETTLED = sentence("Settled…")
EXPORT = sentence("Export…")
JOIN = sentence("Join")
BACK = sentence("‹ Back")
UNDO = sentence("Undo")
COUNT_IT = sentence("Count it")
ALL_MONTHS = sentence("All")

JOINED = sentence("From now on you share what is paid.")
IN_ALREADY = sentence("You are in already.")
JOIN_AS_YOURSELF = sentence("I can't see who you are. Please tap this under your own name.")

WHICH_SETTLED = sentence("Which of these was paid? Tap it. If it was only a part, reply to my next message.")
NOTHING_TO_SETTLE = sentence("There is nothing to settle.")
# Translators: `↩` stands on the buttons below this.
SETTLED_BEFORE = sentence("What was settled before can be taken back with ↩.")
GAVE_HTML = sentence("{payer} gave {receiver} <b>{amount}</b>.")
NOTED_BY = sentence("Noted by {name}.")
# Translators: `{example}` is an amount.
ONLY_A_PART_HTML = sentence("If it was only a part, reply to this with the amount: <code>{example}</code>")
GAVE_TAKEN_BACK_HTML = sentence("<s>{payer} gave {receiver} {amount}.</s> Taken back by {name}.")
NOT_YOURS_TO_SETTLE = sentence("Only one of these two, or an admin of the group, can do that.")
CHANGED_MEANWHILE = sentence("This has changed meanwhile: look at it again.")
TAKEN_BACK = sentence("This was taken back.")
NOT_AN_AMOUNT_HTML = sentence("This is no amount. Reply with one, like this: <code>{example}</code>")
MORE_THAN_OWED = sentence("It can't be more than {amount}, which was owed.")

HOW_TO_PAY_HTML = sentence("""\
What was paid without a receipt: <code>/paid 12.50 Pizza</code>. A currency may stand beside the amount: \
<code>/paid 12,50 EUR Pizza</code>.""")
WHICH_CURRENCY_HTML = sentence("In which currency? Write it beside the amount: <code>/paid {amount} EUR {words}</code>")
PAID_HTML = sentence("#{number} {words}: <b>{amount}</b>, paid by {name}")
PAID_PRIVATE_HTML = sentence("#{number} {words}: <b>{amount}</b>")
WRITE_AS_YOURSELF = sentence("I can't see who you are. Please write this under your own name.")
NOT_COUNTED_HTML = sentence("<s>#{number} {words}: {amount}</s> Not in the ledger.")
AN_EXPENSE = sentence("An expense")
ONLY_PAYER = sentence("Only whoever wrote this, and the admins of the group, can change it.")
GONE = sentence("This is no longer in the ledger.")

FOR_WHEN = sentence("For which time, and as what?")
XLSX = sentence("Excel")
CSV = sentence("CSV")
JSON = sentence("JSON")
HLEDGER = sentence("hledger")
ZIP = sentence("Photos (ZIP)")
CHART = sentence("Chart")
NOTHING_TO_SAVE = sentence("There is nothing to save of that time.")
NO_PHOTOS = sentence("I can't get any of these photos from Telegram any more.")
PHOTOS_GONE = counted(
    "1 photo is not in it: I can't get it from Telegram any more.",
    "{count} photos are not in it: I can't get them from Telegram any more.",
)
PHOTOS_TOO_MANY = counted(
    "1 photo is not in it: the file would be too large. Take a shorter time.",
    "{count} photos are not in it: the file would be too large. Take a shorter time.",
)
SAVING_FAILED = sentence("Sorry, this file could not be made. Please try another format.")
