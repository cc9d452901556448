# Загрузка дорожной карты.

road-map-not-yours = Файл получил. Дорожные карты загружает муниципальный координатор — перешлите файл ему.
road-map-import-not-yours = Дорожные карты загружает муниципальный координатор. Если план у вас, перешлите файл ему.
road-map-paste-goes-on = Похоже на дорожную карту. Если есть продолжение, пришлите его следующим сообщением; если нет, нажмите «Это всё».
road-map-paste-cut = Похоже, текст пришёл не целиком: мессенджер делит длинные сообщения. Пришлите продолжение или нажмите «Это всё».
road-map-paste-whole = Это всё
road-map-send-file = Пришлите файл дорожной карты: .docx, .xlsx, .pdf, .csv или .txt. Можно и вставить таблицу сюда текстом.

# $title; $start, $end (ISO dates)
road-map-preview = Прочитал: <b>{ $title }</b>
    Период: { FULL_DAY($start) } — { FULL_DAY($end) }
# $rows, $dated, $undated (number)
road-map-figures = { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
}: { $dated } с датами, { $undated } без дат (постоянно, по запросу и другое — сохраню и покажу в плане).
# $schools, $municipality (number) – rows
road-map-answering = Школам — { $schools }, муниципалитету — { $municipality }. Если отвечают и те и другие, строка считается дважды.
# $past, $dues (number)
road-map-past = Сроков всего { $dues }, из них { $past ->
    [one] { $past } уже прошёл
   *[other] { $past } уже прошли
}: о прошедших напоминать не буду.
road-map-no-doubts = Сомнений нет.
road-map-rows-clear = К самим строкам вопросов нет.
road-map-untitled = дорожная карта без названия
# $count (number)
road-map-doubtful = { $count ->
    [1] Одна строка вызывает вопрос:
    [one] { $count } строка вызывает вопросы:
    [few] { $count } строки вызывают вопросы:
   *[many] { $count } строк вызывают вопросы:
}
# $number, $title, $phrase, $about (string – what is doubtful); $more (number) – further doubts of the row
road-map-doubtful-row = ❓ <b>{ $number }</b> { $title }
    «{ $phrase }»: { $about }{ $more ->
    [0] { "" }
   *[other] { " " }(и ещё вопросов: { $more })
}
road-map-doubtful-row-bare = ❓ <b>{ $number }</b> { $title }
    { $about }{ $more ->
    [0] { "" }
   *[other] { " " }(и ещё вопросов: { $more })
}
# $count (number)
road-map-doubtful-more = … и ещё { $count }.

road-map-ask-load = Загрузить?
road-map-ask-replace = Такая дорожная карта — то же название и тот же период — уже загружена. Заменить её? Открытые сроки прежней отменю, сделанное сохраню.
road-map-load = Загрузить
road-map-replace = Заменить
road-map-show-doubtful = Показать сомнительные

# $activities, $assignments (number)
road-map-loaded = Загрузил: строк — { $activities }, поручений со сроками — { $assignments }.
road-map-next = <b>Ближайшие сроки</b>
# $number, $title, $due (ISO date), $left (number) – days
road-map-next-row = <b>{ $number }</b> { $title } — до { DAY($due) }, { $left ->
    [0] сегодня
    [1] завтра
    [one] через { $left } день
    [few] через { $left } дня
   *[many] через { $left } дней
}
road-map-nothing-next = В этой дорожной карте на год вперёд сроков нет.
road-map-reminders = Напомню каждому, кто отвечает, утром в 9:00: за 30, 7, 3 и 1 день и в сам день.

error-road-map-draft-gone = Этот файл уже загружен или отменён. Пришлите его ещё раз.
# $title
error-road-map-loaded-already = «{ $title }» за этот период уже загружена. Пришлите файл ещё раз, чтобы заменить её.
error-road-map-no-rows = Не нашёл в этом ни одной строки плана. Нужна таблица с мероприятиями и сроками: .docx, .xlsx, .pdf, .csv или .txt.

## Сомнения: о строке и о карте в целом

