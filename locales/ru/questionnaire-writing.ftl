# Составление анкет: в чате и таблицей. Кто пишет – координатор, методист, куратор.

menu-questionnaires = Составить анкету
invite-parent = Родитель

# $count (number) – questionnaires in force
questionnaire-list = <b>Анкеты муниципалитета</b>
    Сейчас действуют { $count ->
        [one] { $count } анкета
        [few] { $count } анкеты
       *[many] { $count } анкет
    }. Любую можно посмотреть, получить таблицей или изменить на свой лад.
# $title – the questionnaire's
questionnaire-list-library = { $title }
questionnaire-list-own-version = { $title } · ваша версия
questionnaire-list-own = { $title } · ваша анкета
questionnaire-list-draft = Черновик: { $title }
questionnaire-list-waits = На согласовании: { $title }
questionnaire-list-proposed = Предложена вам: { $title }
questionnaire-new = Составить новую
questionnaire-from-file = Загрузить таблицей

# $title; $purpose; $source; $count, $version (numbers); $origin
questionnaire-card =
    <b>{ $title }</b>
    { $purpose }

    { $count ->
        [one] { $count } вопрос
        [few] { $count } вопроса
       *[many] { $count } вопросов
    }, версия { $version }. { $origin }
    <i>{ $source }</i>
questionnaire-no-source = Источник не указан
questionnaire-origin-library = Анкета из библиотеки.
questionnaire-origin-own-version = Ваша версия вместо библиотечной.
questionnaire-origin-own = Анкета вашего муниципалитета.
questionnaire-preview = Посмотреть как участник
questionnaire-copy = Изменить
questionnaire-get-file = Получить таблицей
questionnaire-get-empty = Прислать образец
questionnaire-file-coming = Анкета таблицей. Измените её и пришлите мне обратно.
questionnaire-retire-own-version = Вернуть библиотечную
questionnaire-retire-own = Снять анкету
questionnaire-retire-sure = Снять вашу анкету? Ответы сохранятся, но заполнять её больше не будут.
questionnaire-retired = Готово, анкета снята.

questionnaire-new-title = Как назовём анкету? Например: «Как прошла Школа наставников».
questionnaire-new-purpose = Для чего она и кто увидит ответы? Это прочитают перед первым вопросом.
questionnaire-new-audience = Кто будет отвечать? Отметьте всех и нажмите «Готово».

# $title; $count (number) – questions; $replaces, $problems – lines or nothing
questionnaire-draft =
    <b>{ $title }</b>
    { $count ->
        [0] Пока без вопросов.
        [one] { $count } вопрос. Нажмите на него, чтобы изменить.
        [few] { $count } вопроса. Нажмите на вопрос, чтобы изменить.
       *[many] { $count } вопросов. Нажмите на вопрос, чтобы изменить.
    }{ $replaces }{ $problems }
questionnaire-draft-replaces =
    { "" }
    Заменит анкету, которая действует сейчас.
# $count (number)
questionnaire-draft-problems =
    { "" }
    { $count ->
        [1] Осталось исправить одно место.
       *[other] Осталось исправить: { $count }.
    }
# $number (number); $text; $kind
questionnaire-draft-question = { $number }. { $text } ({ $kind })
questionnaire-draft-add = Добавить вопрос
questionnaire-draft-whole = Проверить и опубликовать
questionnaire-publish = Опубликовать
questionnaire-propose = Предложить координатору
questionnaire-draft-look = Посмотреть

# $title
questionnaire-publish-new = Опубликовать анкету «{ $title }»?
# $title, $replaced – titles
questionnaire-publish-instead = Опубликовать «{ $title }» вместо «{ $replaced }»? Кто уже отвечает, ничего не потеряет: прежние ответы останутся, спрошу только новое.
# $title; $version (number)
questionnaire-published = Анкета «{ $title }» опубликована, версия { $version }.
questionnaire-proposed = Отправил координатору и методистам. Когда анкету опубликуют, я напишу.
# $title
questionnaire-proposed-told = Куратор предлагает анкету «{ $title }». Посмотрите и опубликуйте, если всё хорошо.
# $title
questionnaire-published-told = Ваша анкета «{ $title }» опубликована.

