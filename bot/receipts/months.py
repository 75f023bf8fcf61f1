"""The names of the months on receipts and in replies, long and short."""

from __future__ import annotations

from bot.letters import search_key

_NAMES = (
    "jan january januar janvier januari janeiro januarie enero ene gennaio gen stycznia sty ledna led ocak oca "
    "january янв январь января styczen janv",
    "feb february februar fevrier fev fevr februari febrero fevereiro febbraio lutego lut unora uno subat sub фев "
    "февр февраль февраля luty",
    "mar march marz maerz mrz mars maart mrt marzo marco marca brezna bre mart mac maret мар март марта marzec",
    "apr april avril avr abril abr aprile kwietnia kwi dubna dub nisan nis апр апрель апреля kwiecien",
    "may mai mei mayo maio mag maggio maja maj kvetna kve mayis май мая",
    "jun june juni juin junio junho giu giugno czerwca cze cervna haziran haz июн июнь июня czerwiec",
    "jul july juli juil juillet julio julho lug luglio lipca lip cervence temmuz tem julai июл июль июля lipiec",
    "aug august aout aou augustus augusti agosto ago agustus agu sierpnia sie srpna srp agustos ogos "
    "авг август августа sierpien",
    "sep sept september septembre septiembre setembro set settembre wrzesnia wrz zari zar eylul eyl "
    "сен сент сентябрь сентября wrzesien",
    "oct october oktober okt octobre octubre outubro out ottobre ott pazdziernika paz rijna rij ekim eki "
    "окт октябрь октября pazdziernik",
    "nov november novembre noviembre novembro listopada lis listopad kasim kas ноя нояб ноябрь ноября",
    "dec december dez dezember decembre diciembre dic dezembro dicembre grudnia gru prosince pro aralik ara des "
    "desember desember dis disember дек декабрь декабря grudzien",
)
MONTHS = {search_key(name): number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