road-map-doubt-no-deadline = срока нет
road-map-doubt-no-responsible = не указано, кто отвечает
road-map-doubt-no-activity = не видно, что нужно сделать
road-map-doubt-no-number = строка без номера
# $from, $to (string) – the deadline in the plan before, and in this one
road-map-doubt-year-moved = год перенёс: было «{ $from }», стало «{ $to }» — верно?
# $number, $times
road-map-doubt-duplicate-number = номер { $number } встречается { $times ->
    [one] { $times } раз
    [few] { $times } раза
   *[many] { $times } раз
}
road-map-doubt-cut-off = строка оборвана в конце файла: всё ли в ней есть?
# $cells, $columns
road-map-doubt-torn-cells = в строке { $cells } ячеек, а столбцов { $columns }: проверьте, что куда попало
road-map-doubt-joined = строка собрана из двух половин, разорванных страницей
road-map-doubt-several-activities = в ячейке несколько мероприятий
road-map-doubt-responsible-split = ответственных разделил по смыслу
road-map-doubt-no-period = ⚠️ В названии нет периода.
# $start, $end (ISO dates)
road-map-doubt-two-years = ⚠️ Период считаю с { FULL_DAY($start) } по { FULL_DAY($end) }. Если имелся в виду учебный год, исправьте название и пришлите файл снова.
# $from, $to (string)
road-map-doubt-numbers-missing = ⚠️ В нумерации пропущено { $from } … { $to }: проверьте, не потерялась ли строка в самом файле.
road-map-doubt-no-header = ⚠️ У таблицы нет заголовка: столбцы определил по содержанию.
road-map-doubt-no-deadline-column = ⚠️ В таблице нет столбца со сроками.
# $text
road-map-doubt-section-or-row = «{ $text }» — это раздел или мероприятие? Считаю разделом.
# $text, $rows
road-map-doubt-table-skipped = ⚠️ Одну таблицу (строк: { $rows }) не взял, она не похожа на план: «{ $text }»
road-map-doubt-text-skipped = Текст вне таблицы не взял: «{ $text }»
# $rows
road-map-doubt-lines-guessed = ⚠️ Таблица потерялась, строки ({ $rows }) восстановил по тексту: проверьте их.
# $count (number), $pages (string) – pages that are pictures
road-map-doubt-pages-unread = ⚠️ { $count ->
    [1] Страница { $pages } файла — картинка, строк с неё я не прочитал: проверьте, нет ли на ней плана.
   *[other] Страницы { $pages } файла — картинки, строк с них я не прочитал: проверьте, нет ли на них плана.
}

menu-road-map = Загрузить дорожную карту
command-road-map = Загрузить дорожную карту

## Период плана

# $title
road-map-preview-title = Прочитал: <b>{ $title }</b>
road-map-ask-period = На какое время этот план? Выберите или напишите: «2023-2024 учебный год», «2025-2029 годы», «с 01.09.2023 по 31.08.2024».
road-map-ask-years = Это календарные годы или учебный год?
# $start, $end (ISO dates)
road-map-period = { FULL_DAY($start) } — { FULL_DAY($end) }
road-map-period-not-understood = Не понял период. Напишите, например, «2023-2024 учебный год».
error-road-map-period = Конец периода раньше его начала.

## Вопросы о строках

# $count (number)
doubts-answer = Ответить на вопросы ({ $count })
road-map-doubts-stay = { $count ->
    [1] Один вопрос остался
    [one] Остался { $count } вопрос
    [few] Осталось { $count } вопроса
   *[many] Осталось { $count } вопросов
} — ответить можно в любое время.
doubts-none = Вопросов больше нет. Спасибо!
doubts-left = Пока всё. Отложено вопросов: { $count } — они ждут вас в плане.
# $number, $title; $count (number) – questions in all
doubt-row = ❓ <b>{ $number }</b> { $title }
doubt-phrase = Срок в плане: «{ $phrase }»
# $text – a question
doubt-about = • { $text }
doubt-ask = Как правильно?
doubt-ask-deadline = Какой срок поставить?
# $text – what was understood; $count (number) – dues; $first, $last (ISO dates)
doubt-choice = { $text }{ $count ->
    [0] { "" }
    [1] { " " }(срок { DAY($first) })
    [one] { " " }({ $count } срок, с { DAY($first) } по { DAY($last) })
    [few] { " " }({ $count } срока, с { DAY($first) } по { DAY($last) })
   *[many] { " " }({ $count } сроков, с { DAY($first) } по { DAY($last) })
}
doubt-other = Другой срок
doubt-undated = Без срока
doubt-later = Спросить позже
doubt-edit = Исправить строку
# $number, $deadline
doubt-answered = ✅ { $number }: { $deadline }.

