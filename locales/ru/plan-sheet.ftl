# Дорожная карта в руках: таблицы .xlsx и .docx, картинки. Названия столбцов таковы, что выгруженная
# таблица читается обратно тем же кодом, что и любая дорожная карта.

# $day (string – ISO date)
plan-sheet-file = Дорожная карта на { $day }
# $municipality, $start, $end, $day (string – dd.mm.yyyy)
plan-sheet-about = { $municipality } · с { $start } по { $end } · по состоянию на { $day }
# Заголовок, когда у дорожной карты нет своего названия
plan-sheet-untitled = Дорожная карта
plan-sheet-sheet = План
plan-sheet-marks = Отметки

plan-sheet-number = № п/п
plan-sheet-activity = Мероприятие
plan-sheet-phrase = Срок
plan-sheet-understood = Понято так
plan-sheet-responsible = Ответственные
plan-sheet-result = Результат
plan-sheet-document = Вид документа
plan-sheet-inform-whom = Кого информировать
plan-sheet-inform-when = Когда информировать
plan-sheet-plan = План
plan-sheet-fact = Факт
plan-sheet-plan-fact = План / факт
plan-sheet-done-by = Отметка
plan-sheet-status = Статус
plan-sheet-comment = Примечание
plan-sheet-start = Начало
plan-sheet-due = Срок
plan-sheet-who = Кто отвечает
plan-sheet-done-on = Выполнено
plan-sheet-municipality = Муниципалитет
# $page, $pages are put in by the text processor
plan-sheet-page = Страница
plan-sheet-of = из

# $day (string – dd.mm.yyyy)
plan-sheet-plan-on = План: { $day }
plan-sheet-fact-on = Факт: { $day }
# $names (string), $more (number)
plan-sheet-done-by-more = { $names } и ещё { $more }

# $day (string – dd.mm.yyyy)
plan-sheet-marks-until = Отметок слишком много для одной таблицы: показаны сроки до { $day }.

plan-sheet-status-undated = без даты
plan-sheet-status-planned = запланировано
plan-sheet-status-in_work = в работе
plan-sheet-status-done = выполнено
plan-sheet-status-late = просрочено
plan-sheet-status-cancelled = отменено
plan-sheet-status-past = прошло до загрузки
# $done, $total, $late (number)
plan-sheet-status-many = выполнено { $done } из { $total }{ $late ->
    [0] { "" }
   *[other] , просрочено { $late }
}

## Картинки

# $start, $end (string – dd.mm.yyyy)
plan-picture-year = План с { $start } по { $end }
# $part, $parts (number)
plan-picture-part = { $part } из { $parts }
plan-picture-file = План-{ $part }
plan-picture-progress-file = Школы-{ $part }
plan-picture-progress = Как идут дела по школам
# $day (string – dd.mm.yyyy)
plan-picture-day = на { $day }
plan-picture-today = сегодня
plan-picture-done = выполнено
plan-picture-open = впереди
plan-picture-late = просрочено
plan-picture-past = до загрузки
plan-picture-continues = { $section } (продолжение)
# $count (number)
plan-picture-undated = { $count ->
    [one] Ещё { $count } строка плана без дат в этом году: постоянно, по запросу и подобное.
    [few] Ещё { $count } строки плана без дат в этом году: постоянно, по запросу и подобное.
   *[many] Ещё { $count } строк плана без дат в этом году: постоянно, по запросу и подобное.
}
plan-picture-nothing = В этом году дат нет.
plan-picture-no-schools = У школ пока нет поручений.
plan-picture-month-1 = янв
plan-picture-month-2 = фев
plan-picture-month-3 = мар
plan-picture-month-4 = апр
plan-picture-month-5 = май
plan-picture-month-6 = июн
plan-picture-month-7 = июл
plan-picture-month-8 = авг
plan-picture-month-9 = сен
plan-picture-month-10 = окт
plan-picture-month-11 = ноя
plan-picture-month-12 = дек