# $left, $right – roles
questionnaire-and = { $left }, { $right }
# $title; $purpose; $audience – roles; $offered, $anonymous – 1 or 0
questionnaire-whole =
    <b>{ $title }</b>
    { $purpose }

    Отвечают: { $audience }.
    { $offered ->
        [1] Предлагается сразу, как человек войдёт.
       *[0] Сама не предлагается: её рассылают.
    }
    { $anonymous ->
        [1] Анонимная.
       *[0] Ответы подписаны.
    }
    Условия, сравнение с другой анкетой и баллы — в таблице: нажмите «{ questionnaire-get-file }», измените и пришлите обратно.
questionnaire-set-title = Переименовать
questionnaire-set-purpose = Изменить описание
questionnaire-set-audience = Изменить, кто отвечает
questionnaire-set-offered = Предлагать сразу
questionnaire-set-not-offered = Не предлагать сразу
questionnaire-set-anonymous = Сделать анонимной
questionnaire-set-named = Сделать подписанной
questionnaire-drop = Удалить черновик
# $title
questionnaire-drop-sure = Удалить черновик «{ $title }»?
questionnaire-dropped = Черновик удалён.

questionnaire-kind-choice = один вариант
questionnaire-kind-several = несколько вариантов
questionnaire-kind-yes-no = да, нет, затрудняюсь
questionnaire-kind-scale = шкала
questionnaire-kind-grid = таблица с оценками
questionnaire-kind-text = текст
questionnaire-kind-number = число
questionnaire-kind-date = дата
questionnaire-kind-persons = выбор людей
questionnaire-among-mentors = Наставников
questionnaire-among-mentees = Наставляемых
questionnaire-scale-five = От 1 до 5, со словами
questionnaire-scale-ten = От 1 до 10
questionnaire-scale-agreement = Согласие от 0 до 4
questionnaire-scale-marks = Оценки от 0 до 3
questionnaire-scale-criteria = Критерий от 0 до 2
questionnaire-scale-own = Своя шкала

# $text; $kind; $required, $personal – 1 or 0; $answers – lines or nothing; $hint – a line or nothing;
# $set – what the table says of it, or nothing
questionnaire-question-card =
    <b>{ $text }</b>{ $hint }
    Вид: { $kind }. { $required ->
        [1] Обязательный.
       *[0] Можно пропустить.
    }{ $personal ->
        [1] { " " }Личные данные: спрашиваю только там, где можно.
       *[0] { "" }
    }

    { $answers }

    { $set }Условие показа, сравнение с другой анкетой, границы ответа и баллы меняют таблицей: «{ questionnaire-draft-whole }», потом «{ questionnaire-get-file }».
# $list – questionnaire-has-…, with commas
questionnaire-question-set = Здесь задано: { $list }.{ " " }
questionnaire-has-when = условие показа
questionnaire-has-mirrors = сравнение с другой анкетой
questionnaire-has-bounds = границы ответа
questionnaire-edit-text = Изменить вопрос
questionnaire-edit-hint = Изменить пояснение
questionnaire-edit-section = Изменить раздел
questionnaire-edit-options = Изменить варианты
questionnaire-edit-rows = Изменить строки
questionnaire-edit-steps = Изменить шкалу
questionnaire-edit-require = Сделать обязательным
questionnaire-edit-optional = Разрешить пропускать
questionnaire-edit-personal = Отметить как личные данные
questionnaire-edit-not-personal = Снять отметку о личных данных
questionnaire-edit-up = Поднять выше
questionnaire-edit-down = Опустить ниже
# $what – what would be wrong
questionnaire-edit-wrong = Так не получится: { $what }.
questionnaire-edit-remove = Удалить вопрос

