# Люди: вход по приглашению, имя, подключение второго мессенджера, настройки, приглашения.

role-coordinator = муниципальный координатор
role-methodist = методист
role-head = руководитель
role-curator = куратор
role-teacher = педагог
role-mentor = наставник
role-mentee = наставляемый
role-specialist = специалист школы

menu-onboarding = Заполнить анкету
menu-link = Подключить мессенджер
menu-settings = Изменить настройки
menu-invite = Пригласить
menu-consent = Посмотреть согласия
menu-help = Помощь

# $school, $municipality – names
people-place = { $school } ({ $municipality })
# $messenger – a messenger's name
people-names-there = Здесь людей называть нельзя{ REASON() }. Откройте меня в { $messenger }: там всё видно.
people-names-not-here = Здесь людей называть нельзя{ REASON() }. Подключите мессенджер, где можно, — и всё увидите там.
people-link-other = Подключить другой мессенджер
# $label – a messenger's name, $url
people-link = { $label }: { $url }

command-onboarding = Анкета
command-link = Подключить другой мессенджер
command-settings = Мои данные и настройки
command-consent = Согласия

start-guest =
    Здравствуйте! Это Тандем — помощник программы наставничества.

    Чтобы начать, откройте ссылку-приглашение: её даёт куратор вашей школы или муниципальный координатор. Если вам прислали код — просто напишите его сюда.

    Уже пользуетесь Тандемом в другом мессенджере? Возьмите там код в разделе «Подключить мессенджер» и пришлите его мне.
start-guest-waiting = Если вам дали личную ссылку или код, войти можно и по ним.
start-guest-again = Пришлите код ещё раз или откройте ссылку-приглашение.
# $name – «Мария Ивановна»
start-greeting = Здравствуйте, { $name }!
start-greeting-nameless = Здравствуйте!
# $role – a role's name; $place – a school or the municipality
start-invited =
    Здравствуйте! Вас приглашают в программу наставничества.

    Роль: <b>{ $role }</b>
    Где: { $place }
start-invited-known =
    Вам дают ещё одну роль.

    Роль: <b>{ $role }</b>
    Где: { $place }
start-accept = Принять
start-decline = Не сейчас
start-declined = Хорошо. Ссылка пока действует — вернитесь к ней, когда решите.
start-name = Как вас зовут? Напишите фамилию, имя и отчество, например: Иванова Мария Ивановна.
# $lastName, $firstName, $patronymic («—» when there is none)
start-name-confirm =
    Проверьте, пожалуйста:

    Фамилия: <b>{ $lastName }</b>
    Имя: <b>{ $firstName }</b>
    Отчество: <b>{ $patronymic }</b>
start-name-right = Верно
start-name-again = Исправить
# $name – «Мария Ивановна»; $role – a role's name
start-accepted-nameless = Приятно познакомиться! Ваша роль: <b>{ $role }</b>.
start-accepted = Приятно познакомиться, { $name }! Ваша роль: <b>{ $role }</b>.
start-not-here = В этом мессенджере нельзя спрашивать личные данные{ REASON() }. Откройте приглашение там, где можно:
start-without-consent = Анкеты и подбор пары станут доступны, когда вы дадите согласие на обработку данных. Это можно сделать в любой момент.

code-ask = Пришлите код: из приглашения или из раздела «Подключить мессенджер».
code-unreadable = Это не похоже на код. В коде для подключения 8 букв и цифр, а приглашение проще открыть ссылкой.
code-misread = Такого кода не бывает: в кодах нет нуля, единицы, буквы L и гласных. Проверьте, все ли знаки на месте, или скопируйте код целиком.

link-choose = Один и тот же человек может писать мне из разных мессенджеров: анкета и настройки будут общими. Что подключим?
# $messenger – a messenger's name
link-connect = Подключить { $messenger }
link-enter = Ввести код
# $messenger – a messenger's name; $code; $minutes (number); $url – opens the bot there with the code
link-code =
    Ваш код: <b>{ $code }</b>

    Откройте { $messenger } по ссылке { $url } и нажмите «Начать» — или пришлите код боту в { $messenger } сообщением. Код действует { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
       *[many] { $minutes } минут
    }, только один раз. Никому его не показывайте.
link-all-connected = Все мессенджеры, в которых я работаю, уже подключены.
# $messenger – a messenger's name; $name – «Мария Ивановна»
link-joined-nameless = Готово, { $messenger } подключён. Продолжим здесь. Напоминания приходят туда же, куда раньше; поменять — «Настройки».
link-joined = Готово, { $messenger } подключён. { $name }, продолжим здесь. Напоминания приходят туда же, куда раньше; поменять — «Настройки».
link-notice = К вашему профилю подключён { $messenger }. Если это были не вы, сразу сообщите координатору.

# $municipality – where people may not be named
settings-title-nameless = <b>{ $municipality }</b>
settings-title =
    <b>{ $fullName }</b>
    { $municipality }
# $role – a role's name, $school – where
settings-role = { $role } — { $school }
# $messenger – a messenger's name, $announcements – settings-on or settings-off; $quiet – settings-quiet-…
settings-ask =
    Пишу вам прежде всего в: { $messenger }
    Объявления: { $announcements }
    Тихие часы: { $quiet }

    Что изменить?
