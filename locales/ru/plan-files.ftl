# План в других видах: файлы, картинки, календарь, по ответственным и по разделам.

plan-to-views = Другие виды и файлы
plan-views = Что сделать с планом?
plan-views-export = Выгрузить план

## Выгрузка

plan-export-none = Выгружать пока нечего: дорожная карта ещё не загружена.
plan-export-which = Какую дорожную карту?
# $title
plan-export-own = План школы: { $title }
plan-export-what = В каком виде прислать?
plan-export-xlsx = Таблица Excel (.xlsx)
plan-export-docx = Документ Word (.docx)
plan-export-year = Картинка года
plan-export-schools = Картинка по школам
# $title (string); $day (ISO date)
plan-export-xlsx-ready = { $title }: план и отметки на { DAY($day) }.
plan-export-docx-ready = { $title }: план и отметки на { DAY($day) }.
plan-export-year-ready = { $title }: год на одной картинке, на { DAY($day) }.
plan-export-schools-ready = { $title }: как идут дела по школам, на { DAY($day) }.
# $count (number) – pictures that were not sent
plan-file-more = План длинный, картинок больше, чем удобно смотреть в чате: ещё { $count }. Весь план — в таблице .xlsx.
plan-file-failed = Не получилось подготовить файл, и это наша вина. Мы уже знаем об этом. Попробуйте, пожалуйста, позже.
command-export = Выгрузить план: таблица, документ, картинка

error-road-map-unknown = Этой дорожной карты больше нет.

## Календарь

plan-views-calendar = Календарь
calendar-offer = Сроки плана можно видеть в календаре телефона или компьютера: по подписке они обновляются сами, файл показывает то, что есть сегодня.
calendar-subscribed = У вас уже есть подписка на календарь. Новая ссылка отключит прежнюю.
calendar-on = Получить ссылку
calendar-again = Новая ссылка
calendar-off = Отключить
calendar-file = Прислать файлом (.ics)
# $url
calendar-link = Ваша ссылка на календарь:
    { $url }

    Добавьте её в календарь как подписку: «Добавить по ссылке» или «Подписной календарь». Ссылка только ваша: у кого она есть, тот видит ваши сроки. Отключить её можно здесь же — /calendar.
calendar-revoked = Отключил: прежняя ссылка больше не действует.
calendar-file-ready = Откройте файл — сроки попадут в ваш календарь.
calendar-file-name = Сроки плана
calendar-name = Сроки дорожной карты
# $number, $title (string)
calendar-title = { $number } { $title }
calendar-title-done = ✅ { $number } { $title }
calendar-title-cancelled = Отменено: { $number } { $title }
# $phrase – the deadline as printed
calendar-phrase = Срок в плане: «{ $phrase }»
calendar-result = Результат: { $result }
# $done, $total (number)
calendar-done-of = Сделали: { $done } из { $total }
command-calendar = Сроки в календаре телефона

error-calendar-no-feed = Подписка здесь не настроена. Пришлю сроки файлом: /calendar.

## По ответственным и по разделам

plan-views-responsible = По ответственным
plan-views-section = По разделам
plan-groups-none = Открытых сроков впереди нет.
plan-groups-responsible = <b>По ответственным.</b> Чьи сроки показать?
plan-groups-section = <b>По разделам.</b> Какой раздел показать?
# $name; $rows, $late (number) – rows with something to do, and late ones among them
plan-group = { $name } ({ $rows }{ $late ->
    [0] { "" }
   *[other] , просрочено { $late }
})
plan-group-no-responsible = Ответственный не указан
plan-group-no-section = Без раздела
plan-group-title = <b>{ $name }</b>
# $row – one of plan-row-…; $more (number) – later dues of the row
plan-group-row = { $row }
plan-group-row-more = { $row }, потом ещё { $more ->
    [one] { $more } срок
    [few] { $more } срока
   *[many] { $more } сроков
}
plan-groups-back-responsible = К ответственным
plan-groups-back-section = К разделам

## Следующий план

plan-views-next = Следующий план
# $title; $end (ISO date)
next-plan-ahead = «{ $title }» заканчивается { DAY($end) }. Пора подумать о следующем плане: могу сделать его из этого — сроки перенесу, о сомнительных спрошу. Или просто пришлите новый файл.
next-plan-end = «{ $title }»: срок плана закончился, последний день — { DAY($end) }. Следующего пока нет. Сделать его из этого? Или пришлите новый файл.
next-plan-make = Сделать из этого
next-plan-decline = Не нужно
next-plan-which = Из какой дорожной карты сделать следующую?
# $start, $end (ISO dates)
next-plan-made = Подготовил следующий план, с { FULL_DAY($start) } по { FULL_DAY($end) }. Посмотрите, прежде чем загрузить.
# $count, $more (number) – rows; $numbers (string)
next-plan-years = В названиях строк назван год, сам я его не менял: { $numbers }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}. Исправить можно после загрузки: «Изменить строку».
next-plan-declined = Хорошо, об этом плане больше не спрошу. Новый файл можно прислать в любое время.
command-next-plan = Сделать следующий план из этого
