# Отзыв согласия, уничтожение данных, «Мои данные».

# $name – who has withdrawn; $pseudonym – the number of the record; $day – ISO date of the destruction
erasure-told =
    { $name } отзывает согласие на обработку персональных данных (запись { $pseudonym }).

    Анкеты, подбор и пара остановлены. { DAY($day) } данные будут уничтожены, акт и выгрузка из журнала придут координатору. До этого дня решение можно отменить. Если есть бумаги с этими данными, уничтожьте и их.
# As above, of who has refused or whose consent counts no more
erasure-asked-told =
    { $name } просит удалить свои данные: согласия на их обработку нет (запись { $pseudonym }).

    Анкеты, подбор и пара остановлены. { DAY($day) } данные будут уничтожены, акт и выгрузка из журнала придут координатору. До этого дня решение можно отменить. Если есть бумаги с этими данными, уничтожьте и их.
# $name
erasure-cancelled-told = { $name } снова даёт согласие на обработку персональных данных. Уничтожение отменено; пару, если она нужна, подберите заново.
# $name; $title – the consent's document
erasure-withdrawn-told = { $name } отзывает: «{ $title }». Уберите, пожалуйста, то, что на нём держится: публикации, фотографии.
# $name; $title – the consent's document
erasure-minor-told = { $name } ещё не достиг(ла) 18 лет, и данное без родителя не действует: «{ $title }». Уберите, пожалуйста, то, что на нём держится: публикации, фотографии. Родителя я попрошу.
# $day – ISO date
erasure-last-call = { DAY($day) } всё, что я о вас храню, будет уничтожено: согласия на обработку нет. Если передумали, его ещё можно дать. Если нет, делать ничего не нужно.
erasure-farewell = Всё, что я о вас хранил, уничтожено. Спасибо, что были с нами. Захотите вернуться — попросите у куратора новое приглашение.
# $pseudonym – the number of the record
erasure-act-file = Данные по записи { $pseudonym } уничтожены. Вот акт: распечатайте, подпишите и храните три года.
erasure-log-file = Выгрузка из журнала к акту { $pseudonym }. Её тоже храните три года.
erasure-acts = По какой записи прислать акт и выгрузку?
# $pseudonym, $day – ISO date
erasure-acts-one = { $pseudonym }, { DAY($day) }
erasure-acts-none = Пока ничего не уничтожалось.

error-erasure-unknown = Такого акта нет.

settings-my-data = Всё, что обо мне хранится
settings-acts = Акты об уничтожении данных
command-my-data = Всё, что обо мне хранится

my-data-ready = Здесь всё, что я о вас храню. Ошибку в имени можно исправить в настройках, об остальном напишите куратору.
# $messengers – names of messengers
my-data-sent-there = В этом мессенджере личные данные не передаются. Файл отправил туда, где можно: { $messengers }.
# $messengers – names of messengers
my-data-elsewhere = В этом мессенджере личные данные не передаются{ REASON() }. Продолжим там, где можно, я уже написал вам туда: { $messengers }.
personal-continue-here = Здесь личные данные передавать можно. Продолжим?
personal-not-here = В этом мессенджере личные данные не передаются{ REASON() }. Подключите другой — и продолжим там с этого же места.
my-data-not-here = В этом мессенджере личные данные не передаются{ REASON() }. Откройте меня там, где можно, и подключите его:

