# Опросы: кого спрашивают, до какого дня, кто ответил. Ответы – в questionnaire.ftl, итоги – в results.ftl.

menu-surveys = Опросы и итоги
command-surveys = Опросы: провести, кто не ответил, итоги
command-answer = Ответить на опрос

## Приглашение и ответ

# $title; $purpose; $due (ISO date); $total (number) – questions; $anonymous – yes, no
campaign-invitation =
    📋 <b>{ $title }</b>

    { $purpose }

    { campaign-questions }, ответить нужно до { DAY($due) }. { $anonymous ->
        [yes] { campaign-promise }
       *[no] Ответы увидят координатор и куратор школы.
    }
campaign-questions = { $total ->
    [one] { $total } вопрос
    [few] { $total } вопроса
   *[many] { $total } вопросов
}
campaign-promise = Опрос анонимный: после отправки ответы нельзя связать с вами, а итоги показываем, только если ответили хотя бы пятеро.
campaign-reopened-told = Опрос «{ $title }» снова открыт: ответить можно до { DAY($due) }.
campaign-answer = Ответить
campaign-answer-named = Ответить: { $title }
# $title; $due (ISO date)
campaign-waits = Ждёт вашего ответа опрос «{ $title }», до { DAY($due) }.
campaign-waiting = { $title }, до { DAY($due) }
campaign-answer-which = На какой опрос ответим?
campaign-none-waiting = Сейчас опросов для вас нет.
# as campaign-invitation
campaign-intro =
    <b>{ $title }</b>

    { $purpose }

    { campaign-questions }, до { DAY($due) }. Ответы сохраняются сразу: можно прерваться и вернуться, а до отправки — изменить любой. После отправки изменить их нельзя.

    { $anonymous ->
        [yes] { campaign-promise } Пока вы не нажали «Отправить», черновик хранится под вашим именем, его никто не видит. Переписка остаётся в вашем мессенджере — её можно удалить. Не пишите в ответах того, что вас выдаст.
       *[no] Опрос именной: ваши ответы увидят координатор и куратор школы.
    }
campaign-resumed = Продолжим опрос «{ $title }».
campaign-send-ask = Всё верно? Тогда нажмите «{ questionnaire-send }». После отправки изменить ответы нельзя.
campaign-thanks-named = Спасибо! Ответы на опрос «{ $title }» отправлены.
campaign-thanks-anonymous = Спасибо! Ответы на опрос «{ $title }» отправлены и больше не связаны с вами: черновик удалён.

## Утренняя сводка

campaign-nudges = <b>Ждут вашего ответа</b>
# $title; $due (ISO date)
campaign-nudge = • { $title } — до { DAY($due) }
campaign-nudge-last = • { $title } — сегодня последний день
# $title; $answered, $asked (numbers)
campaign-ended = Опрос «{ $title }» завершён: { campaign-turnout }.
campaign-turnout = { $answered ->
    [one] ответил { $answered }
   *[other] ответили { $answered }
} из { $asked }
campaign-results = Посмотреть итоги

## Список и карточка

campaigns = <b>Опросы.</b> Какой открыть?
campaigns-empty = Опросов пока не было. Начнём первый?
campaigns-none = Опросов пока не было.
campaign-new = Начать опрос
campaign-wave-mark = { $wave ->
    [1] { "" }
   *[other] { " " }({ $wave }-й раз)
}
# $title; $wave, $answered, $asked (numbers); $due (ISO date)
campaign-row = { $title }{ campaign-wave-mark }: { $answered } из { $asked }, до { DAY($due) }
campaign-row-closed = { $title }{ campaign-wave-mark }: { $answered } из { $asked }, завершён
# $title; $wave, $answered, $asked, $excluded (numbers); $due (ISO date); $state – open, closed; $anonymous – yes, no; $school – campaign-card-school or nothing
campaign-card =
    <b>{ $title }</b>{ campaign-wave-mark }
    { $state ->
        [open] Идёт до { DAY($due) }
       *[closed] Завершён
    }, { $anonymous ->
        [yes] анонимный
       *[no] именной
    }{ $school }

    Ответили: <b>{ $answered } из { $asked }</b>{ $excluded ->
        [0] { "" }
       *[other] . Не спрашиваем: { $excluded } — нет согласия или нет связи
    }{ $anonymous ->
        [yes] { $state ->
            [open] . Итоги анонимного опроса откроются, когда он завершится: иначе по двум снимкам видно, кто как ответил
           *[closed] { "" }
        }
       *[no] { "" }
    }.
campaign-card-school = , { $school }
campaign-act-results = Итоги
campaign-act-board = Кто не ответил
campaign-act-close = Завершить опрос
campaign-act-reopen = Открыть снова
campaign-act-due = Изменить срок
campaign-act-wave = Провести ещё раз
campaign-act-list = Все опросы
campaign-keep-open = Пусть идёт
# $title; $answered, $asked (numbers)
campaign-close-ask = Завершить «{ $title }»? Ответили: { $answered } из { $asked }. Открыть снова можно будет в любой день.
campaign-close-anonymous = Завершить «{ $title }»? Ответили: { $answered } из { $asked }. Если ответов пять и больше, открыть его снова будет нельзя: итоги станут видны, и новый ответ выдал бы автора.
campaign-closed-now = Опрос «{ $title }» завершён, ответы больше не принимаем.
# $title; $due (ISO date)
campaign-due-moved = Ответы на опрос «{ $title }» ждём до { DAY($due) }.
campaign-reopened = Опрос «{ $title }» снова открыт, тем, кто не ответил, написал.
campaign-wave-started = Опрос «{ $title }» начат ещё раз. Итоги можно будет сравнить с прошлыми.

