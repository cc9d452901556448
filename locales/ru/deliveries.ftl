# $name – whom the bot may not write to
delivery-unreachable = { $name } больше не получает сообщения: бот заблокирован или удалён. Позвоните или напишите лично — или пришлите новое приглашение.