questionnaire-ask-text = Напишите вопрос.
questionnaire-ask-hint = Напишите пояснение под вопросом. Чтобы убрать его, пришлите «–».
questionnaire-ask-section = Под каким заголовком стоит вопрос? Чтобы убрать заголовок, пришлите «–».
questionnaire-ask-kind = Как на него отвечать?
questionnaire-ask-options = Пришлите варианты одним сообщением, каждый с новой строки.
# $now – what there is so far, a line each
questionnaire-ask-options-now =
    Пришлите варианты одним сообщением, каждый с новой строки. Сейчас:

    { $now }
questionnaire-ask-rows = Пришлите строки таблицы одним сообщением: что оцениваем, каждое с новой строки.
# $now – what there is so far, a line each
questionnaire-ask-rows-now =
    Пришлите строки таблицы одним сообщением, каждую с новой строки. Сейчас:

    { $now }
questionnaire-ask-steps = Пришлите ступени, каждую с новой строки: «0 – нет», «1 – да». Или сразу границы: «1–10».
# $now – what there is so far, a line each
questionnaire-ask-steps-now =
    Пришлите ступени, каждую с новой строки: «0 – нет», «1 – да». Или сразу границы: «1–10». Сейчас:

    { $now }
questionnaire-ask-scale = Какая шкала?
questionnaire-ask-among = Кого выбирают?
questionnaire-ask-most = Сколько людей можно назвать? От 1 до 10.
questionnaire-ask-ranked = Важен ли порядок: сначала самый желанный?
# $text – the question
questionnaire-ask-required = «{ $text }»: ответ обязателен?
# $text
questionnaire-added = Вопрос «{ $text }» добавлен.
questionnaire-add-more = Ещё вопрос?
questionnaire-enough = Пока достаточно

questionnaire-preview-lead = Так анкету увидит участник. Ответы не сохраняются.
questionnaire-preview-stop = Закончить просмотр
questionnaire-preview-people = Здесь будет список людей
questionnaire-preview-over = Это были все вопросы.

# $count (number)
questionnaire-problems = { $count ->
    [1] Пока опубликовать нельзя: нужно исправить одно место.
   *[other] Пока опубликовать нельзя, нужно исправить: { $count }.
}
# $what – what is wrong
questionnaire-problem-whole = • { $what }
# $number (number); $text – of the question; $what
questionnaire-problem-in = • Вопрос { $number }, «{ $text }»: { $what }

questionnaire-send-file = Пришлите анкету таблицей .xlsx с листами «Анкета» и «Вопросы». Если образца ещё нет, пришлю.
questionnaire-file-other = В этом файле нет листов «Анкета» и «Вопросы», поэтому прочитать его как анкету не получилось.
# $count (number)
questionnaire-file-wrong = { $count ->
    [1] Таблицу прочитал, но в ней одна ошибка. Исправьте её и пришлите файл ещё раз:
    [one] Таблицу прочитал, но в ней { $count } ошибка. Исправьте её и пришлите файл ещё раз:
    [few] Таблицу прочитал, но в ней { $count } ошибки. Исправьте их и пришлите файл ещё раз:
   *[many] Таблицу прочитал, но в ней { $count } ошибок. Исправьте их и пришлите файл ещё раз:
}
# $sheet; $row (number); $what
questionnaire-file-problem = • Лист «{ $sheet }», строка { $row }: { $what }
questionnaire-file-problem-sheet = • Лист «{ $sheet }»: { $what }
# $count (number)
questionnaire-file-problems-more = И ещё { $count }. Покажу, когда исправите эти.
# $title; $count (number)
questionnaire-file-read = Прочитал анкету «{ $title }»: { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
}. Посмотрите её и опубликуйте.

# ── Анкета таблицей ──

