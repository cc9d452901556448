# Реестры школ: педагоги и обучающиеся.

menu-registers = Реестры
command-registers = Реестры педагогов и обучающихся

register-which = Какой реестр откроем?
register-kind-teachers = Педагоги
register-kind-pupils = Обучающиеся
register-ask = Что сделаем?
register-load = Загрузить из Excel
register-get-template = Получить бланк
register-export = Выгрузить в Excel
register-export-day = Выгрузить на другую дату
register-export-which-day = На какую дату посчитать? Например: 01.09.2026.
register-template-ready = Вот бланк. Заполните его и пришлите мне: «Реестры» → «Загрузить из Excel».
# $day – ISO date
register-ready = Реестр на { DAY($day) }. Его можно поправить и прислать обратно: покажу, что изменится.

register-empty-teachers = В реестре педагогов пока никого нет.
register-empty-pupils = В реестре обучающихся пока никого нет.
# $lines, $young, $beginners, $youngBeginners (numbers); $day – ISO date
register-counts-teachers =
    <b>Реестр педагогов на { DAY($day) }</b>
    Всего: { $lines }
    Молодые специалисты (до 35 лет включительно): { $young }
    Стаж до 3 лет: { $beginners }
    И то и другое: { $youngBeginners }
# $unknown (number)
register-counts-unknown = Не хватает даты рождения или начала работы: { $unknown }. Эти строки посчитаны не везде.
# $lines (number)
register-counts-pupils =
    <b>Реестр обучающихся</b>
    Всего: { $lines }

register-send-teachers = Пришлите реестр файлом Excel (.xlsx): ФИО, дата рождения, школа, должность, предмет, начало педагогической работы, категория. Пока вы не подтвердите, ничего не изменится.
register-send-pupils = Пришлите реестр файлом Excel (.xlsx): ФИО, дата рождения, школа, класс. Пока вы не подтвердите, ничего не изменится.

# $added, $changed, $unchanged, $leftOut, $errors (numbers)
register-preview-teachers =
    <b>Реестр педагогов: что изменится</b>
    Новых: { $added }
    С изменениями: { $changed }
    Без изменений: { $unchanged }
    Нет в файле: { $leftOut }
    Строк с ошибками: { $errors }
register-preview-pupils =
    <b>Реестр обучающихся: что изменится</b>
    Новых: { $added }
    С изменениями: { $changed }
    Без изменений: { $unchanged }
    Нет в файле: { $leftOut }
    Строк с ошибками: { $errors }
# $columns – heads, as printed
register-unread = Эти столбцы в реестр не входят, их пропускаю: { $columns }.
# $where – register-where or register-where-row; $what – register-wrong-…
register-error = ⚠ { $where }: { $what }
# $sheet – a sheet's name, $row (number), $column – a head
register-where = лист «{ $sheet }», строка { $row }, столбец «{ $column }»
register-where-row = лист «{ $sheet }», строка { $row }
# $value – what stands in the cell
register-wrong-name-missing = нет имени. Впишите фамилию, имя и отчество.
register-wrong-name-unclear = «{ $value }» не похоже на имя. Нужны фамилия и имя полностью, без сокращений.
register-wrong-school-missing = не указана школа.
register-wrong-school-unknown = школы «{ $value }» нет среди ваших. Проверьте название или добавьте школу.
register-wrong-day-unclear = «{ $value }» — не дата. Напишите так: 17.04.1990.
register-wrong-age = { $value }: такого возраста здесь не бывает. Проверьте год.
register-wrong-start-too-early = { $value }: раньше четырнадцати лет. Проверьте обе даты.
register-wrong-too-long = слишком длинно, помещается 200 знаков.
register-wrong-twice = { $value } — в файле дважды с одной датой рождения. Оставьте одну строку.
register-wrong-namesake = { $value } — есть полный тёзка. Укажите дату рождения, чтобы их различить.
# $name, $school
register-line-added = ➕ { $name }, { $school }
register-line-left-out = ➖ Нет в файле: { $name }, { $school }
register-line-changed = ✏ { $name }, { $school }
# $field – a column's head; $from, $to – values, or register-nothing
register-field = { $field }: { $from } → { $to }
register-nothing = пусто
# $day – ISO date
register-day = { DAY($day) }
# $leftOut (number)
register-ask-load = { $leftOut ->
    [0] Загружаем?
   *[other] Загружаем? Тех, кого нет в файле, можно оставить или исключить: их данные тогда удалятся.
}
register-ask-nothing = Загружать нечего.
register-confirm = Загрузить
register-confirm-without = Загрузить без строк с ошибками
register-confirm-drop = Загрузить и исключить тех, кого нет в файле
register-more-errors = Показать ещё ошибки
register-more-changes = Показать ещё изменения
register-send-other = Прислать другой файл
# $added, $changed, $dropped (numbers)
register-loaded = Готово. Добавлено: { $added }, изменено: { $changed }, исключено: { $dropped }.
# $count (number)
register-tie = { $count ->
    [1] У одного участника из вашей школы то же имя, что и в реестре. Если это он, отметьте его: реестр и участник будут связаны.
    [one] У { $count } участника из ваших школ то же имя, что и в реестре. Отметьте тех, кто есть кто: реестр и участники будут связаны.
   *[many] У { $count } участников из ваших школ те же имена, что и в реестре. Отметьте тех, кто есть кто: реестр и участники будут связаны.
}
# $count (number)
register-tied = Связано: { $count }.
register-tied-none = Хорошо, никого не связываю.

