# Анкеты. Сами вопросы – в папке questionnaires.

questionnaire-none = Для вас сейчас нет анкет.
questionnaire-choose = Какую анкету откроем?
# $title – the questionnaire's
questionnaire-option-new = { $title }
questionnaire-option-half = { $title } — начата
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
questionnaire-begin = Начать
questionnaire-continue = Продолжить анкету
questionnaire-needs-consent = Прежде чем начать анкету «{ $title }», нужно ваше согласие на обработку данных.

# $number, $total (numbers); $text – the question; $hint, $answer – lines below it or nothing
questionnaire-question =
    { $number } из { $total }
    <b>{ $text }</b>{ $hint }{ $answer }
questionnaire-hint =
    { "" }
    <i>{ $hint }</i>
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
# $number (number); $text – the question; $answer
questionnaire-summary-item =
    { $number }. { $text }
    <b>{ $answer }</b>
questionnaire-summary-ask = Всё верно?
questionnaire-summary-after = Дальше по списку
questionnaire-summary-before = Раньше по списку
questionnaire-send = Отправить
questionnaire-change = Изменить ответ
questionnaire-change-which = Какой ответ изменить?
questionnaire-change-option = { $number }. { $text }
questionnaire-thanks = Спасибо! Анкета «{ $title }» отправлена. Ответы можно изменить и позже: откройте её ещё раз.

questionnaire-not-here = Следующий вопрос — о личных данных, а в этом мессенджере их спрашивать нельзя. Ответы сохранены. Подключите другой мессенджер — и продолжим там с этого же места.
# $messenger – a messenger's name
questionnaire-goes-on-there = Следующий вопрос — о личных данных, а в этом мессенджере их спрашивать нельзя. Ответы сохранены, продолжим в { $messenger }: я уже написал вам туда.
questionnaire-continue-here = Здесь можно продолжить анкету с того же места.

error-questionnaire-unknown = Такой анкеты больше нет.
error-questionnaire-not-yours = Эта анкета — для других участников.
error-questionnaire-open = Ответили ещё не на все вопросы. Откройте анкету и закончите её.
error-response-unknown = Не нашёл эту анкету. Откройте её заново из меню.
error-answer-misfit = Такой ответ не подходит к вопросу. Откройте анкету и ответьте ещё раз.
error-question-not-here = В этом мессенджере на такой вопрос отвечать нельзя. Продолжите в другом.
