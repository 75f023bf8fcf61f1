"""Who is in a group's ledger: those who wrote to the bot, tapped or were named, until they leave the group."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, Update, User
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.chat.context import Context
from bot.chat.ledger.who_shares import is_person, who_share
from bot.chat.services import Handlers
from bot.store.ledger import Ledger

OUT = (ChatMember.LEFT, ChatMember.BANNED)


class LedgerPeople:
    """Notes them as they come and go; what somebody who left paid and owes stays in the sums."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def note(self, context: Context) -> bool:
        """Let whoever wrote or tapped in a group share from now on; False where they do already, or are nobody."""
        if context.is_private or not is_person(context.asker_id) or context.asker_id in await self.sharers(context):
            return False
        await self._ledger.join(context.chat.id, context.asker_id)
        return True

    async def sharers(self, context: Context) -> tuple[int, ...]:
        """The people who share what comes in a group; nobody in a private chat."""
        if context.is_private:
            return ()
        return who_share(await self._ledger.people(context.chat.id))

    def following(self) -> Handlers:
        """Who follows their coming and going; whether they may use the bot or not."""
        return [
            MessageHandler(filters.StatusUpdate.LEFT_CHAT_MEMBER, self.left),
            MessageHandler(filters.StatusUpdate.NEW_CHAT_MEMBERS, self.came),
            ChatMemberHandler(self.changed, ChatMemberHandler.CHAT_MEMBER),
        ]

    async def left(self, _: Update, context: Context) -> None:
        """Somebody left, which every group says."""
        if gone := context.message.left_chat_member:
            await self._ledger.leave(context.chat.id, gone.id)

    async def came(self, _: Update, context: Context) -> None:
        """Some came; those who were in the ledger before are in it again."""
        for person in context.message.new_chat_members:
            await self._back(context.chat.id, person)

    async def changed(self, update: Update, context: Context) -> None:
        """Somebody's part in the group changed, of which the bot is told as an administrator."""
        if change := update.chat_member:
            member = change.new_chat_member
            if member.status in OUT or (isinstance(member, ChatMemberRestricted) and not member.is_member):
                await self._ledger.leave(context.chat.id, member.user.id)
            else:
                await self._back(context.chat.id, member.user)

    async def _back(self, chat_id: int, person: User) -> None:
        had_left = (each.id for each in await self._ledger.people(chat_id) if each.left)
        if person.id in had_left:
            await self._ledger.join(chat_id, person.id)
