# Наставники, подбор, просьбы и пары.

menu-request-mentor = Найти наставника
menu-my-pairs = Посмотреть мою пару
menu-mentor-profile = Изменить профиль наставника

# Почему наставник подходит: части одной строки, через запятую.
match-wished = вы сами назвали этого человека
# $subjects – the mentor's that fit
match-subject = предмет ({ $subjects })
# $help – kinds of help in a row
match-help = помощь ({ $help })
match-own-school = ваша школа
match-other-school = другая школа
# $free (number) – places
match-places = { $free ->
    [one] { $free } свободное место
    [few] { $free } свободных места
   *[many] { $free } свободных мест
}
match-and = { $first }; { $others }
match-none = подходит по остальным условиям

request-needs-consent = Чтобы подобрать наставника, нужно ваше согласие на обработку данных.
request-has-mentor = У вас уже есть наставник.
request-waits = Вы уже попросили наставника и ждёте ответа. Можно подождать или отозвать просьбу и выбрать другого.
# $subject, $help – what the mentee has asked for
request-wishes =
    Ищу по вашим пожеланиям.
    Предмет: <b>{ $subject }</b>
    Нужна помощь: <b>{ $help }</b>
request-show = Показать наставников
request-change = Изменить пожелания
# $full, $leftOut (numbers) – mentors without a place; mentors left out by the mentee's wish
request-nobody =
    { $full ->
        [0] Пока ни один наставник не принимает просьбы.
        [one] Свободных наставников сейчас нет: { $full } наставник уже занят.
        [few] Свободных наставников сейчас нет: { $full } наставника уже заняты.
       *[many] Свободных наставников сейчас нет: { $full } наставников уже заняты.
    }{ $leftOut ->
        [0] { "" }
        [one] { " " }Ещё { $leftOut } не показываю по вашему пожеланию.
       *[many] { " " }Ещё { $leftOut } не показываю по вашему пожеланию.
    }

    Напишите куратору школы: он поможет найти наставника. Или измените пожелания.
# $count (number) – mentors
request-choose =
    { $count ->
        [1] Нашёлся один свободный наставник. Посмотрим?
        [one] Нашёлся { $count } наставник. Первыми те, кто подходит больше. Кого посмотрим?
        [few] Нашлись { $count } наставника. Первыми те, кто подходит больше. Кого посмотрим?
       *[many] Нашлось { $count } наставников. Первыми те, кто подходит больше. Кого посмотрим?
    }
# $name, $school – a mentor's; $why – the reasons
request-option = { $name }, { $school } — { $why }
# $name, $school, $post, $subjects, $help, $about – a mentor's; $why – the reasons
request-mentor-details =
    <b>{ $name }</b>
    { $school }

    Должность: { $post }
    Предметы: { $subjects }
    С чем помогает: { $help }
    О себе: { $about }

    Почему подходит: { $why }.

    Попросить стать вашим наставником?
request-ask = Попросить
request-others = Посмотреть других
# $name – the mentor's
request-sent = Просьба отправлена: { $name }. Обычно отвечают за три дня; если нет — напомню и подскажу, что делать.

# The mentor reads this. $name, $school – the mentee's; $subject, $help – what is wanted
pair-asked =
    Вас просят стать наставником.

    <b>{ $name }</b>
    { $school }

    Предмет: { $subject }
    Нужна помощь: { $help }
# $about – in the mentee's own words
pair-asked-about = О себе: { $about }
pair-accept = Согласиться
pair-decline = Отказаться
# $name – the mentee's
pair-asked-reminder = { $name } ждёт вашего ответа уже три дня. Станете наставником?
# $name – the mentor's
pair-still-waiting = { $name } пока не отвечает: я напомнил. Можно подождать ещё или отозвать просьбу и выбрать другого наставника.
pair-withdraw = Отозвать просьбу
# $name – the mentee's
pair-withdrawn-told = { $name } больше не ждёт ответа: просьба отозвана. Отвечать не нужно.
# $name – the other one of the pair. Nothing of the reason is said.
pair-mentor-left = { $name } больше не участвует в программе, ваша пара завершена. Куратор знает. Можно выбрать другого наставника.
pair-mentee-left = { $name } больше не участвует в программе, ваша пара завершена. Место освободилось; куратор знает.
# Curators read this. $mentor, $mentee – names
pair-ended-told = Пара завершена: { $mentor } и { $mentee }.
# $name, $school – the mentor's
pair-accepted-told = Хорошая новость: { $name } ({ $school }) — теперь ваш наставник! Куратор тоже знает и поможет договориться о первой встрече.
# $name – the mentor's; $reason – in the mentor's own words
pair-declined-told = { $name } сейчас не может стать вашим наставником. Так бывает — давайте выберем другого.
pair-declined-told-why =
    { $name } сейчас не может стать вашим наставником.

    Причина: «{ $reason }»

    Давайте выберем другого.
pair-places-taken-told = У наставника { $name } не осталось свободных мест. Давайте выберем другого.
pair-ask-another = Выбрать другого
pair-mine = Посмотреть мою пару
# The curator reads this. $mentor, $mentee – names
pair-curator-told =
    Новая пара.
    Наставник: <b>{ $mentor }</b>
    Наставляемый: <b>{ $mentee }</b>

    Помогите им договориться о первой встрече.
pair-news = Есть новости о вашей паре. Имена здесь называть нельзя: подключите другой мессенджер и загляните там в раздел «Посмотреть мою пару».

# $name – the mentee's
answer-accepted = Спасибо! { $name } — теперь в паре с вами. Я сообщил и наставляемому, и куратору.
answer-reason = { $name } узнает о вашем решении. Напишите в двух словах почему — передам. Или нажмите «Пропустить».
answer-declined = Понял. Я мягко сообщил об отказе: { $name }.

