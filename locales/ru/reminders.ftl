# Утренняя сводка сроков и «Напомнить позже».

# $day (ISO date)
reminders-digest-morning = <b>Доброе утро! Сроки на { DAY($day) }</b>
reminders-digest-day = <b>Добрый день! Сроки на { DAY($day) }</b>
reminders-digest-evening = <b>Добрый вечер! Сроки на { DAY($day) }</b>
reminders-late = <b>Просрочено</b>
reminders-today = <b>Сегодня</b>
reminders-soon = <b>Скоро</b>
reminders-above = <b>Школы не успели</b>
reminders-above-own = <b>Школа не успела</b>


# $number, $title, $due (ISO date), $days (number) – days since the due
reminders-row-late = • <b>{ $number }</b> { $title } — срок был { DAY($due) }, { $days ->
    [1] вчера
    [one] опоздание { $days } день
    [few] опоздание { $days } дня
   *[many] опоздание { $days } дней
}
reminders-row-today = • <b>{ $number }</b> { $title } — срок сегодня, { DAY($due) }
# $days (number) – days left
reminders-row-soon = • <b>{ $number }</b> { $title } — до { DAY($due) }, { $days ->
    [1] завтра (остался 1 день)
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
}
# The same for a person who answers for several schools. $school (string)
reminders-row-late-school = • <b>{ $number }</b> { $title } ({ $school }) — срок был { DAY($due) }, { $days ->
    [1] вчера
    [one] опоздание { $days } день
    [few] опоздание { $days } дня
   *[many] опоздание { $days } дней
}
reminders-row-today-school = • <b>{ $number }</b> { $title } ({ $school }) — срок сегодня, { DAY($due) }
reminders-row-soon-school = • <b>{ $number }</b> { $title } ({ $school }) — до { DAY($due) }, { $days ->
    [1] завтра (остался 1 день)
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
}
# $schools (string) – names; $more (number) – further schools
reminders-row-above = • <b>{ $number }</b> { $title } — срок был { DAY($due) }: { $schools }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
# $count (number)
reminders-more = … и ещё { $count ->
    [1] одна строка
    [one] { $count } строка
    [few] { $count } строки
   *[many] { $count } строк
}: всё — в плане.

reminders-again = <b>Вы просили напомнить</b>
reminders-plan = Весь план

## Кнопки и ответы

assignment-done = Сделано
assignment-show = Показать
assignment-later = Напомнить позже
assignment-undo = Отменить отметку
assignment-note = Добавить комментарий
# $rest (number)
assignment-done-more = Отметить ещё ({ $rest })

assignment-which-done = Что сделано?
assignment-which-show = Что показать?
assignment-which-later = О чём напомнить позже?
assignment-which-undo = У чего отменить отметку?
assignment-which-note = К чему комментарий?
assignment-choice = { $number } { $title }
# $due (ISO date)
assignment-choice-due = { $number } до { DAY($due) }: { $title }
assignment-all = Всё перечисленное ({ $count })
assignment-none-open = Здесь всё уже сделано. Спасибо!

assignment-completed = ✅ Отметили как сделанное: <b>{ $number }</b> { $title }
    Больше об этом не напомню.
assignment-undone = Отметку сняли, срок снова открыт: <b>{ $number }</b> { $title }
assignment-ask-note = Напишите коротко, как сделано: номер приказа, ссылка, сколько человек.
# $text – the comment that is there
assignment-note-now = Сейчас записано: «{ $text }». Новый комментарий заменит его.
assignment-noted = Комментарий сохранил.

assignment-when = Когда напомнить?
assignment-in-hours = Через 2 часа
assignment-in-tomorrow = Завтра утром
assignment-in-days = Через 3 дня
assignment-in-week = Через неделю
# $day (ISO date), $time (HH:MM)
assignment-snoozed = Хорошо, напомню { DAY($day) } в { $time }.

assignment-title = <b>{ $number }</b> { $title }
assignment-section = <i>{ $section }</i>
assignment-due = Срок: { DAY($due) } (в плане: «{ $phrase }»)
# $days (number)
assignment-due-soon = Срок: до { DAY($due) }, { $days ->
    [1] остался 1 день
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
} (в плане: «{ $phrase }»)
assignment-due-today = Срок: сегодня, { DAY($due) } (в плане: «{ $phrase }»)
assignment-due-late = Срок был { DAY($due) }, опоздание { $days ->
    [1] 1 день
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
} (в плане: «{ $phrase }»)
assignment-responsible = Отвечают: { $text }
assignment-result = Результат: { $text }
assignment-document = Документ: { $text }
assignment-inform = Кого и когда информировать: { $text }
assignment-school = Школа: { $text }
# $done, $total, $count (number) – $count schools have not done it; $open (string) – their names
assignment-schools = Школы: сделали { $done } из { $total }.{ $count ->
    [0] { "" }
   *[other] { " " }Ещё нет: { $open }.
}
assignment-status-planned = Пока не отмечено.
assignment-status-in_work = В работе.
assignment-status-cancelled = Больше не действует: строку или дорожную карту изменили.
# $reason
assignment-status-cancelled-so = ✕ Отменено: { $reason }
# $by (string), $day (ISO date), $comment (string, may be empty)
assignment-status-done = ✅ Сделано { DAY($day) }, отметил(а) { $by }.{ $comment ->
    [0] { "" }
   *[other] { " " }{ $comment }
}