# The file «Мои данные». $day – ISO date
my-data-file = Мои данные { $day }
my-data-title = Мои данные
# $name – whose; $day – dd.mm.yyyy
my-data-about = { $name }. Всё, что хранит Тандем на { $day }.
my-data-rights = Согласие можно отозвать в любой момент: команда «Согласия». После этого всё перечисленное уничтожается в течение 30 дней.
# $day – ISO date
my-data-day = { DAY($day) }
# $from, $to – ISO dates
my-data-days = с { DAY($from) } по { DAY($to) }
my-data-person = Обо мне
my-data-last-name = Фамилия
my-data-first-name = Имя
my-data-patronymic = Отчество
my-data-post = Должность
my-data-subject = Предмет
my-data-birth-date = Дата рождения
my-data-teaching-start = Начало педагогического стажа
my-data-announcements = Объявления
my-data-known-since = Знакомы с
my-data-accounts = Мессенджеры
# $id – the platform's number of the user
my-data-account = номер { $id }
my-data-roles = Роли
# $place – a school or the municipality; $from, $to – ISO dates
my-data-role-since = { $place }, с { DAY($from) }
my-data-role-until = { $place }, с { DAY($from) } по { DAY($to) }
my-data-consents = Согласия
# $state – consent-state-…; $version (number); $basis – my-data-basis-…; $day – ISO date
my-data-consent = { $state }, версия { $version }, { $basis }, { DAY($day) }
# $title – the document's
my-data-consent-own = { $title }, моё слово до 18 лет
my-data-consent-child = { $title }, за ребёнка
my-data-basis-chat = в чате
my-data-basis-paper = на бумаге
my-data-basis-esign = электронная подпись
my-data-answers = Ответы на анкеты
my-data-observations = Что о вас спросили у других
# $day – ISO date
my-data-observation-asked = куратор школы попросил ответить { DAY($day) }, ответа пока нет
my-data-observation-given = ответ получен { DAY($day) }, хранится у куратора школы. Ознакомиться можно по письменному запросу: его рассмотрит координатор с учётом прав того, кто отвечал.
my-data-mentor = Что я предлагаю как наставник
my-data-mentor-subjects = Предметы
my-data-mentor-help = Чем помогу
my-data-mentor-places = Мест
my-data-mentor-about = О себе
my-data-pairs = Пары и просьбы
my-data-pair = Пара
my-data-request = Просьба
# $name – the other one; $role – the own role; $from – ISO date; $about – the own words, may be empty
my-data-pair-with = { $name }, я { $role }, с { DAY($from) }
my-data-request-asked = { $name }, я { $role }, { DAY($from) }: ждёт ответа. { $about }
my-data-request-accepted = { $name }, я { $role }, { DAY($from) }: принята. { $about }
my-data-request-declined = { $name }, я { $role }, { DAY($from) }: отклонена. { $about }
my-data-request-withdrawn = { $name }, я { $role }, { DAY($from) }: отозвана. { $about }
my-data-assignments = Мероприятия дорожной карты
# $due – ISO date; $status – my-data-status-…
my-data-assignment = до { DAY($due) }, { $status }
my-data-status-planned = запланировано
my-data-status-in_work = в работе
my-data-status-done = выполнено
my-data-status-cancelled = отменено
my-data-reminders = Напоминания
my-data-absence = Отсутствие
my-data-digests = Утренних сводок
my-data-messages = Переписка с ботом
my-data-received = Сообщений от меня
my-data-sent = Сообщений мне
my-data-files = Файлы

# The act of destruction. $pseudonym – the number of the record
act-file = Акт об уничтожении { $pseudonym }
act-title = Акт об уничтожении персональных данных
act-operator = Оператор
act-subject = Субъект персональных данных
act-subject-is = запись { $pseudonym } журнала отзыва согласий
act-system = Информационная система
act-system-is = Тандем
act-way = Способ уничтожения
act-way-is = удаление и обезличивание записей в базе данных, удаление файлов
act-reason = Причина
# $day – a day
act-reason-is = отзыв согласия на обработку персональных данных { $day }
act-reason-asked = просьба об уничтожении { $day }, согласия на обработку персональных данных нет
act-when = Дата и время
act-what = Уничтожено
act-category = Категория данных
act-records = Записей
act-kept = Сохранены три года без имени: доказательство согласия, этот акт и выгрузка из журнала.
act-signer = должность, фамилия, имя, отчество, подпись
log-file = Журнал уничтожения { $pseudonym }
log-subject = Субъект
log-category = Категория данных
log-records = Записей
log-system = Информационная система
log-reason = Причина
log-when = Дата и время

erased-person = Фамилия, имя, отчество, дата рождения, должность, предмет, стаж
erased-accounts = Аккаунты в мессенджерах
erased-link-codes = Коды подключения
erased-answers = Ответы на анкеты
erased-responses = Заполненные анкеты
erased-observations = Просьбы рассказать об ученике
erased-questionnaire-drafts = Черновики анкет
erased-mentor-profile = Анкета наставника
erased-wishes = Пожелания в просьбах о наставнике
erased-deliveries = Сообщения от бота
erased-events = Сообщения боту
erased-talks = Состояние разговора
erased-mentions = Упоминания в сообщениях других людей
erased-reminders = Сводки и напоминания
erased-drafts = Черновики дорожных карт
erased-named = Поручения по имени
erased-files = Файлы