# Файл .xlsx. $where – a school or the municipality; $day – dd.mm.yyyy or ISO
register-file-teachers = Реестр педагогов { $day }
register-file-pupils = Реестр обучающихся { $day }
register-template-teachers = Бланк реестра педагогов
register-template-pupils = Бланк реестра обучающихся
register-sheet-teachers = Педагоги
register-sheet-pupils = Обучающиеся
register-title-teachers = Реестр педагогов: { $where }
register-title-pupils = Реестр обучающихся: { $where }
register-sheet-about = На { $day }. Молодой специалист — до 35 лет включительно; «стаж до 3 лет» считается отдельно, от начала педагогической работы.
register-template-about-teachers = Одна строка — один человек. Даты: 17.04.1990. Начало педагогической работы можно указать годом. Пустая ячейка стирает прежнее значение.
register-template-about-pupils = Одна строка — один человек. Даты: 17.04.2010. Пустая ячейка стирает прежнее значение.
register-column-number = № п/п
register-column-name = Фамилия, имя, отчество
register-column-birthDate = Дата рождения
register-column-school = Школа
register-column-post = Должность
register-column-subject = Предмет
register-column-teachingStart = Начало педагогической работы
register-column-category = Категория
register-column-schoolClass = Класс
register-column-young = Молодой специалист
register-column-beginner = Стаж до 3 лет
register-column-joined = В Тандеме
register-column-publishable = Можно публиковать
register-counts = Итоги
register-counts-title = Итоги: { $where }
register-count-what = Кто
register-count-number = Сколько
register-count-lines = Всего в реестре
register-count-young = Молодые специалисты (до 35 лет включительно)
register-count-beginners = Со стажем до 3 лет, любого возраста
register-count-youngBeginners = Молодые специалисты со стажем до 3 лет
register-count-unknown = Не хватает даты рождения или начала работы

my-data-register-teachers = Реестр педагогов школы
my-data-register-pupils = Реестр обучающихся школы
my-data-register-school = Школа
my-data-register-category = Категория
my-data-register-class = Класс
erased-register = Строки школьных реестров

error-register-unknown = Такого реестра нет.
error-register-no-school = У вас пока нет школы, чей реестр можно вести. Сначала добавьте школу.
error-register-no-file = Файл не дошёл. Пришлите его ещё раз.
error-register-no-table = Не нашёл в файле таблицы со столбцом «ФИО» или «Фамилия» и «Имя». Возьмите бланк: «Реестры» → «Получить бланк».
error-register-empty = В таблице нет ни одной заполненной строки.
error-register-draft-gone = Этот файл уже загружен или устарел. Пришлите его ещё раз.
error-register-drop-errors = Пока в файле есть ошибки, никого исключить нельзя. Исправьте их и пришлите файл ещё раз.
error-register-day = Не понял дату. Напишите так: 01.09.2026.
