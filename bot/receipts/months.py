"""The names of the months on receipts, without case and accents."""

from __future__ import annotations

_NAMES = (
    "jan january januar janvier januari janeiro januarie enero ene gennaio gen stycznia sty ledna led ocak oca "
    "january янв января",
    "feb february februar fevrier fev fevr februari febrero fevereiro febbraio lutego lut unora uno subat sub фев "
    "февраля",
    "mar march marz maerz mrz mars maart mrt marzo marco marca brezna bre mart mac maret мар марта",
    "apr april avril avr abril abr aprile kwietnia kwi dubna dub nisan nis апр апреля",
    "may mai mei mayo maio mag maggio maja maj kvetna kve mayis май мая",
    "jun june juni juin junio junho giu giugno czerwca cze cervna haziran haz июн июня",
    "jul july juli juil juillet julio julho lug luglio lipca lip cervence temmuz tem julai июл июля",
    "aug august aout aou augustus augusti agosto ago agustus agu sierpnia sie srpna srp agustos ogos авг августа",
    "sep sept september septembre septiembre setembro set settembre wrzesnia wrz zari zar eylul eyl сен сентября",
    "oct october oktober okt octobre octubre outubro out ottobre ott pazdziernika paz rijna rij ekim eki окт октября",
    "nov november novembre noviembre novembro listopada lis listopad kasim kas ноя ноября",
    "dec december dez dezember decembre diciembre dic dezembro dicembre grudnia gru prosince pro aralik ara des "
    "desember desember dis disember дек декабря",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
