# Согласия. Сами документы – в папке consents.

consent-choose = Какое согласие открыть?
# $title – the document's; $state – one of consent-state-…
consent-option = { $title } — { $state }
consent-state-none = ещё не спрашивали
consent-state-given = дано
consent-state-refused = не дано
consent-state-withdrawn = отозвано
consent-open = Открыть согласие

# A message of its own: the document and nothing else. $title, $version (number), $text – the document
consent-document =
    <b>{ $title }</b>

    { $text }

    Версия { $version }
consent-agree = Согласен(на)
consent-disagree = Не согласен(на)
# $title – the document's
consent-text-changed = Текст документа «{ $title }» обновился. Посмотрите, пожалуйста, новую версию.
consent-given = Спасибо, записал: «{ $title }» — дано. Отозвать можно в любой момент: /consent.
# $refusal – what can and cannot be done without it, from the document's file
consent-refused =
    Понял, это ваше право. { $refusal }

    Передумаете — откройте /consent.
# $title, $day (ISO date), $version (number)
consent-review = «{ $title }», версия { $version }: вы дали согласие { DAY($day) }.
consent-keep = Оставить
consent-withdraw = Отозвать
consent-withdraw-confirm = Отозвать согласие «{ $title }»? Обработка ваших данных прекратится сразу.
consent-withdraw-yes = Да, отозвать
consent-withdrawn = Согласие «{ $title }» отозвано. Новые ответы не сохраняются, в подбор пар вы не попадаете; данные должны быть уничтожены в течение 30 дней.
consent-kept = Хорошо, всё остаётся как есть.

error-consent-unknown = Такого документа нет.
error-consent-changed = Пока вы читали, текст обновился. Откройте /consent и посмотрите новую версию.
error-consent-not-given = Это согласие не давали, отзывать нечего.
error-consent-needed = Сначала нужно согласие на обработку персональных данных: /consent.
