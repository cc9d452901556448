# Планы школ: дорожная карта уходит школам, школа составляет свой план, координатор согласует.

menu-school-plans = Планы школ
command-school-plans = Планы школ и их согласование

# Состояния: plan-is-<состояние>.
plan-is-sent = не начат
plan-is-adapting = составляется
plan-is-waiting = ждёт согласования
plan-is-returned = возвращён
plan-is-approved = согласован

school-plans-open = Планы школ
school-plan-open = Открыть план
# $title, $state
school-plan-choice = { $title } — { $state }
# $school, $title
school-plan-at = { $school }: { $title }

## Координатор: что отправлено и кто как справляется

school-plans-no-map = Сначала загрузите дорожную карту: пришлите её файл. Потом её можно отправить школам.
school-plans-none-sent = Школам ещё ничего не отправлено. Какую дорожную карту отправить?
school-plans-which = Какую дорожную карту открыть?
# $title; $count (number) – schools
school-plans-board = { $title } ({ $count })
school-plans-send = Отправить: { $title }
# $count (number)
school-plans-others = Планы школ без карты ({ $count })

# $title; $day (ISO date); $count (number) – schools
plan-board = <b>Планы школ: { $title }</b>
    Школ: { $count }, срок — { DAY($day) }
plan-board-own = <b>Планы школ, составленные без дорожной карты</b>
# $count; $names; $more (number) – not named
plan-board-approved = ✅ Согласованы ({ $count }): { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
plan-board-waiting = ⏳ Ждут вашего ответа ({ $count }): { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
plan-board-returned = ↩️ Возвращены ({ $count }): { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
plan-board-adapting = ✏️ Составляют ({ $count }): { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
plan-board-sent = ▫️ Не начали ({ $count }): { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
plan-board-late = ⚠️ Срок прошёл ({ $count }): { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}
plan-board-open = Чей план открыть?
plan-board-empty = Планов пока нет.
# $count (number) – schools
plan-board-send = Отправить остальным ({ $count })
plan-board-term = Изменить срок
plan-board-recall = Отозвать у школ
plan-board-recall-sure = Школы, которые ещё не прислали план, больше не будут его составлять: за них останутся строки дорожной карты. Присланные и согласованные планы останутся. Отозвать?
# $count (number) – schools
plan-board-recalled = Отозвал. Сообщил школам: { $count }.
# $day (ISO date); $count (number) – schools
plan-board-term-set = Новый срок — { DAY($day) }. Сообщил школам: { $count }.

## Координатор: отправить школам

# $title; $rows (number)
plan-send = Отправляю школам: <b>{ $title }</b>
    Строк для школ: { $rows }. Каждая школа возьмёт их за основу своего плана или загрузит свой, а вы согласуете.
# $title
plan-send-all-have = «{ $title }» уже отправлена всем школам.
# $count (number)
plan-send-whom = Кому отправить? Без плана школ: { $count }.
plan-send-everybody = Всем ({ $count })
plan-send-some = Выбрать школы
plan-send-choose = Отметьте школы.
plan-send-optional = Можно ли школе убрать строку из своего плана?
plan-send-optional-none = Нет, все обязательны
plan-send-optional-any = Можно любую
plan-send-optional-some = Отмечу, какие можно
plan-send-which-optional = Отметьте строки, которые школа может убрать. Остальные обязательны.
plan-send-by = К какому дню прислать планы на согласование? Выберите или напишите число, например 15.10.2026.
# $day (ISO date)
plan-send-day = до { DAY($day) }
plan-send-ask-day = К какому дню школам прислать планы? Например, 15.10.2026.
# $count (number) – schools; $day (ISO date)
plan-send-done = { $count ->
    [one] Отправил { $count } школе
   *[other] Отправил { $count } школам
}. Планы жду до { DAY($day) }, напомню сам.
# $names; $count (number) – schools
plan-send-alone = ⚠️ Некому написать ({ $count }): { $names }. Пригласите куратора или руководителя — план их дождётся.
error-school-plan-term = Этот день уже прошёл. Выберите день впереди.
error-school-plan-no-rows = В этой дорожной карте нет строк для школ: отправлять нечего.

## Школа: план

# $title, $school, $state
school-plan = <b>План школы: { $title }</b>
    { $school } — { $state }
school-plan-how = Возьмите дорожную карту за основу и приспособьте к школе — или пришлите файл своего плана. Потом отправьте на согласование. Пока план не согласован, действуют строки дорожной карты.
# $day (ISO date)
school-plan-by = Прислать на согласование: до { DAY($day) }
# $text – what the coordinator has said
school-plan-comment = 💬 Координатор вернул план: { $text }
# $count (number)
school-plan-rows = { $count ->
    [one] В плане { $count } строка.
    [few] В плане { $count } строки.
   *[many] В плане { $count } строк.
}
# $total, $done, $late (number) – assignments
school-plan-progress = Сделано { $done } из { $total }{ $late ->
    [0] { "" }
   *[other] , просрочено { $late }
}.
school-plan-what-sent = С чего начать?
school-plan-what-adapting = Что дальше?
school-plan-what-returned = Исправьте и отправьте снова.
school-plan-what-waiting = План у координатора. Что сделать?
school-plan-what-approved = План действует. Что показать?
school-plan-begin = Взять карту за основу
school-plan-begin-anew = Начать заново с карты
school-plan-keep = Оставить как есть
school-plan-anew-sure = Всё, что вы изменили в плане, пропадёт. Начать заново?
school-plan-from-file = Прислать свой план
school-plan-send-file = Пришлите файл своего плана: .docx, .xlsx, .pdf, .csv или .txt. Можно и вставить таблицу сюда текстом.
school-plan-edit = Изменить строки
school-plan-submit = Отправить на согласование
school-plan-withdraw = Отозвать и изменить
school-plan-withdrawn = Отозвал: план снова у вас.
# $count (number) – rows
school-plan-news = Изменения в карте ({ $count })
school-plan-all-rows = Показать все строки
school-plan-as-table = Таблицей .xlsx
# $number, $title, $deadline
school-plan-row = <b>{ $number }</b> { $title } — { $deadline }
school-plan-nothing-to-do = Школа ещё составляет этот план. Когда пришлёт, напишу вам.
school-plans-none-own = Планов пока нет. Когда координатор отправит дорожную карту, она появится здесь. Можно и прислать файл своего плана.
school-plans-which-own = Какой план открыть?
# $asked (number) – coordinators
school-plan-was-sent = { $asked ->
    [0] План отправлен, но координатора в системе пока нет.
   *[other] Отправил координатору. Как только он ответит, напишу.
}

row-to-plan = К плану школы
row-leave-out = Убрать из плана
road-map-ask-own = Это план вашей школы? Возьму его; действовать он будет после согласования с координатором.
road-map-load-own = Взять этот план

load-plan-instead = Это план школы вместо копии дорожной карты?
# $title
load-plan-of = Вместо: { $title }
load-plan-alone = Отдельный план
# $title
load-plan-waits = План «{ $title }» сейчас у координатора, поэтому этот сохраню отдельно. Чтобы заменить тот, сначала отзовите его.
load-plan-done = План взял. Проверьте его и отправьте на согласование.

## Чем план отличается от дорожной карты

# $same (number) – rows
plan-differs = <b>Отличия от дорожной карты</b> (без изменений строк: { $same })
# $count (number)
plan-differs-not = От дорожной карты не отличается (строк: { $count }).
plan-differs-changed = ✏️ Изменено строк: { $count }
# $number, $title, $from, $to
plan-differs-title = <b>{ $number }</b> название: { $to }
    было: { $from }
plan-differs-deadline = <b>{ $number }</b> { $title }
    срок: { $to } (в карте: { $from })
plan-differs-responsible = <b>{ $number }</b> { $title }
    отвечает: { $to } (в карте: { $from })
plan-differs-result = <b>{ $number }</b> { $title }
    результат: { $to } (в карте: { $from })
plan-differs-added = ➕ Добавлено строк: { $count }
plan-differs-left-out = ➖ Убрано строк: { $count }
plan-differs-missing = ⚠️ Обязательных строк нет в плане школы: { $count }. Они останутся за школой по дорожной карте:
# $number, $title
plan-differs-row = <b>{ $number }</b> { $title }

## Согласование

# $title, $school; $day (ISO date)
school-plan-sent = Дорожная карта для вашей школы: <b>{ $title }</b>
    Составьте по ней план школы и пришлите на согласование до { DAY($day) }.
school-plan-term-moved = Новый срок для плана школы «{ $title }»: прислать на согласование до { DAY($day) }.
# $title
school-plan-recalled = Координатор отозвал дорожную карту «{ $title }»: план школы по ней составлять не нужно, действуют её строки.
school-plan-submitted = { $school } просит согласовать план: <b>{ $title }</b>
school-plan-approve = Согласовать
school-plan-return = Вернуть с замечанием
# $school
school-plan-ask-comment = Что исправить в плане ({ $school })? Напишите — школа увидит это.
# $school, $title
school-plan-approved = Согласован план: { $school }. Теперь действуют его строки.
school-plan-returned = Вернул план: { $school }. Замечание передал.
school-plan-was-approved = ✅ План школы согласован: <b>{ $title }</b>
    Теперь напоминаю по нему; что уже сделано, снова не спрошу.
# $title, $comment
school-plan-was-returned = ↩️ Координатор вернул план школы: <b>{ $title }</b>
    { $comment }

error-school-plan-unknown = Такого плана нет или он вам недоступен.
error-school-plan-empty = В плане нет ни одной строки. Возьмите карту за основу или пришлите свой план.
error-school-plan-comment = Напишите, что исправить.
error-school-plan-no-template = Этот план составлен без дорожной карты: взять за основу нечего.
error-school-plan-closed = План уже отправлен. Чтобы изменить его, сначала отзовите; согласованный меняет координатор.
error-school-plan-not-approved = Школа ещё составляет этот план. Изменить строки можно после согласования, а пока верните план с замечанием.
# $title, $school – the plan was taken back and sent again after the coordinator had opened it
error-school-plan-sent-anew = Школа ({ $school }) за это время прислала план заново. Откройте его ещё раз и посмотрите, что изменилось.
error-school-plan-no-news = Об этом изменении вы уже ответили.
# $title, $school – an act that does not fit how the plan stands
error-school-plan-is-sent = План «{ $title }» ещё не начат ({ $school }).
error-school-plan-is-adapting = План «{ $title }» сейчас составляет школа ({ $school }).
error-school-plan-is-waiting = План «{ $title }» уже отправлен и ждёт ответа координатора ({ $school }).
error-school-plan-is-returned = План «{ $title }» уже возвращён школе ({ $school }).
error-school-plan-is-approved = План «{ $title }» уже согласован ({ $school }).

## Дорожная карта изменилась

# $number; $count (number) – rows in all
plan-news = <b>Строка { $number }</b> изменилась в дорожной карте (всего изменений: { $count })
# $title, $deadline, $responsible, $result
plan-news-theirs = В карте теперь: { $title }
    Срок: { $deadline }. Отвечает: { $responsible }. Результат: { $result }
plan-news-ours = В вашем плане: { $title }
    Срок: { $deadline }. Отвечает: { $responsible }. Результат: { $result }
plan-news-ours-out = Из вашего плана эта строка убрана.
# $reason
plan-news-cancelled = В карте её отменили: { $reason }
plan-news-what = Что сделать в вашем плане?
plan-news-take = Взять как в карте
plan-news-keep = Оставить своё
# $number
plan-news-taken = Взял как в карте: { $number }.
plan-news-kept = Оставил по-вашему: { $number }.
plan-news-none = Больше изменений нет.

## В утренней сводке

# $title; $day (ISO date)
school-plan-remind-soon = 📋 План школы «{ $title }» прислать на согласование до { DAY($day) }.
school-plan-remind-returned = 📋 План школы «{ $title }» ждёт правки: прислать снова до { DAY($day) }.
school-plan-remind-late = 📋 План школы «{ $title }» ждали до { DAY($day) }. Пришлите его, пожалуйста, на согласование.
# $title; $count (number) – rows
school-plan-remind-news = 📋 В дорожной карте изменились строки вашего плана «{ $title }»: { $count }. Посмотрите, что взять к себе.
# $count (number) – schools; $names; $more (number)
school-plan-remind-waiting = 📋 Планы школ ждут вашего согласования ({ $count }): { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}.
school-plan-remind-unsent = 📋 Срок прошёл, планов ещё нет ({ $count }): { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}.
