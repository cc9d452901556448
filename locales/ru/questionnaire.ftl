# Анкеты. Сами вопросы – в папке questionnaires.

questionnaire-none = Для вас сейчас нет анкет.
questionnaire-choose = Какую анкету откроем?
# $title – the questionnaire's
questionnaire-option-new = { $title }
questionnaire-option-half = { $title } — начата
# $title; $pupil – name
questionnaire-option-about = { $title } — { $pupil }
questionnaire-option-done = { $title } — отправлена

# $title; $total (number) – questions
questionnaire-offer = Есть анкета «{ $title }»: { $total ->
    [one] { $total } вопрос
    [few] { $total } вопроса
   *[many] { $total } вопросов
}. Можно прерваться и вернуться в любой день.
# $title; $answered, $total (numbers) – questions
questionnaire-half-done = Анкета «{ $title }» начата: { $answered } из { $total }. Ответы сохранены.
questionnaire-resumed = Анкета «{ $title }»: отвечено { $answered } из { $total }, продолжаем.
# $title; $purpose – why it is asked; $total (number) – questions
questionnaire-intro =
    <b>{ $title }</b>

    { $purpose }

    { $total ->
        [one] { $total } вопрос
        [few] { $total } вопроса
       *[many] { $total } вопросов
    }. Ответы сохраняются сразу: можно прерваться и вернуться, а перед отправкой — изменить любой.
# $title; $left (number) – questions without an answer
questionnaire-rests = Вы начали анкету «{ $title }». { $left ->
    [0] Ответы все, осталось отправить.
    [one] Остался { $left } вопрос.
    [few] Осталось { $left } вопроса.
   *[many] Осталось { $left } вопросов.
} Ответы сохранены: продолжите, когда будет удобно.
questionnaire-rests-last = Анкета «{ $title }» так и ждёт вас{ $left ->
    [0] : осталось её отправить
    [one] : остался { $left } вопрос
    [few] : осталось { $left } вопроса
   *[many] : осталось { $left } вопросов
}. Больше напоминать не буду; открыть её можно из меню.
questionnaire-begin = Начать
questionnaire-continue = Продолжить анкету
questionnaire-needs-consent = Прежде чем начать анкету «{ $title }», нужно ваше согласие на обработку данных.

# $number, $total (numbers); $section, $grid – lines above the question or nothing; $text – the question;
# $hint, $answer – lines below it or nothing
questionnaire-question =
    { $number } из { $total }{ $section }{ $grid }
    <b>{ $text }</b>{ $hint }{ $answer }
# $value – a heading
questionnaire-section = { " · " }{ $value }
# $value – what the grid asks
questionnaire-grid =
    { "" }
    { $value }
# The same, with $how – what to do; $list – those to choose from or nothing
questionnaire-people =
    { $number } из { $total }{ $section }{ $grid }
    <b>{ $text }</b>{ $hint }{ $answer }

    { $how }{ $list }
# $list – numbered names, one a line
questionnaire-people-list =
    { "" }
    { $list }
# $list – names, one a line
questionnaire-people-chosen =
    { "" }
    Ваш выбор:
    { $list }
# $place (number) – which one is next
questionnaire-people-rank = { $place ->
    [1] Выберите того, кто подходит больше всех, потом следующих.
   *[other] Кого поставим на { $place }-е место?
}
# $most (number)
questionnaire-people-some = { $most ->
    [1] Выберите из списка.
   *[other] Можно назвать нескольких, не больше { $most }.
}
# $next – what else to do
questionnaire-people-more = { $next } Если человека нет в списке, напишите начало фамилии.
# $most (number)
questionnaire-people-full = { $most ->
    [1] Выбор сделан.
   *[other] Названы все { $most }. Если передумали, уберите последнего.
}
questionnaire-people-done = Готово
questionnaire-people-undo = Убрать последнего
questionnaire-people-all = Показать весь список
# $search – what was typed
questionnaire-people-unknown = Не нашёл никого на «{ $search }». Проверьте фамилию или покажите весь список.
questionnaire-people-none = Здесь пока некого выбрать. Этот вопрос можно пропустить.
questionnaire-hint =
    { "" }
    <i>{ $hint }</i>
# $bounds – from, to, fromto, any; $least, $most (numbers) – of ticks
questionnaire-ticks = { $bounds ->
    [from] Отметьте не меньше { $least }, потом «Готово».
    [to] Отметьте не больше { $most }, потом «Готово».
    [fromto] Отметьте от { $least } до { $most }, потом «Готово».
   *[any] Можно отметить несколько, потом «Готово».
}
# $answer – the answer so far
questionnaire-answer =
    { "" }
    Ваш ответ: { $answer }
questionnaire-keep = Оставить этот ответ
questionnaire-day = { DAY($day) }
questionnaire-skipped = без ответа

# $title; $page, $pages (numbers)
questionnaire-summary = { $pages ->
    [1] <b>{ $title }</b>: ваши ответы
   *[other] <b>{ $title }</b>: ваши ответы, страница { $page } из { $pages }
}
# $grid – what the rows below are about
questionnaire-summary-grid = <i>{ $grid }</i>
# $number (number); $text – the question; $answer
questionnaire-summary-item =
    { $number }. { $text }
    <b>{ $answer }</b>
questionnaire-summary-ask = Всё верно? Тогда нажмите «{ questionnaire-send }».
questionnaire-summary-after = Дальше по списку
questionnaire-summary-before = Раньше по списку
questionnaire-send = Отправить
questionnaire-change = Изменить ответ
questionnaire-change-which = Какой ответ изменить?
questionnaire-change-option = { $number }. { $text }
questionnaire-thanks = Спасибо! Анкета «{ $title }» отправлена. Ответы можно изменить и позже: откройте её ещё раз.

questionnaire-not-here = Следующий вопрос — о личных данных, а в этом мессенджере их спрашивать нельзя{ REASON() }. Ответы сохранены. Подключите другой мессенджер — и продолжим там с этого же места.
# $messenger – a messenger's name
questionnaire-goes-on-there = Следующий вопрос — о личных данных, а в этом мессенджере их спрашивать нельзя{ REASON() }. Ответы сохранены, продолжим в { $messenger }: я уже написал вам туда.
questionnaire-continue-here = Здесь можно продолжить анкету с того же места.

error-questionnaire-unknown = Такой анкеты больше нет.
error-questionnaire-not-yours = Эта анкета — для других участников.
error-questionnaire-open = Ответили ещё не на все вопросы. Откройте анкету и закончите её.
error-response-unknown = Не нашёл эту анкету. Откройте её заново из меню.
error-answer-misfit = Такой ответ не подходит к вопросу. Откройте анкету и ответьте ещё раз.
error-answer-special = Похоже, здесь сведения о здоровье ученика. В чате их не храню: такое передают куратору только на бумаге. Напишите, пожалуйста, без них.
error-question-not-here = В этом мессенджере на такой вопрос отвечать нельзя. Продолжите в другом.
