"""Lines of Chinese and Japanese, drawn from a font: a network that learns Latin hands is to read them as before."""

from __future__ import annotations

from pathlib import Path

from bot.reading.looks import look_at
from bot.reading.recognition.train.drawn_lines import drawn
from bot.reading.recognition.train.gate import PhotoReading
from bot.reading.recognition.train.readings import open_recognisers

SET = "cjk"
LANGUAGES = ("zh-cn", "ja")
LINES = (
    "今天天气很好，我们去公园散步。",
    "请在下午三点以前给我打电话。",
    "图书馆星期一不开门。",
    "这本书是从朋友那里借来的。",
    "北京到上海的火车票多少钱？",
    "会议改到明天上午十点举行。",
    "牛奶、鸡蛋、面包和水果都买好了。",
    "他的办公室在三楼左边。",
    "谢谢您的帮助，祝您身体健康。",
    "新年快乐，万事如意！",
    "请出示您的身份证和护照。",
    "本店营业时间为九点至二十一点。",
    "小计一百二十元，合计一百五十元。",
    "孩子们在学校学习数学和历史。",
    "河边的桃花已经开了。",
    "明日の会議は午後二時からです。",
    "駅前のパン屋で食パンを買いました。",
    "電話番号を教えてください。",
    "この電車は東京駅に止まりますか。",
    "牛乳と卵とりんごを買ってきて。",
    "図書館は月曜日が休みです。",
    "お世話になっております。",
    "領収書をお願いします。",
    "合計金額は千五百円です。",
    "雨が降りそうなので傘を持って行く。",
    "新しいカメラで写真を撮りました。",
    "ホテルの予約を変更したいのですが。",
    "来週の土曜日に友達と映画を見ます。",
    "消費税込みの値段を確認してください。",
    "あけましておめでとうございます。",
)


def cjk_readings(network: Path, font: Path) -> list[PhotoReading]:
    """How each of LINES is read with a network.

    Raises OSError for a file that does not open, WrongSetting for no network.
    """
    recognisers = open_recognisers(network)
    lines = zip(LINES, drawn(LINES, font), strict=True)
    return [
        PhotoReading.of(f"{SET}/{number:02d}", text, look_at(recognisers, [[image]]).read.text)
        for number, (text, image) in enumerate(lines)
    ]