# $title – the questionnaire's
questionnaire-file-name = Анкета { $title }
questionnaire-file-help-sheet = Как заполнить
questionnaire-file-help =
    Эту книгу можно заполнить и прислать боту: он проверит её, покажет анкету и предложит опубликовать.
    Порядок столбцов неважен, лишние столбцы не мешают. Названия листов и столбцов не меняйте.

    Лист «Анкета»: название, для чего она и кто увидит ответы, кто отвечает (роли через запятую).
    Код – латинские буквы, цифры и «-». Оставьте пустым, если анкета новая. С кодом прежней анкеты выйдет её новая версия.

    Лист «Вопросы»: вопрос на строку. Код нужен, чтобы ответы не потерялись в новой версии: не меняйте его у прежних вопросов, у новых можно не писать.
    Вид: один вариант, несколько вариантов, шкала, таблица, текст, число, дата, выбор людей.
    От и До: для текста – сколько знаков, для числа и даты – границы, для нескольких вариантов – сколько можно отметить, для выбора людей – сколько назвать (только «До»).
    Дополнительно, через запятую: целое (число); можно примерно, не позже сегодня (дата); наставники или наставляемые, весь муниципалитет или своя школа, по порядку (выбор людей). «Нужен программе» – с ответами работает подбор, такой вопрос не удаляют.
    Показывать, если: код прежнего вопроса = ответ. Несколько ответов – через точку с запятой: position = subject; primary. Строка таблицы: help.lessons = 3.
    Сравнить с: код другой анкеты: код её вопроса. Так сравнивают ответы в начале и в конце.
    Варианты строками: вместо листа «Варианты», каждый с новой строки. Для шкалы: «0 – нет», «1 – да» или сразу «1–10».

    Лист «Варианты»: варианты ответов, строки таблиц и ступени шкал. «Код вопроса» – код или номер; в следующих строках его можно не повторять.
    «Код или балл»: у варианта и строки – латиницей, можно не писать; у ступени – число.
    «Затрудняюсь ответить»: «да», если этот вариант не считают ни за «да», ни за «нет».

    Лист «Баллы», если нужна сумма: какие вопросы складываем и что значит сумма. Строка на оценку: 0–8 недостаточно, 9–14 допустимо, 15–18 оптимально.

# ── Что не так с анкетой ──

error-draft-unknown = Такого черновика больше нет. Откройте анкету заново из списка.
error-draft-question-unknown = Такого вопроса в анкете уже нет.
error-draft-fixed = С ответами на этот вопрос работает подбор наставников: сам вопрос и набор вариантов должны остаться. Слова менять можно.
# $text – of the question
error-draft-needed-by = От этого вопроса зависит вопрос «{ $text }». Сначала удалите его.
# $title – of the score
error-draft-scored = Этот вопрос входит в сумму «{ $title }». Убрать его можно в таблице: лист «Баллы».
error-draft-steps = Не получилось разобрать шкалу. Пришлите ступени с новой строки, например «0 – нет», или границы «1–10».
# $text – of the question
error-draft-order = Вопрос «{ $text }» зависит от другого и должен стоять после него.
error-draft-campaign-open = По этой анкете сейчас идёт опрос. Сначала завершите его в разделе «Опросы и итоги», потом вернитесь сюда.
error-draft-campaign-anonymous = По этой анкете идёт анонимный опрос, а здесь спрашивают имена или личные данные. Уберите такие вопросы или сначала завершите опрос в разделе «Опросы и итоги».
error-draft-persons = Вопросы о людях всегда о личных данных, и их всегда можно пропустить.
error-draft-misshapen = Не получилось прочитать эту анкету. Возьмите образец и перенесите вопросы в него.
# $count (number)
error-draft-wrong = Анкету пока нельзя опубликовать: в ней есть что исправить ({ $count }).