deadline-ask = Напишите срок своими словами: «до 15 мая», «каждый квартал», «сентябрь и январь».
deadline-has = Есть ли у этого срок?
deadline-write = Написать срок
# $phrase
deadline-not-understood = Не понял срок «{ $phrase }». Попробуйте иначе, например «до 1 октября 2023 года».
# $phrase, $text; $count (number); $first, $last (ISO dates)
deadline-understood = Понял так: <b>{ $text }</b>{ $count ->
    [0] , без даты
    [1] , срок { DAY($first) }
    [one] , { $count } срок: с { DAY($first) } по { DAY($last) }
    [few] , { $count } срока: с { DAY($first) } по { DAY($last) }
   *[many] , { $count } сроков: с { DAY($first) } по { DAY($last) }
}. Верно?
deadline-which = Понять «{ $phrase }» можно по-разному. Как правильно?
deadline-right = Верно
deadline-again = Написать иначе

## Строка плана

row-edit = Изменить строку
row-which = Какая строка? Нажмите на неё или напишите номер либо слово из названия.
row-none = Таких строк нет. Напишите номер или слово из названия.
row-choice-cancelled = ✕ { $number } { $title }
row-add = Добавить строку
row-what = Что изменить?
row-deadline = Срок
row-title = Название
row-responsible = Ответственных
row-result = Результат
row-one-for-all = Достаточно одного ответа
row-each = Каждый отвечает за себя
row-split = Разделить на несколько
row-cancel = Отменить строку
row-restore = Вернуть строку
# $phrase, $deadline; $count (number) – dues; $first, $last (ISO dates)
row-deadline-line = Срок: «{ $phrase }» — { $deadline }{ $count ->
    [0] { "" }
    [1] { " " }({ DAY($first) })
    [one] { " " }({ $count } срок, с { DAY($first) } по { DAY($last) })
    [few] { " " }({ $count } срока, с { DAY($first) } по { DAY($last) })
   *[many] { " " }({ $count } сроков, с { DAY($first) } по { DAY($last) })
}
row-is-one-for-all = Из нескольких ответственных достаточно ответа одного.
row-is-each = Каждый из ответственных отмечает за себя.
# $open, $done (number)
row-assignments = Поручения: открыто { $open }, сделано { $done }.
# $reason
row-is-cancelled = ✕ Строка отменена: { $reason }
row-ask-title = Напишите, что нужно сделать.
row-ask-responsible = Кто отвечает? Через запятую: «ИМЦ, руководители ОО, Иванова А.А.».
row-ask-result = Какой должен быть результат?
row-ask-reason = Почему строка отменяется? Напишите коротко.
# $number; $changed (number) – assignments
row-changed = Записал: { $number }.{ $changed ->
    [0] { "" }
   *[other] { " " }Изменилось поручений: { $changed }; сделанное сохранено.
}
# $number, $changed
row-added = Добавил строку { $number }, поручений — { $changed }.
# $count
row-parts = Вижу здесь частей: { $count }.
# $n, $text
row-part = { $n }. { $text }
row-split-so = Разделить так?
row-split-yes = Разделить так
row-split-own = Напишу сам(а)
row-ask-parts = Напишите части, каждую с новой строки.
# $number, $count, $numbers
row-was-split = Строку { $number } разделил: теперь их { $count } ({ $numbers }). Срок и ответственные прежние.
# $number, $title
row-was-cancelled = Отменил: <b>{ $number }</b> { $title }
    Об открытых сроках больше не напомню, сделанное сохранено.
# $number, $title, $reason
row-cancelled-told = Строка плана отменена: <b>{ $number }</b> { $title }
    { $reason }
# $number, $title; $deadline – as understood
row-changed-told = Координатор изменил строку вашего плана: <b>{ $number }</b> { $title } — { $deadline }.
row-added-told = Координатор добавил строку в ваш план: <b>{ $number }</b> { $title } — { $deadline }.
row-was-restored = Вернул строку { $number }: сроки впереди снова открыты.
row-no-map = Сначала загрузите дорожную карту: пришлите её файл.
row-which-map = В какую дорожную карту добавить?
command-row = Изменить строку плана
command-doubts = Вопросы о строках плана