# $from, $to – HH:MM
settings-quiet-hours = с { $from } до { $to }
settings-quiet-none = нет
settings-quiet = Настроить тихие часы
settings-address = Изменить обращение
settings-roles = Мои роли
settings-duplicates = Объединить профили
quiet-ask = В тихие часы я пишу только в ответ: напоминания и объявления подождут. Выберите или напишите свои, например: с 21:30 до 7:00.
# $from, $to – HH:MM
quiet-usual = С { $from } до { $to }
quiet-none = Без тихих часов
quiet-kept = Хорошо: с { $from } до { $to } пишу только в ответ.
quiet-off = Хорошо, тихих часов нет.
error-quiet-hours = Не понял. Напишите так: с 21:30 до 7:00.
my-data-quiet = Тихие часы
# $address – «Мария Ивановна»
address-ask = Сейчас обращаюсь так: { $address }. Как лучше?
address-patronymic = По имени и отчеству
address-first = По имени
address-set = Хорошо, { $address }.

settings-on = приходят
settings-off = не приходят
settings-subscribe = Получать объявления
settings-unsubscribe = Не получать объявления
settings-subscribed = Хорошо, объявления снова будут приходить.
settings-unsubscribed = Хорошо, объявлений больше не будет. Напоминания о ваших делах останутся.
settings-prefer = Выбрать главный мессенджер
settings-prefer-which = Куда писать вам прежде всего?
# $messenger – a messenger's name
settings-preferred = Буду писать вам прежде всего в { $messenger }.
settings-link = Подключить мессенджер
settings-rename = Исправить имя
settings-renamed = Исправил.
settings-consents = Посмотреть согласия

invite-role = Кого приглашаем?
invite-coordinator = Муниципальный координатор
invite-methodist = Методист
invite-head = Руководитель
invite-curator = Куратор
invite-teacher = Педагог
invite-mentor = Наставник
invite-mentee = Наставляемый
invite-specialist = Специалист школы
invite-school = В какую школу?
invite-add-school = Добавить школу
invite-school-name = Как называется школа? Напишите коротко, как в документах, например: МБОУ «СОШ № 7».
# $role – a role's name; $place – a school or the municipality
invite-ready = Приглашение готово: { $role }, { $place }. Перешлите человеку одно из сообщений ниже — то, что для его мессенджера. Сработает только одно и только один раз.
# $role, $place as above; $label – a messenger's name; $url; $day – ISO date it ends on
invite-forward =
    Приглашаем вас в программу наставничества.
    Роль: { $role }, { $place }

    { $label }: { $url }

    Ссылка личная, действует до { DAY($day) }.

invite-withdraw = Отозвать приглашение
invite-withdraw-none = Все ваши приглашения уже использованы или закончились.
invite-withdraw-which = Какое приглашение отозвать? Здесь те, которыми ещё не воспользовались.
# $role, $place as above; $day – ISO date on which it was made
invite-withdraw-one = { $role }, { $place }, от { DAY($day) }
invite-withdraw-sure = Отозвать приглашение от { DAY($day) }: { $role }, { $place }? По ссылке больше никто не войдёт.
invite-withdraw-yes = Отозвать
invite-keep = Оставить
invite-kept = Хорошо, приглашение действует.
invite-withdrawn = Отозвал приглашение от { DAY($day) }: { $role }, { $place }. Ссылка больше не работает.

help =
    Я помогаю вести программу наставничества: напоминаю о сроках, провожу анкеты, подбираю пары.

    /menu — что можно сделать
    /settings — мои данные и настройки
    /link — подключить другой мессенджер
    /consent — согласия
    /cancel — выйти из разговора, ответы сохранятся

error-name-unclear = Не получилось разобрать имя: нужны хотя бы фамилия и имя полностью, без сокращений.
error-messenger-not-linked = Этот мессенджер ещё не подключён.
error-school-name = Название школы — от 2 до 120 знаков.
# $name – the school's name
error-school-known = Школа «{ $name }» уже есть в списке.
error-school-unknown = Такой школы в вашем муниципалитете нет.
error-invitation-unknown = Такого приглашения нет. Проверьте ссылку или попросите новую у того, кто вас пригласил.
error-invitation-used = Это приглашение уже использовано другим человеком. Попросите новую ссылку у того, кто вас пригласил.
error-invitation-yours-already = Это приглашение вы уже приняли — всё в порядке.
error-invitation-named-other = Это приглашение выписано на другого человека: передайте его тому, чьё имя на карточке. Если оно ваше, а в имени ошибка, попросите новое у того, кто вас пригласил.
error-invitation-gone = Это приглашение уже использовано или закончилось.
error-invitation-expired = Это приглашение больше не действует: закончился срок или его отозвали. Попросите новую ссылку у того, кто вас пригласил.
error-invitation-other-municipality = Это приглашение в другой муниципалитет, а вы уже участвуете в своём. Напишите координатору, если переходите.
error-invitation-needs-school = Для этой роли нужно выбрать школу.
error-code-locked = Слишком много неверных кодов подряд. Попробуйте через час.
error-link-unknown = Такого кода нет. Проверьте, всё ли верно, или возьмите новый в разделе «Подключить мессенджер».
error-link-used = Этот код уже использован. Возьмите новый в разделе «Подключить мессенджер».
error-link-expired = Код действовал 10 минут, и время вышло. Возьмите новый в разделе «Подключить мессенджер».
error-link-joined-already = Всё в порядке: по этому коду мессенджер уже подключён, анкеты и настройки общие.
error-link-own = Это ваш собственный код. Пришлите его из того мессенджера, который хотите подключить.
error-link-account-taken = Здесь вы уже участвуете под другим профилем. Чтобы объединить профили, напишите куратору или координатору.
error-link-too-many = Вы взяли уже несколько кодов за час. Подождите немного и попробуйте снова.