# $value
error-questionnaire-problem-code = код «{ $value }» не подходит: нужны латинские буквы, цифры и «-», до 40 знаков
error-questionnaire-problem-title-missing = нет названия
# $max (number)
error-questionnaire-problem-title-long = название длиннее { $max } знаков
error-questionnaire-problem-purpose-missing = не сказано, зачем спрашиваем и кто увидит ответы
error-questionnaire-problem-purpose-long = описание длиннее { $max } знаков
error-questionnaire-problem-source-long = источник длиннее { $max } знаков
error-questionnaire-problem-audience-missing = не сказано, кто отвечает
error-questionnaire-problem-questions-missing = в анкете нет ни одного вопроса
error-questionnaire-problem-questions-many = больше { $max } вопросов
error-questionnaire-problem-anonymous-about = анкета об ученике не бывает анонимной
error-questionnaire-problem-anonymous-personal = анонимная анкета не спрашивает личных данных: снимите отметку или сделайте анкету подписанной
error-questionnaire-problem-scores-many = больше { $max } показателей
error-questionnaire-problem-question-code = код вопроса «{ $value }» не подходит: нужны латинские буквы, цифры и «-», до 40 знаков
error-questionnaire-problem-question-code-taken = код «{ $value }» уже есть у вопроса выше
error-questionnaire-problem-text-missing = вопрос пуст
error-questionnaire-problem-text-long = вопрос длиннее { $max } знаков
error-questionnaire-problem-hint-long = пояснение длиннее { $max } знаков
error-questionnaire-problem-section-long = название раздела длиннее { $max } знаков
# $least, $count (numbers)
error-questionnaire-problem-least = нельзя требовать { $least } отметок, вариантов всего { $count }
# $most, $least (numbers)
error-questionnaire-problem-most = «не больше { $most }» и «не меньше { $least }» противоречат друг другу
error-questionnaire-problem-persons-personal = выбор людей – это личные данные, и его всегда можно пропустить
error-questionnaire-problem-persons-most = назвать можно от 1 до { $max } человек
# $min, $max
error-questionnaire-problem-bounds = нижняя граница ({ $min }) больше верхней ({ $max })
error-questionnaire-problem-answer-long = ответ длиннее { $max } знаков бот не примет
error-questionnaire-problem-answer-length = длина ответа – от 1 знака
# $least, $count (numbers)
error-questionnaire-problem-options-few = нужно хотя бы { $least } варианта, сейчас { $count }
error-questionnaire-problem-options-many = вариантов больше { $most }
error-questionnaire-problem-rows-few = в таблице нет строк
error-questionnaire-problem-rows-many = строк больше { $most }
error-questionnaire-problem-option-code = код варианта «{ $value }» не подходит: нужны латинские буквы, цифры и «-»
error-questionnaire-problem-option-code-taken = код «{ $value }» уже есть у варианта выше
error-questionnaire-problem-option-label-missing = вариант пуст
error-questionnaire-problem-option-label-long = вариант длиннее { $max } знаков
error-questionnaire-problem-option-label-taken = вариант «{ $value }» повторяется
error-questionnaire-problem-row-code = код строки «{ $value }» не подходит: нужны латинские буквы, цифры и «-»
error-questionnaire-problem-row-code-taken = код «{ $value }» уже есть у строки выше
error-questionnaire-problem-row-label-missing = строка таблицы пуста
error-questionnaire-problem-row-label-long = строка таблицы длиннее { $max } знаков
error-questionnaire-problem-row-label-taken = строка «{ $value }» повторяется
# $count (number)
error-questionnaire-problem-steps-few = в шкале нужно хотя бы две ступени, сейчас { $count }
error-questionnaire-problem-steps-many = ступеней больше { $most }
error-questionnaire-problem-step-value = балл ступени – целое число
error-questionnaire-problem-step-taken = балл { $value } повторяется
error-questionnaire-problem-step-long = слова ступени длиннее { $max } знаков
error-questionnaire-problem-when-later = условие смотрит на «{ $value }», а этот вопрос стоит позже
error-questionnaire-problem-when-unknown = условие смотрит на «{ $value }», такого вопроса нет
error-questionnaire-problem-when-nothing = в условии не сказано, при каком ответе
error-questionnaire-problem-when-free = на «{ $value }» отвечают своими словами, условие по нему не задать
# $value; $question
error-questionnaire-problem-when-value = условие ждёт «{ $value }», а у «{ $question }» такого ответа нет
error-questionnaire-problem-score-code = код показателя «{ $value }» не подходит
error-questionnaire-problem-score-code-taken = код показателя «{ $value }» повторяется
error-questionnaire-problem-score-title-missing = у показателя нет названия
error-questionnaire-problem-score-title-long = название показателя длиннее { $max } знаков
error-questionnaire-problem-score-of-missing = не сказано, какие вопросы складывать
error-questionnaire-problem-score-of-unknown = вопроса «{ $value }» нет
error-questionnaire-problem-score-of-words = ответы на «{ $value }» – не числа, их не сложить
error-questionnaire-problem-score-bands-missing = не сказано, что значит сумма
error-questionnaire-problem-score-bands-many = оценок больше { $max }
error-questionnaire-problem-score-band-label = оценка пуста или длиннее { $max } знаков
error-questionnaire-problem-score-band-bounds = «от { $from }» больше, чем «до { $to }»
error-questionnaire-problem-score-bands-overlap = сумма { $value } попадает в две оценки
error-questionnaire-problem-score-band-empty = у оценки нужны «От» и «До»
# $text – of the question
error-questionnaire-problem-fixed-missing = не хватает вопроса «{ $text }»: с ним работает подбор наставников
error-questionnaire-problem-fixed-answers = у вопроса «{ $text }» вид и набор вариантов должны остаться: с ними работает подбор наставников
error-questionnaire-problem-fixed-about = у этой анкеты нельзя менять, о ком она
error-questionnaire-problem-mirrors-unknown = сравнить не с чем: «{ $value }» не найдено
error-questionnaire-problem-cell-about = «{ $value }»: напишите «о себе» или «об ученике»
error-questionnaire-problem-cell-role = роли «{ $value }» нет. Есть: координатор, методист, руководитель, куратор, педагог, наставник, наставляемый, родитель, специалист школы
error-questionnaire-problem-cell-flag = «{ $value }»: напишите «да» или «нет»
error-questionnaire-problem-cell-number = «{ $value }» – не число
error-questionnaire-problem-cell-date = «{ $value }» – не дата. Нужно так: 01.09.2026
error-questionnaire-problem-cell-kind = вида «{ $value }» нет. Есть: один вариант, несколько вариантов, шкала, таблица, текст, число, дата, выбор людей
error-questionnaire-problem-cell-kind-missing = не указан вид вопроса
error-questionnaire-problem-cell-more = «{ $value }» в столбце «Дополнительно» непонятно
error-questionnaire-problem-cell-when = условие «{ $value }» непонятно. Нужно так: код = ответ
error-questionnaire-problem-cell-mirrors = «{ $value }» непонятно. Нужно так: код анкеты: код вопроса
error-questionnaire-problem-cell-what = «{ $value }»: напишите «вариант», «строка» или «ступень»
error-questionnaire-problem-headings-questions = не нашёл столбцов «Вопрос» и «Вид»
error-questionnaire-problem-headings-options = не нашёл столбцов «Код вопроса» и «Текст»
error-questionnaire-problem-headings-scores = не нашёл столбцов «Показатель», «Коды вопросов» и «Оценка»
error-questionnaire-problem-option-whose = не сказано, к какому вопросу относится
error-questionnaire-problem-option-of-nothing = вопроса «{ $value }» нет
# $kind – words of the kind
error-questionnaire-problem-options-unwanted = у вида «{ $kind }» вариантов не бывает