error-row-unknown = Такой строки в плане нет.
# $number
error-row-cancelled = Строка { $number } отменена. Чтобы изменить её, сначала верните.
error-row-no-such-reading = Этот вариант уже не подходит. Посмотрите строку ещё раз.
error-row-obligatory = Эта строка обязательна для всех школ: убрать её нельзя, но можно изменить срок или ответственных.
error-row-not-split = Чтобы разделить строку, нужно не меньше двух частей.

## Кто есть кто

# $count (number); $names
responsibles-unknown = Не знаю, кто это у вас: { $names }{ $count ->
    [0] { "" }
   *[other] { "\u000A" }Пока за их строки отвечает координатор.
}
responsibles-say = Указать, кто это
responsibles-which = Кого уточним? Не указано: { $count }.
responsibles-all-known = Все указаны. Кого изменить?
responsibles-none = В плане пока нет ответственных: загрузите дорожную карту.
# $name; $rows (number)
responsible-unknown = ❓ { $name } ({ $rows })
responsible-known = { $name } ({ $rows })
responsible-who = <b>{ $name }</b> — кто это у вас? Можно отметить нескольких.
responsible-coordinator = Координатор
responsible-methodist = Методист
responsible-curator = Кураторы всех школ
responsible-head = Руководители всех школ
# $name, $role; $school – responsible-school or nothing
responsible-person = { $name } — { $role }{ $school }
responsible-school = { " " }({ $school })
# $name; $moved (number) – assignments
responsible-mapped = Запомнил: «{ $name }».{ $moved ->
    [0] { "" }
   *[other] { " " }Передано поручений: { $moved }; сделанное осталось как есть.
}
error-responsible-unknown = Выберите хотя бы одного из списка.
command-responsibles = Кто есть кто в плане

## Постоянная работа и строки без срока

# $count (number) – rows
checks-wait = { $count ->
    [1] Одна строка — постоянная работа
    [one] { $count } строка — постоянная работа
    [few] { $count } строки — постоянная работа
   *[many] { $count } строк — постоянная работа
}. Скажите, как часто напоминать о проверке.
checks-say = Как часто проверять ({ $count })
checks-none = Обо всей постоянной работе уже сказано, как часто её проверять.
checks-rows = Постоянная работа, строк: { $count }
checks-row = • <b>{ $number }</b> { $title }
checks-ask = Как часто напоминать, чтобы её проверяли?
checks-ask-one = Как часто напоминать о проверке?
checks-each = Решить для каждой
check-monthly = Раз в месяц
check-quarterly = Раз в квартал
check-end = В конце плана
check-none = Не напоминать
# $count (number) – rows; $every – one of check-…; $changed (number) – assignments
checks-set = Записал: { $every } (строк: { $count }).{ $changed ->
    [0] { "" }
   *[other] { " " }Изменилось поручений: { $changed }.
}
row-check = Как часто проверять
row-check-line = Проверка: { $every }
row-event = Событие наступило
# $day (ISO date)
row-event-line = Событие: { DAY($day) }
event-ask-day = Какого числа это произошло? Например, 15.10.2023.
# $due (ISO date)
event-due-likely = Тогда срок — { DAY($due) }. Верно?
event-ask-due = До какого числа нужно сделать?
# $number; $due (ISO date); $changed (number)
event-dated = Записал: { $number }, срок { DAY($due) }, поручений — { $changed }.
error-row-not-continuous = Это не постоянная работа: у строки есть свои сроки.
error-row-not-event = У этой строки есть свой срок. Чтобы изменить его, нажмите «Срок».
error-row-event-order = Срок раньше самого события. Проверьте даты.

plan-to-undated = Без срока ({ $count })
undated = <b>Без срока</b>
undated-none = Строк без срока нет.
# $number, $title, $phrase (string); $every – one of check-…; $day (ISO date or empty)
undated-row-continuous = • <b>{ $number }</b> { $title } — «{ $phrase }», проверка: { $every }
undated-row-on_request = • <b>{ $number }</b> { $title } — «{ $phrase }»
undated-row-event = • <b>{ $number }</b> { $title } — «{ $phrase }»
undated-row-daily = • <b>{ $number }</b> { $title } — «{ $phrase }»
undated-row-unknown = • <b>{ $number }</b> { $title } — срок не указан
command-checks = Как часто проверять постоянную работу
command-undated = Строки плана без срока

