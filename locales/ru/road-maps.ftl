# Загрузка дорожной карты.

road-map-not-yours = Файл получил. Дорожные карты загружает муниципальный координатор — перешлите файл ему.
road-map-send-file = Пришлите файл дорожной карты: .docx, .xlsx, .csv или .txt. Можно и вставить таблицу текстом.

# $title; $start, $end (ISO dates)
road-map-preview = Прочитал: <b>{ $title }</b>
    Период: { DAY($start) } — { DAY($end) }
# $rows, $dated, $undated (number)
road-map-figures = { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
}: { $dated } с датами, { $undated } без дат (постоянно, по запросу и другое — сохраню и покажу в плане).
# $schools, $municipality (number) – rows
road-map-answering = Школам — { $schools }, муниципалитету — { $municipality }. Если отвечают и те и другие, строка считается дважды.
# $past, $dues (number)
road-map-past = Сроков всего { $dues }, из них { $past } уже прошли: о прошедших напоминать не буду.
road-map-no-doubts = Сомнений нет.
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
road-map-nothing-next = Впереди на год сроков нет.
road-map-reminders = Напомню каждому, кто отвечает, утром в 9:00: за 30, 7, 3 и 1 день и в сам день.

error-road-map-draft-gone = Этот файл уже загружен или отменён. Пришлите его ещё раз.
# $title
error-road-map-loaded-already = «{ $title }» за этот период уже загружена. Пришлите файл ещё раз, чтобы заменить её.
error-road-map-no-rows = Не нашёл в этом ни одной строки плана. Нужна таблица с мероприятиями и сроками: .docx, .xlsx, .csv или .txt.

## Сомнения: о строке и о карте в целом

road-map-doubt-no-deadline = срока нет
road-map-doubt-no-responsible = не указано, кто отвечает
road-map-doubt-no-activity = не видно, что нужно сделать
road-map-doubt-no-number = строка без номера
# $number, $times
road-map-doubt-duplicate-number = номер { $number } встречается { $times } раза
road-map-doubt-cut-off = строка оборвана в конце файла: всё ли в ней есть?
# $cells, $columns
road-map-doubt-torn-cells = в строке { $cells } ячеек, а столбцов { $columns }: проверьте, что куда попало
road-map-doubt-joined = строка собрана из двух половин, разорванных страницей
road-map-doubt-several-activities = в ячейке несколько мероприятий
road-map-doubt-responsible-split = ответственных разделил по смыслу
road-map-doubt-no-period = ⚠️ В названии нет периода: взял его по датам в строках.
# $start, $end (ISO dates)
road-map-doubt-two-years = ⚠️ Период считаю с { DAY($start) } по { DAY($end) }. Если имелся в виду учебный год, исправьте название и пришлите файл снова.
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

menu-road-map = Загрузить дорожную карту
command-road-map = Загрузить дорожную карту