error-assignment-unknown = Этой строки плана больше нет.
# $number, $title
error-assignment-done = Уже отмечено как сделанное: { $number } { $title }
error-assignment-cancelled = Эта строка больше не действует: её отменили или изменили. Откройте план — там новая.
error-assignment-not-done = Эта строка и так открыта.
error-assignment-undo-late = Отменить отметку можно в течение часа, и только свою. Если отметили по ошибке, напишите координатору.

## План

menu-plan = Посмотреть план
command-plan = Что и к какому сроку сделать
command-late = Что просрочено

plan-week = <b>На этой неделе</b>
plan-month = <b>До конца месяца</b>
plan-late = <b>Просрочено</b>
plan-next = <b>Ближайшие сроки</b>
plan-week-empty = На этой неделе сроков больше нет.
plan-month-empty = До конца месяца сроков больше нет.
plan-late-empty = Просроченного нет. Так держать!
plan-next-empty = Впереди на год сроков нет.
plan-next-empty-mine = Впереди на год сроков нет. Если дорожная карта ещё не загружена, пришлите её файлом.
plan-to-week = Эта неделя
plan-to-month = Этот месяц
# $count (number)
plan-to-late = Просрочено ({ $count })
plan-to-next = Что дальше
plan-choose = Нажмите на строку, чтобы открыть её.
plan-look-elsewhere = Посмотреть дальше?
plan-more = … и ещё { $count }.
plan-next-page = Следующие строки
# $title; $map – what tells its road map from the others: «2025–2028»
plan-title-in-map = { $title } <i>(план { $map })</i>
plan-row-button = { $number } — { DAY($due) }
# $days (number); $done, $total (number) – schools
plan-row-soon = <b>{ $number }</b> { $title } — до { DAY($due) }
plan-row-today = <b>{ $number }</b> { $title } — сегодня
plan-row-late = <b>{ $number }</b> { $title } — срок был { DAY($due) }
plan-row-soon-schools = <b>{ $number }</b> { $title } — до { DAY($due) }, школы: { $done } из { $total }
plan-row-today-schools = <b>{ $number }</b> { $title } — сегодня, школы: { $done } из { $total }
plan-row-late-schools = <b>{ $number }</b> { $title } — срок был { DAY($due) }, школы: { $done } из { $total }

## Отпуск и кто ответит за меня

settings-away = Отпуск и замена
settings-reminders = Когда напоминать
# $until (ISO date); $deputy (string, may be empty)
away-now = Вы в отпуске до { DAY($until) } включительно. За вас отвечает: { $deputy }
away-now-alone = Вы в отпуске до { DAY($until) } включительно: вам я не пишу о сроках.
away-ask = Чем помочь?
away-leave = Я в отпуске
away-deputy = За меня ответит другой
away-back = Я вернулся(ась)
away-until = До какого числа включительно? Например, 15.07.2024.
away-who = Кто ответит за вас?
away-nobody = Заменить вас пока некому: в вашей школе больше никого нет в системе.
# $until (ISO date)
away-left = Хорошо, до { DAY($until) } включительно не беспокою. Срочное передам координатору.
# $name; $until (ISO date)
away-deputed = Хорошо, до { DAY($until) } включительно о ваших сроках пишу: { $name }.
away-welcome = С возвращением! Снова пишу вам о сроках.
# $name; $until (ISO date)
absence-deputy-told = { $name } просит вас до { DAY($until) } включительно отвечать за свои сроки: буду писать вам и об этом.
error-absence-past = Этот день уже прошёл. Выберите день впереди.
error-absence-deputy = Этого человека выбрать нельзя: нужен кто-то из вашей школы или муниципалитета.
# $names; $more (number)
reminders-unheard = ⚠️ Не смог сказать о сроках, передайте сами: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}.

## Когда напоминать

# $before, $after – lists of days; $hour (HH:MM)
policy-now = Напоминаю в { $hour }: за { $before } дн. до срока, в сам день и через { $after } дн. после.
policy-ask = Что изменить?
policy-before = За сколько дней до срока
policy-after = Через сколько дней после
policy-hour = Час напоминаний
policy-ask-before = За сколько дней до срока напоминать? Например: 30, 7, 3, 1.
policy-ask-after = Через сколько дней после срока напоминать? Например: 1, 3, 7.
policy-ask-hour = В котором часу?
policy-not-understood = Нужны числа от 1 до 90 через запятую, не больше шести.
policy-set = Записал. Действует со следующего утра.
error-reminders-policy = Так напоминать нельзя: дни — от 1 до 90, час — из списка.
command-away = Отпуск и кто ответит за меня
command-reminders = Когда напоминать о сроках
