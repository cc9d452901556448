# Согласия. Сами документы – в папке consents.

consent-choose = Какое согласие открыть?
# $title – the document's; $state – one of consent-state-…
consent-option = { $title } — { $state }
consent-state-none = ждёт вашего ответа
consent-state-given = дано
consent-state-refused = не дано
consent-state-withdrawn = отозвано
consent-state-superseded = текст обновился, нужно новое
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
# $title – the document's; $day – ISO date, the last one on which the older consent counts
consent-ask-anew = Текст документа «{ $title }» обновился. Посмотрите, пожалуйста, новую версию до { DAY($day) }: потом анкеты и подбор остановятся, пока вы её не примете.
consent-given = Спасибо, записал: «{ $title }» — дано. Отозвать можно в любой момент: /consent.
# $refusal – what can and cannot be done without it, from the document's file
consent-refused =
    Понял, это ваше право. { $refusal }

    Передумаете или захотите, чтобы я удалил всё, что о вас храню, — откройте /consent.
# $title, $day (ISO date), $version (number)
consent-review = «{ $title }», версия { $version }: вы дали согласие { DAY($day) }.
consent-review-parent = «{ $title }», версия { $version }: согласие дал за вас родитель { DAY($day) }. Теперь решаете вы сами.
consent-keep = Оставить
consent-withdraw = Отозвать
consent-withdraw-confirm = Отозвать «{ $title }»?
consent-withdraw-confirm-personal-data =
    Отозвать «{ $title }»?

    Сразу остановятся анкеты, подбор и напоминания паре, открытые просьбы и пара завершатся. Всё, что о вас хранится, будет уничтожено в течение 30 дней; до того можно передумать.
consent-withdraw-yes = Да, отозвать
consent-withdrawn = Отозвано: «{ $title }». Куратор узнает и уберёт то, что опубликовано.
# $day – ISO date of the destruction
consent-withdrawn-personal-data =
    Согласие отозвано, обработка остановлена. { DAY($day) } всё, что я о вас храню, будет уничтожено.

    Передумаете — до этого дня согласие можно вернуть.
# $day – ISO date of the destruction
consent-withdrawn-until = { DAY($day) } всё, что о вас хранится, будет уничтожено: согласия нет. До этого дня его можно дать, и данные останутся; вот документ.
consent-erase = Удалить мои данные
consent-erase-confirm =
    Удалить всё, что я о вас храню?

    Данные будут уничтожены в течение 30 дней; до того можно передумать.
consent-erase-yes = Да, удалить
# $day – ISO date of the destruction
consent-erasing =
    Записал. { DAY($day) } всё, что я о вас храню, будет уничтожено.

    Передумаете — до этого дня можно дать согласие, тогда данные останутся.
consent-restore = Вернуть согласие
consent-leave-withdrawn = Оставить отозванным
consent-left-withdrawn = Хорошо, согласие остаётся отозванным.
consent-restored = Согласие снова действует, ничего уничтожено не будет. Если у вас была пара, куратор поможет её восстановить.
consent-kept = Хорошо, всё остаётся как есть.

error-consent-unknown = Такого документа нет.
error-consent-changed = Пока вы читали, текст обновился. Откройте /consent и посмотрите новую версию.
error-consent-not-given = Это согласие не давали, отзывать нечего.
error-consent-needed = Сначала нужно согласие на обработку персональных данных: /consent.
