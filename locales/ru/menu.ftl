# Главное меню: menu-<команда>. Подсказки команд Telegram: command-<команда>.

menu = Меню
command-menu = Что я умею
command-cancel = Отменить и выйти
command-help = Помощь

messenger-telegram = Telegram
messenger-vk = VK