# $name, $school – the other's; $since (ISO date)
pairs-mentor = Ваш наставник — <b>{ $name }</b>, { $school }. Вместе с { DAY($since) }.
# $name – the mentor's; $asked (ISO date)
pairs-waiting = Вы попросили: <b>{ $name }</b>, { DAY($asked) }. Ответа пока нет.
pairs-no-mentor = Наставника у вас пока нет.
pairs-find = Найти наставника
# $count (number) – mentees
pairs-mentees = { $count ->
    [0] Наставляемых у вас пока нет.
    [one] У вас { $count } наставляемый:
   *[many] У вас { $count } наставляемых:
}
pairs-mentee = <b>{ $name }</b>, { $school } — с { DAY($since) }
# $name, $school – the mentee's; $subject, $help – what is wanted; $day (ISO date)
pairs-asked =
    Ждёт вашего ответа с { DAY($day) }: <b>{ $name }</b>, { $school }.
    Предмет: { $subject }
    Нужна помощь: { $help }

withdraw-confirm = Отозвать просьбу? Наставнику я об этом сообщу.
withdraw-yes = Да, отозвать
withdraw-no = Подожду
withdraw-kept = Хорошо, ждём ответа.
# $name – the mentor's
withdraw-done = Просьба отозвана, наставник об этом узнает: { $name }. Теперь можно выбрать другого.

mentor-needs-consent = Профиль наставника видят те, кто ищет наставника: сначала нужно ваше согласие на обработку данных.
mentor-join = Хотите стать наставником? Вас смогут находить молодые коллеги, а отвечать на их просьбы — решать вам.
mentor-join-yes = Стать наставником
mentor-join-no = Не сейчас
mentor-join-not-now = Хорошо. Захотите — возвращайтесь.
# The curator reads this. $name – the new mentor's
mentor-joined = { $name } хочет быть наставником в вашей школе.
mentor-not-filled = Спасибо! Профиль пока не заполнен до конца: координатор подскажет, что добавить.
# $subjects, $help, $about – of the own offer; $places, $pairs (numbers)
mentor-offer =
    <b>Ваш профиль наставника</b>

    Предметы: { $subjects }
    С чем помогаете: { $help }
    Мест: { $places }, занято: { $pairs }
    О себе: { $about }

    Что изменить?
mentor-change-subjects = Предметы
mentor-change-help = С чем помогаю
mentor-change-places = Число мест
mentor-change-about = О себе
mentor-changed = Сохранил.
mentor-ask-subjects = По каким предметам вы готовы помогать? Напишите через запятую.
mentor-ask-help = С чем вы готовы помогать? Отметьте всё, что подходит.
mentor-ask-places = Скольким людям вы готовы быть наставником одновременно? 0 — пока никому: вас не будут показывать.
mentor-ask-about = Расскажите о себе в двух-трёх фразах: это увидит тот, кто выбирает наставника.

error-wishes-needed = Сначала расскажите, какой наставник нужен: откройте «Найти наставника».
error-mentee-has-mentor = У вас уже есть наставник.
error-request-open = Вы уже попросили одного наставника. Дождитесь ответа или отзовите просьбу в разделе «Посмотреть мою пару».
error-mentor-unknown = Этот наставник больше не принимает просьбы. Выберите другого.
error-mentor-full = Пока вы выбирали, свободных мест у этого наставника не осталось. Выберите другого.
error-mentor-unreachable = До этого наставника сейчас не дописаться. Выберите другого.
error-mentor-self = Себя выбрать наставником нельзя.
error-request-unknown = Такой просьбы нет. Посмотрите раздел «Посмотреть мою пару».
# $name – the mentee's
error-request-accepted = Вы уже согласились: { $name } — ваш наставляемый.
error-request-declined = Эта просьба уже закрыта отказом: { $name } выбирает другого наставника.
error-request-withdrawn = Просьба отозвана: { $name } больше не ждёт ответа.
error-mentee-taken = У наставляемого уже есть наставник: { $name }. Отвечать не нужно.
error-mentee-no-consent = Согласие на обработку данных отозвано, пару создать нельзя: { $name }. Расскажите об этом куратору.
# $places (number) – the mentor's
error-places-taken = { $places ->
    [0] В вашем профиле сейчас нет мест. Добавьте место в разделе «Изменить профиль наставника» и ответьте ещё раз.
    [one] Ваше место уже занято. Добавьте место в разделе «Изменить профиль наставника» и ответьте ещё раз.
   *[other] Все ваши места ({ $places }) уже заняты. Добавьте место в разделе «Изменить профиль наставника» и ответьте ещё раз.
}
# $name – the mentor's
error-own-request-accepted = Отозвать нельзя: { $name } уже ваш наставник. Если что-то не так, напишите куратору.
error-own-request-declined = Отзывать нечего: пришёл отказ, { $name }. Можно выбрать другого наставника.
error-own-request-withdrawn = Эту просьбу вы уже отозвали.
error-mentor-already = Вы уже наставник.
error-mentor-no-offer = Сначала заполните анкету наставника: «Изменить профиль наставника».
# $subjects, $subject (numbers) – at most so many, of so many characters each
error-mentor-subjects = Назовите от одного до { $subjects } предметов, каждый не длиннее { $subject } знаков.
error-mentor-help = Отметьте хотя бы один вид помощи.
# $places (number)
error-mentor-places = Мест может быть от 0 до { $places }.
# $about (number) – characters
error-mentor-about = Слишком длинно: помещается { $about } знаков.
