# Роли: история, уход, переход в другую школу, возвращение.

menu-members = Участники школы

# $role – a role's name; $school – where; $since, $until – ISO dates
roles-held = • { $role }, { $school }: с { DAY($since) }
roles-held-until = • { $role }, { $school }: с { DAY($since) } по { DAY($until) }
roles-ask = Это все ваши роли. Что-то изменилось?
roles-move = Перейти в другую школу
roles-return = Вернуться
roles-leave = Оставить роль
roles-leave-which = Какую роль вы оставляете?
roles-one = { $role }, { $school }
roles-leave-sure = Оставить роль «{ $role }» ({ $school })? Незаконченные дела перейдут коллегам, пары по этой роли завершатся, куратор узнает.
roles-leave-yes = Оставить роль
roles-stay = Остаться
roles-stayed = Хорошо, всё остаётся как есть.
roles-left = Готово, роль «{ $role }» ({ $school }) завершена. Спасибо вам! { $back }
roles-back-asked = Захотите вернуться — «Настройки» → «Мои роли».
roles-back-invited = Вернуться в неё можно по новому приглашению: его даёт координатор или куратор школы.
roles-none = Сейчас у вас нет ролей. Вернуться можно по новому приглашению: его даёт координатор или куратор школы.

transfer-from = Из какой школы вы уходите?
transfer-to = В какую школу?
transfer-nowhere = Других школ в вашем муниципалитете пока нет.
# $school
transfer-asked = Я спросил куратора школы «{ $school }». Пока он не ответил, всё остаётся как есть.
# $name; $school; $role – a role's name; $more (number) – further roles
transfer-told = { $name } просит принять в школу «{ $school }»: { $role }{ $more ->
    [0] { "" }
   *[other] {" "}и ещё ролей: { $more }
}.
transfer-told-nameless = Человек просит принять в школу «{ $school }»: { $role }{ $more ->
    [0] { "" }
   *[other] {" "}и ещё ролей: { $more }
}. Кто это, скажу там, где людей можно называть.
transfer-approved = Приняли: { $name }.
transfer-declined = Отклонили: { $name }. Я передам.
transfer-approved-told = Вас приняли в школу «{ $school }». Роли, анкеты и пары перешли с вами.
transfer-returned-told = С возвращением! Вас приняли в школу «{ $school }».
transfer-declined-told = Куратор школы «{ $school }» пока не принял вас. Всё остаётся как было. Поговорите с ним или напишите координатору.
# $name; $school – the new one
transfer-gone-told = { $name } переходит в школу «{ $school }». В вашей школе роли завершены.

members-place = Где?
# $place – a school or the municipality
members-none = { $place }: здесь вам пока некого отмечать.
# $place as above; $count (number)
members-who = { $place }, участников: { $count }. Если кто-то ушёл, нажмите на него.
# $name; $role – a role's name; $since – ISO date
members-one = { $name }: { $role } с { DAY($since) }
members-sure = { $name }, роль «{ $role }». Отметить уход? Незаконченные дела перейдут коллегам, пары по этой роли завершатся.
members-sure-parent = { $name } больше не представляет ребёнка? Согласия, которые дал этот человек, перестанут действовать, и ребёнок попросит другого родителя. Если ребёнок просто ушёл из школы, отметьте уход ребёнка, а родителя оставьте.
members-left = Отметить уход
members-stays = Оставить
members-stayed = Хорошо, ничего не меняю.
members-dismissed = Отметил: { $name } больше не { $role }.

membership-left-nameless = Участник оставил роль «{ $role }» ({ $school }). Открытые дела перешли коллегам. Имя скажу там, где его можно называть: «Участники школы».
membership-left-told = { $name } больше не { $role } ({ $school }). Открытые дела перешли коллегам.
# $role – a role's name; $school – a school or the municipality; $back – roles-back-…
membership-ended-told = Ваша роль «{ $role }» ({ $school }) завершена. Если это ошибка, напишите куратору или координатору. { $back }
membership-deputy-left = Тот, кто вас замещает, больше не участвует. Назначьте другого: «Настройки» → «Отпуск и замена».
# $school
membership-no-curator = В школе «{ $school }» не осталось куратора. Её сроки и напоминания ждут: пригласите нового.
membership-invite = Пригласить

error-membership-ended = Эта роль уже завершена.
error-membership-last-coordinator = Вы единственный координатор. Сначала пригласите другого.
error-transfer-answered = На эту просьбу уже ответили, или её отозвали.
error-transfer-no-role = Переносить нечего: перейти можно педагогу, наставнику или наставляемому. Куратора и руководителя приглашает координатор.