## Кто не ответил

campaign-board = <b>{ $title }</b>: кто не ответил
# $school; $asked, $answered, $noConsent, $unreachable (numbers)
campaign-board-row = { $school } — { $answered } из { $asked }{ $noConsent ->
    [0] { "" }
   *[other] , без согласия { $noConsent }
}{ $unreachable ->
    [0] { "" }
   *[other] , нет связи { $unreachable }
}
campaign-no-school = Без школы
campaign-board-more = … и ещё { $count }
campaign-board-all = Ответили все.
campaign-board-silent = <b>Ещё не ответили</b>
campaign-board-name = { $name }
campaign-board-left-out = <b>Не спрашиваем</b>
campaign-board-no-consent = { $name } — нет согласия на обработку данных
campaign-board-unreachable = { $name } — бот не может написать
campaign-board-after = Вернёмся к опросу?
campaign-board-after-reminded = Напоминания уходят сами, в утренней сводке: дважды и в последний день.
campaign-to-card = К опросу

## Новый опрос

campaign-which = Какую анкету разошлём?
campaign-nothing-to-ask = Анкет, которые можно разослать, пока нет.
campaign-roles = Кого спросим?
campaign-role-coordinator = Координаторов
campaign-role-methodist = Методистов
campaign-role-head = Руководителей школ
campaign-role-curator = Кураторов
campaign-role-teacher = Педагогов
campaign-role-mentor = Наставников
campaign-role-mentee = Наставляемых
campaign-role-parent = Родителей
campaign-role-specialist = Специалистов
campaign-school = В какой школе?
campaign-schools = В каких школах?
campaign-schools-all = Во всех
campaign-schools-some = Выбрать школы
campaign-schools-which = Отметьте школы.
# $day – ISO date that may be named
campaign-due-ask = До какого дня ждём ответы? Например, { NUMERIC_DAY($day) }.
campaign-anonymous-ask = Опрос анонимный? Тогда никто, даже вы, не узнает, кто что ответил: будет видно только, кто ответил, а итоги откроются после завершения.
campaign-anonymous = Анонимный
campaign-named = Именной
campaign-remind-ask = Напоминать тем, кто не ответил? Самое большее дважды и в последний день, в утренней сводке.
campaign-remind = Напоминать
campaign-silent = Не напоминать
# $title; $due (ISO date); $asked, $noConsent, $unreachable (numbers); $anonymous, $reminds – yes, no
campaign-preview =
    <b>{ $title }</b>, до { DAY($due) }
    { $anonymous ->
        [yes] Анонимный
       *[no] Именной
    }, { $reminds ->
        [yes] с напоминаниями
       *[no] без напоминаний
    }

    Спросим: <b>{ $asked ->
        [one] { $asked } человека
        [few] { $asked } человека
       *[many] { $asked } человек
    }</b>{ campaign-left-out }{ $anonymous ->
        [yes] { campaign-too-few }
       *[no] { "" }
    }
# $asked (number): nothing of fewer than five is ever shown
campaign-too-few = { $asked ->
    [1] { campaign-too-few-said }
    [2] { campaign-too-few-said }
    [3] { campaign-too-few-said }
    [4] { campaign-too-few-said }
   *[other] { "" }
}
campaign-too-few-said =
    { "" }
    Итоги анонимного опроса видны, только если ответят хотя бы пятеро. Здесь их не будет: проведите опрос именным или спросите больше людей.
campaign-left-out = { $noConsent ->
    [0] { "" }
   *[other] { "" }
    Не спросим без согласия на обработку данных: { $noConsent }
}{ $unreachable ->
    [0] { "" }
   *[other] { "" }
    Не можем написать: { $unreachable }
}
campaign-start = Начать
campaign-anew = Заново
campaign-started = Опрос начат, приглашения отправляем: { $asked }.

## Что хранится

my-data-campaigns = Опросы
my-data-campaign-open = приглашение, ответа нет
my-data-campaign-answered = ответ отправлен
my-data-campaign-anonymous = ответ отправлен анонимно, с вами не связан
erased-recipients = приглашения к опросам

error-campaign-unknown = Этого опроса больше нет.
error-campaign-not-asked = Этот опрос — для других участников.
error-campaign-answered = Вы уже ответили на этот опрос, спасибо! После отправки ответы изменить нельзя.
error-campaign-closed = Этот опрос уже завершён, ответы больше не принимаем. Спасибо, что откликнулись.
error-campaign-open = Опрос ещё идёт. Сначала завершите его.
error-campaign-results-out = Открыть снова нельзя: опрос анонимный, его итоги уже видны, и новый ответ выдал бы автора. Проведите его ещё раз — итоги сравним.
# $days (number)
error-campaign-due = День должен быть не раньше сегодняшнего и не дальше чем через { $days } дней. Начните ещё раз и назовите другой день.
error-campaign-roles = Этих людей такой анкетой спросить нельзя. Начните опрос заново и выберите других.
error-campaign-names-people = В этой анкете спрашивают имена или личные данные, поэтому анонимной она быть не может. Проведите её именной.
error-campaign-nobody = Спросить некого: у тех, кого вы выбрали, нет согласия на обработку данных, или бот не может им написать. Пригласите людей и попросите их дать согласие, потом начните опрос.
