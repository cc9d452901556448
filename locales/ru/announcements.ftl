# Объявления и групповые чаты.

menu-announce = Дать объявление

# $text – in the author's own words; $role, $place – who announces: a role and the municipality
announcement =
    📣 <b>Объявление</b>
    <i>{ $place }, { $role }</i>

    { $text }
announcement-footer =
    { "" }
    <i>Объявления можно отключить в настройках: /settings.</i>

announce-text = Напишите текст объявления одним сообщением.
announce-preview = Вот как его увидят:
# $people, $chats, $walls (numbers)
announce-confirm =
    { $people ->
        [one] Получит
       *[other] Получат
    } { announce-people }{ $chats ->
        [0] { "" }
       *[other] { " " }и { announce-chats }
    }{ $walls ->
        [0] { "" }
       *[other] . Появится и на стене сообщества
    }. Отправляем?
announce-people = { $people ->
    [one] { $people } человек
    [few] { $people } человека
   *[many] { $people } человек
}
announce-chats = { $chats ->
    [one] { $chats } чат
    [few] { $chats } чата
   *[many] { $chats } чатов
}
announce-send = Отправить
announce-rewrite = Написать заново
announce-sent = Отправляю { $people ->
    [0] { "" }
    [one] { $people } человеку
   *[other] { $people } людям
}{ $chats ->
    [0] { "" }
    [one] { $people ->
        [0] { "" }
       *[other] { " " }и{ " " }
    }в { $chats } чат
    [few] { $people ->
        [0] { "" }
       *[other] { " " }и{ " " }
    }в { $chats } чата
   *[many] { $people ->
        [0] { "" }
       *[other] { " " }и{ " " }
    }в { $chats } чатов
}.
announce-nobody = Отправлять пока некому: никто не подписан, и ни один чат не подключён.

group-joined =
    Здравствуйте! Я Тандем — помощник программы наставничества. Разговоров здесь не читаю: сюда будут приходить только объявления.

    Координатор или методист, подключите этот чат кнопкой ниже или напишите «Подключить чат».
group-register = Подключить чат
group-registered = Готово: объявления программы наставничества будут приходить и сюда.
group-registered-already = Этот чат уже подключён, объявления сюда приходят.
group-register-inside = Добавьте меня в групповой чат и напишите «Подключить чат» там.
group-register-stranger = Подключить чат может координатор или методист, а в этом мессенджере я вас ещё не знаю. Если это вы, откройте меня в личных сообщениях и введите код из раздела «Подключить мессенджер».
group-register-not-allowed = Подключить чат может только координатор или методист. Попросите их написать здесь «Подключить чат».

error-group-chat-elsewhere = Этот чат уже подключён другим муниципалитетом.
# $max (number) – characters
error-announcement-length = Текст объявления — от одного до { $max } знаков.