paper-consent-open = Согласие на бумаге
# $title – the document's
paper-consent-who = «{ $title }»: чьё согласие на бумаге? В списке те, у кого действующего согласия нет.
paper-consent-other = Другой документ: { $title }
paper-withdrawal-open = Письменный отзыв
paper-withdrawal-who = «{ $title }»: кто отзывает согласие письменно? В списке те, кто его дал.
# $name
paper-withdrawal-photo = Пришлите фото или скан заявления: { $name }.
# $name, $title; $day – ISO date
paper-withdrawal-check =
    Сверьте, пожалуйста, заявление:

    Чьё согласие отзывают: <b>{ $name }</b>
    Документ: <b>{ $title }</b>
    Дата: <b>{ DAY($day) }</b>

    Подписал сам человек или, если ему нет 18, родитель? После записи отзыв действует сразу.
paper-withdrawal-taken = Записал отзыв: { $name }, «{ $title }». Заявление храните в школе.
# $day – ISO date of the destruction
paper-withdrawal-taken-data = Записал отзыв: { $name }. Обработка остановлена, { DAY($day) } данные будут уничтожены. Заявление храните в школе.
# $name, $school («—» when there is none)
paper-consent-one = { $name }, { $school }
paper-consent-none = «{ $title }»: у всех ваших людей согласие есть.
# $name
paper-consent-what = { $name }: что делаем?
paper-consent-form = Бланк для печати
paper-consent-take = Загрузить подписанный лист
paper-consent-esign = Загрузить файл с электронной подписью
paper-consent-form-ready = Бланк готов. Распечатайте его и дайте подписать; потом пришлите мне фото подписанного листа.
# $name
paper-consent-photo = Пришлите фото или скан листа, который подписал(а) { $name }.
paper-consent-day = Какая дата стоит у подписи?
# $name, $day – ISO date
paper-consent-check =
    Сверьте, пожалуйста, лист:

    Подписал(а): <b>{ $name }</b>
    Дата: <b>{ DAY($day) }</b>

    Подпись есть, текст тот же, что в бланке, и человек вам известен? За несовершеннолетнего подписывает родитель, а с 14 лет — и он сам.
paper-consent-right = Всё верно
paper-consent-wrong = Нет, не сохранять
paper-consent-dropped = Хорошо, не сохраняю.
# $name
esign-consent-file = Пришлите подписанный файл целиком: PDF со встроенной подписью или архив, где лежат документ и подпись (.sig, .p7s). Подписать должен сам человек: { $name }.
# $name; $day – ISO date
esign-consent-check =
    Проверьте подпись на портале «Госуслуги» (e-trust.gosuslugi.ru) или в своей программе:

    — подпись действительна и стоит под этим документом
    — подписал(а): { $name }
    — дата подписи: { DAY($day) }

    Всё так?
# $name
esign-consent-taken = Записал: { $name }, согласие с электронной подписью. Файл я сохранил как доказательство.
# $name
paper-consent-taken = Записал: { $name }, согласие на бумаге. Лист храните в школе.
# $title – the document's; $day – ISO date beside the signature, or of the destruction
consent-withdrawn-told = Ваш письменный отзыв записан: «{ $title }». Куратор уберёт то, что опубликовано.
consent-withdrawn-data-told = Ваш письменный отзыв записан: «{ $title }». Обработка остановлена, { DAY($day) } всё, что я о вас храню, будет уничтожено. Если это ошибка, до этого дня согласие можно дать снова: /consent.
consent-taken-told = Ваше согласие «{ $title }», подписанное на бумаге { DAY($day) }, принято. Отозвать можно в любой момент: /consent.
command-paper-consent = Согласие на бумаге

# $name
consent-form-file = Согласие { $name }
consent-form-who = Я, { $name }
# $day – dd.mm.yyyy
consent-form-born = Дата рождения: { $day }
consent-form-document = документ, удостоверяющий личность: вид, серия, номер, кем и когда выдан
consent-form-address = адрес
consent-form-note = Мне известно, что согласие можно отозвать.
# $name – the pupil's
consent-form-own = Я, { $name }, достиг(ла) 14 лет и согласен(на)
consent-form-signature = дата, подпись, расшифровка подписи
# $version (number); $mark – the beginning of the text's hash
consent-form-version = Версия { $version }, текст { $mark }

error-person-unknown = Такого человека среди ваших нет.
error-consent-sheet-own = Собственную подпись сверяет другой человек: попросите координатора.
error-consent-sheet-day = Проверьте дату у подписи: она ещё не наступила или прошло больше трёх лет.
error-consent-sheet-file = Этот снимок уже сохранён как чьё-то согласие. Пришлите другой.
