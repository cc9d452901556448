# Итоги опросов: в чате, на картинках, в таблице.

# $title; $wave, $answered, $asked (numbers); $school
results = <b>{ $title }</b>{ campaign-wave-mark }: { campaign-turnout }
results-school = <b>{ $title }</b>{ campaign-wave-mark }, { $school }: { campaign-turnout }
# $value (number) – a mean
results-figure = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
# $text – the question; $mean – results-figure; $top (number) – the highest mark
results-line-mean = • { $text } — в среднем <b>{ $mean }</b> из { $top }
results-line-average = • { $text } — в среднем <b>{ $mean }</b>
# $label; $share (number) – per cent
results-line-choice = • { $text } — чаще всего «{ $label }», <b>{ $share } %</b>
results-line-several = • { $text } — чаще всего «{ $first }», <b>{ $share } %</b>{ $second }
results-line-second = , и «{ $label }», <b>{ $share } %</b>
results-line-count = • { $text } — { $count ->
    [one] { $count } ответ
    [few] { $count } ответа
   *[many] { $count } ответов
}
results-line-none = • { $text } — ответов нет
results-line-hidden = • { $text } — ответов слишком мало, чтобы показать
# $more (number) – questions that are not in the text
results-pictures = { results-more }
results-pictures-live = { results-more } Опрос ещё идёт, итоги могут измениться.
results-more = { $more ->
    [0] Подробно — на картинке.
    [one] Ещё { $more } вопрос и подробности — на картинках.
    [few] Ещё { $more } вопроса и подробности — на картинках.
   *[many] Ещё { $more } вопросов и подробности — на картинках.
}
results-after = Что ещё посмотреть?
results-to-schools = По школам
results-to-compare = Сравнить с прошлым
results-to-table = Таблица Excel (.xlsx)
results-to-card = К опросу
results-back = К итогам
results-which-school = Итоги какой школы показать?
results-with-what = С чем сравнить?
# $title; $wave (number); $day (ISO date)
results-earlier = { $title }{ campaign-wave-mark }, { DAY($day) }
results-table = Итоги таблицей: числа, доли, школы. Ответов по людям в ней нет.
results-table-named = Итоги таблицей: числа, доли, школы и отдельным листом — ответы по людям. Это личные данные, не пересылайте их дальше.

## Сравнение

# $title; $before, $after (ISO dates); $answeredBefore, $answeredAfter (numbers)
results-change =
    <b>{ $title }</b>: что изменилось
    было — { FULL_DAY($before) } (ответов: { $answeredBefore }), стало — { FULL_DAY($after) } (ответов: { $answeredAfter })
# $text; $before, $after – results-figure, or strings; $sign – up, down, same
results-change-line = { $sign ->
    [up] ↑
    [down] ↓
   *[same] =
} { $text }: { $before } → <b>{ $after }</b>
results-change-picture = { $more ->
    [0] Всё — на картинке.
   *[other] Здесь самое заметное, всё — на картинке.
}

## Картинки и таблица

results-file = Итоги { $part }
results-table-file = Итоги опроса на { $day }
results-change-file = Сравнение { $part }
results-part = { $part } из { $parts }
results-about = { campaign-turnout }
results-anonymous = анонимно
# $from, $to – days in figures: when it was asked
results-asked = { $from }–{ $to }
# $mean – results-figure
results-mean = среднее { $mean }
results-answers = { $count ->
    [one] { $count } ответ
    [few] { $count } ответа
   *[many] { $count } ответов
}
results-hidden = Меньше { $least } ответов — не показываем
results-nothing = Ответов нет
results-in-table = Ответы словами — в таблице
results-people-in-table = Выбор людей — в таблице, для именных опросов
results-rest = Вопросов больше, чем удобно смотреть в чате: остальные — в таблице Excel.
results-schools = Сколько ответили в школах
results-before = было: { $day }
results-after-side = стало: { $day }
results-year = { $from }/{ $to } учебный год
results-sheet-totals = Итоги
results-sheet-schools = По школам
results-sheet-texts = Ответы словами
results-sheet-raw = Ответы
results-column-question = Вопрос
results-column-answer = Ответ
results-column-count = Ответили так
results-column-share = Доля
results-column-answered = Всего ответов
results-column-mean = Среднее
results-column-school = Школа
results-column-asked = Спросили
results-column-person = Кто
results-column-sent = Когда отправлено
results-column-text = Текст
results-no-school = Без школы

error-results-not-yet = Опрос анонимный, и он ещё идёт. Итоги откроются, когда он завершится: иначе по двум снимкам видно, кто как ответил.
error-results-none = Ответов пока нет, показывать нечего.
# $least (number)
error-results-few = Итоги покажем, когда ответят хотя бы { $least }: по меньшему числу можно угадать, кто что ответил.
error-results-few-school = По этой школе итоги показать нельзя: ответов в ней — или в остальных школах вместе — меньше { $least }, и можно угадать, кто что ответил.
error-results-nothing-same = В этих опросах нет одинаковых вопросов с ответами, сравнить нечего.
