# Слова разговора: навигация, непонятное, ошибки.

yes = Да
no = Нет

dialogue-done = Готово
dialogue-back = ← Назад
dialogue-skip = Пропустить
dialogue-cancel = Отменить
dialogue-close = Закрыть
dialogue-page-before = ‹ Раньше
dialogue-page-after = Ещё ›

# Что можно написать вместо нажатия, через запятую.
dialogue-typed-menu = меню
dialogue-typed-cancel = отмена, отменить
dialogue-typed-back = назад
dialogue-typed-skip = пропустить
dialogue-typed-done = готово

menu-title = Что сделаем?

dialogue-not-understood = Не понял вас. Выберите, что сделать, или напишите /help.
dialogue-unknown-command = Такой команды нет. Вот что я умею:
dialogue-nothing-to-cancel = Отменять нечего. Что сделаем?
dialogue-cancelled = Отменили. Что сохранено раньше, осталось как есть.
dialogue-no-way-back = Вернуться нельзя: предыдущий шаг уже выполнен.
dialogue-back-to-talk = Вернёмся к тому, на чём остановились.
dialogue-flow-changed = Пока вас не было, вопросы обновились. Ваши ответы сохранены — продолжим с нужного места.

dialogue-stale = Эта кнопка из прошлого вопроса. Сейчас мы здесь:
dialogue-stale-no-talk = Эта кнопка уже не действует. Что сделаем?
dialogue-taken-already = Ответ уже принят
dialogue-choose-from-buttons = Выберите, пожалуйста, один из вариантов на кнопках.
# $least (number) – how many options must be ticked
dialogue-choose-at-least = { $least ->
    [1] Отметьте хотя бы один вариант, потом нажмите «Готово».
    [one] Отметьте хотя бы { $least } вариант, потом нажмите «Готово».
   *[other] Отметьте хотя бы { $least } варианта, потом нажмите «Готово».
}
# $list – options of other pages, with commas; $more (number) – that are not named
dialogue-ticked-away = ✓ { $list }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
dialogue-send-file = Пришлите, пожалуйста, файл — скрепкой внизу.
dialogue-send-file-or-link = Пришлите, пожалуйста, файл — скрепкой внизу — или ссылку.
# $most (number)
dialogue-choose-at-most = { $most ->
    [1] Здесь можно отметить только один вариант. Снимите лишние отметки и нажмите «Готово».
    [one] Здесь можно отметить не больше { $most } варианта. Снимите лишние отметки и нажмите «Готово».
   *[other] Здесь можно отметить не больше { $most } вариантов. Снимите лишние отметки и нажмите «Готово».
}
dialogue-file-not-expected = Сейчас жду ответа на вопрос, а не файл. Ответьте, пожалуйста, словами или кнопкой.
# $min (number) – characters
dialogue-text-too-short = Слишком коротко. Напишите, пожалуйста, подробнее: от { $min ->
    [one] { $min } знака
   *[other] { $min } знаков
}.
# $max, $length (number) – characters
dialogue-text-too-long = Слишком длинно: { $length ->
    [one] { $length } знак
    [few] { $length } знака
   *[many] { $length } знаков
}, а помещается { $max }. Сократите, пожалуйста, и отправьте ещё раз.
dialogue-number-expected = Нужно число, например 7.
dialogue-whole-number-expected = Нужно целое число, без дробной части.
# $min, $max (number)
dialogue-number-at-least = Число должно быть не меньше { $min }.
dialogue-number-at-most = Число должно быть не больше { $max }.
dialogue-date-expected = Нужна дата, например 15.09.1998 или 15 сентября 1998.
# $day (ISO date)
dialogue-date-from = Дата должна быть не раньше { DAY($day) }.
dialogue-date-until = Дата должна быть не позже { DAY($day) }.

dialogue-unsupported-voice = Голосовые сообщения я пока не понимаю. Напишите, пожалуйста, текстом.
dialogue-unsupported-sticker = Спасибо за стикер! Но ответить на него я не умею — напишите словами или нажмите кнопку.
dialogue-unsupported-video = Видео я не смотрю. Напишите, пожалуйста, текстом или пришлите файл.
dialogue-unsupported-other = Такое сообщение я не понимаю. Напишите, пожалуйста, текстом или нажмите кнопку.

# $reference (number) – what the operator finds it by
dialogue-unexpected = Что-то пошло не так, и это наша вина. Мы уже знаем об этом. Попробуйте ещё раз; если не выйдет, сообщите координатору номер { $reference }.

error-not-allowed = Это вам недоступно. Если так быть не должно, напишите координатору.
error-not-registered = Чтобы этим пользоваться, откройте ссылку-приглашение от вашей школы или координатора.
