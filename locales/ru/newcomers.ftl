# Приглашения списком, карточки с QR-кодами, плакат школы и новички.

invite-list = Сразу многих — списком
invite-poster = Плакат с QR-кодом
invite-list-whom = Кого приглашаем? Каждому будет своя ссылка и карточка с QR-кодом: распечатайте, разрежьте и раздайте.
invite-list-earlier = Прежние списки
invite-list-source = Откуда взять имена?
invite-list-from-file = Из файла Excel
invite-list-from-teachers = Из реестра педагогов
invite-list-from-pupils = Из реестра обучающихся
invite-list-send = Пришлите файл Excel (.xlsx) со столбцом «ФИО»; если школ несколько, нужен и столбец «Школа».
# $count (number)
invite-list-errors = { $count ->
    [one] { $count } строка с ошибкой, её не приглашаю. Исправьте и пришлите отдельным списком.
    [few] { $count } строки с ошибками, их не приглашаю. Исправьте и пришлите отдельным списком.
   *[many] { $count } строк с ошибками, их не приглашаю. Исправьте и пришлите отдельным списком.
}
invite-list-known = Все из этого списка уже участвуют. Приглашать некого.
invite-list-nobody = Приглашать некого: в списке не осталось ни одного имени.
# $count, $known (numbers)
invite-list-confirm = { $count ->
    [1] Готовлю карточку для одного человека?
    [one] Готовлю карточки для { $count } человека?
   *[many] Готовлю карточки для { $count } человек?
}
invite-list-confirm-known = { $count ->
    [1] Готовлю карточку для одного человека? Уже участвуют и в список не попали: { $known }.
    [one] Готовлю карточки для { $count } человека? Уже участвуют и в список не попали: { $known }.
   *[many] Готовлю карточки для { $count } человек? Уже участвуют и в список не попали: { $known }.
}
invite-list-print = Подготовить карточки
invite-list-not-now = Не сейчас
invite-list-dropped = Хорошо, список не сохраняю.
invite-list-ready = Карточки для печати и таблица со ссылками. Каждая ссылка личная, срабатывает один раз и действует 14 дней. Если подготовить карточки ещё раз, прежние перестанут действовать.
invite-list-which = Какой список?
# $role – a role's name; $day – ISO date; $waiting (number)
invite-list-one = { DAY($day) }: { $role }, ждём { $waiting }
# $waiting, $accepted (numbers)
invite-list-what = Пришли: { $accepted }, ещё не пришли: { $waiting }. Что сделать?
invite-list-again = Напечатать карточки ещё раз
invite-list-withdraw = Отозвать приглашения
# $count (number)
invite-list-withdrawn = Отозвано приглашений: { $count }.

# Карточки и таблица. $day – dd.mm.yyyy or ISO; $role – a role's name; $where – the municipality
invitation-cards-title = Приглашения в программу наставничества
invitation-cards-file = Карточки-приглашения до { $day }
invitation-links-file = Ссылки-приглашения до { $day }
invitation-cards-sheet = Приглашения
invitation-cards-heading = Приглашения: { $role }, { $where }
invitation-card-what = Наведите камеру телефона на код своего мессенджера, откройте ссылку и нажмите «Начать».
invitation-card-until = Приглашение личное, действует один раз и до { $day }.

# Плакат. $school, $municipality – names; $day – dd.mm.yyyy
poster-ask = Плакат школы «{ $school }»: по одному коду приходят все, а вы каждого принимаете или нет. Подготовить?
poster-hang = Подготовить плакат
# $school; $day – ISO date; $asked, $limit (numbers)
poster-hangs = Плакат школы «{ $school }» действует до { DAY($day) }. По нему обратились: { $asked } из { $limit }.
poster-new = Заменить новым
poster-down = Снять
poster-taken-down = Плакат снят: по его коду больше никто не придёт. Снимите, пожалуйста, и бумажный.
# $school
poster-ready = Плакат школы «{ $school }». Распечатайте и повесьте. О каждом, кто придёт, я спрошу вас. Прежний плакат этой школы, если он был, больше не действует.
poster-file = Плакат { $school }
poster-title = Наставничество
poster-about = Учителя и ученики, которые хотят помогать и у кого хотят учиться: присоединяйтесь!
poster-step-1 = 1. Наведите камеру телефона на код своего мессенджера.
poster-step-2 = 2. Нажмите «Начать», выберите роль и назовите себя.
poster-step-3 = 3. Куратор школы подтвердит, что вы свой, и можно начинать.
poster-until = Код действует до { $day }.

# Новичок. $school, $municipality – names
newcomer-welcome =
    Здравствуйте! Это программа наставничества.

    { $school }, { $municipality }

    Куратор школы подтвердит, что вы свой, и можно будет начинать.
newcomer-role = Кем вы хотите быть?
newcomer-as-teacher = Педагогом
newcomer-as-mentor = Наставником
newcomer-as-mentee = Наставляемым
newcomer-all-roles = В школе «{ $school }» у вас уже есть все роли. Просить нечего.
newcomer-asked = Спасибо! Я спросил куратора школы «{ $school }». Как только он ответит, напишу. Если за неделю ответа не будет, напомните ему сами.
# $name; $school; $role – a role's name
newcomer-told = { $name } просит принять в программу: { $role }, { $school }. Это ваш человек?
newcomer-told-nameless = По плакату школы «{ $school }» пришёл человек: { $role }. Кто это, скажу там, где людей можно называть.
newcomer-approve = Принять
newcomer-decline = Отклонить
newcomer-approved = Приняли: { $name }.
newcomer-declined = Отклонили: { $name }. Эти данные я не сохранил.
newcomer-answered-nameless = Готово, ответ отправлен.
newcomer-approved-told = Вас приняли! { $school }, роль: <b>{ $role }</b>.
newcomer-begin = Начать
newcomer-declined-told = Куратор школы «{ $school }» не смог подтвердить вашу просьбу. Если это ошибка, поговорите с ним сами и попросите личную ссылку. Ваше имя я не сохранил.

my-data-newcomer = Просьба о приёме
my-data-newcomer-as = Имя и школа
erased-newcomer = Просьбы о приёме

# $most (number)
error-invitation-list-long = Сразу приглашаю до { $most } человек. Разделите список на части.
error-invitation-list-unknown = Такого списка нет.
error-invitation-list-done = По этому списку приглашать больше некого.
error-poster-unknown = Такого плаката нет.
error-poster-revoked = Этот плакат уже снят. Попросите личную ссылку у куратора школы.
error-poster-expired = Срок этого плаката закончился. Попросите у куратора школы новый код или личную ссылку.
error-poster-full = По этому плакату обратилось слишком много людей. Попросите личную ссылку у куратора школы.
error-newcomer-waiting = Вы уже спросили. Как только куратор ответит, я напишу.
error-newcomer-answered = На эту просьбу уже ответили, или она устарела.
error-newcomer-role = Такой роли здесь попросить нельзя.