## Подтверждения и «кого информировать»

assignment-proof = Приложить файл
assignment-which-proof = К чему приложить файл?
assignment-ask-proof = Пришлите фото, документ или ссылку: приказ, справку, скриншот.
# $name
assignment-proved = Приложил: { $name }. Есть ещё? Пришлите или нажмите «Готово».
assignment-proofs-kept = Хорошо, координатор увидит всё, что вы приложили.
# $text
evidence-line = 📎 { $text }
# $name, $school (string, may be empty)
evidence-open = 📎 { $name } { $school }
# $number, $school (string, may be empty)
evidence-file = { $number } { $school }
# $text
evidence-text = { $number } { $school }: { $text }
error-evidence-unknown = Этого файла больше нет.
# $count
error-evidence-too-many = К одной строке можно приложить не больше { $count } файлов.

# $number, $title; $whom – as printed; $done, $total (number) – assignments
informing-result = 📬 Сделано: <b>{ $number }</b> { $title } ({ $done } из { $total }).
informing-pass-on = 📬 Сделано: <b>{ $number }</b> { $title } ({ $done } из { $total }). По плану об этом нужно сообщить: { $whom }. Укажите в /responsibles, кто это, и я буду писать туда сам.
informing-pass-on-own = 📬 Сделано: <b>{ $number }</b> { $title } ({ $done } из { $total }). По вашему плану об этом нужно сообщить: { $whom }.
informing-due = По плану пора сообщить о результате ({ $whom }): <b>{ $number }</b> { $title }
    Отметьте, когда сделаете, — и я передам.
# $by – names
informing-by = Отметил(а): { $by }
# $text
informing-comment = { $text }
# $names; $more (number)
informing-open = Ещё нет: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }и ещё { $more }
}.

## В работе, перенос, отмена

move-act-start = В работе
move-act-move = Перенести
move-act-drop = Отменить поручение
move-act-ask-move = Попросить перенести
# $number, $title
move-started = Отметил, что в работе: <b>{ $number }</b> { $title }
move-ask-day = На какое число перенести? Например, 15.10.2023.
move-ask-reason = Почему? Напишите коротко.
# $number, $title; $from, $day (ISO dates)
move-done = Перенёс: <b>{ $number }</b> { $title } — с { DAY($from) } на { DAY($day) }.
move-dropped = Отменил поручение: <b>{ $number }</b> { $title }
    Больше о нём не напомню.
# $asked (number) – coordinators
move-asked = { $asked ->
    [0] Просьбу записал, но координатора в системе пока нет.
   *[other] Передал координатору. Как только он ответит, напишу.
}
# $number, $title, $school, $reason; $from, $day (ISO dates)
move-request = { $school } просит перенести <b>{ $number }</b> { $title } с { DAY($from) } на { DAY($day) }: { $reason }
move-approve = Перенести
move-decline = Оставить срок
move-approved = Перенёс: { $school }, { $number } — до { DAY($day) }.
move-declined = Срок оставил: { $number }, до { DAY($from) }.
move-was-approved = Срок перенесли: <b>{ $number }</b> { $title } — до { DAY($day) }.
move-was-declined = Срок остался прежним: <b>{ $number }</b> { $title } — до { DAY($from) }.
# $number, $title, $reason; $from, $day (ISO dates)
move-moved = Срок перенесён: <b>{ $number }</b> { $title } — с { DAY($from) } на { DAY($day) }. { $reason }
# $number, $title, $reason
move-cancelled = Поручение отменено: <b>{ $number }</b> { $title }
    { $reason }
# $from (ISO date), $reason
assignment-moved = Перенесено с { DAY($from) }: { $reason }
# $plan, $fact (ISO dates); $days (number); $late (0 or 1)
assignment-fact = План: { DAY($plan) }, факт: { DAY($fact) }{ $late ->
    [0] { "" }
   *[other] { " " }(позже на { $days } дн.)
}
error-move-past = Этот день уже прошёл. Выберите день впереди.
error-move-same = Это и есть нынешний срок.
error-move-asked-already = Просьба о переносе уже у координатора: дождитесь ответа.
error-move-answered = На эту просьбу уже ответили.
error-move-unknown = Такой просьбы нет.
