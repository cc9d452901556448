# Сведения об ученике от тех, кто его знает. Спрашивает куратор, ученику ответы не показывают.

menu-observations = Спросить об ученике

# $count, $open (numbers)
observations = { $count ->
    [0] Вы ещё никого не спрашивали. Классный руководитель, психолог или родитель могут рассказать об ученике: это поможет подобрать наставника.
   *[other] Просьбы об учениках: { $count }, без ответа: { $open }. Ученики этих ответов не видят.
}
# $pupil, $respondent – names
observation-asked = ⏳ { $pupil } — { $respondent }
observation-given = ✓ { $pupil } — { $respondent }
observation-declined = ✗ { $pupil } — { $respondent }
observation-withdrawn = – { $pupil } — { $respondent }
observation-ask = Спросить об ученике
observation-board = Вернуться к списку
observation-withdraw = Отозвать просьбу
# $pupil, $respondent – names; $title
observation-card =
    <b>{ $pupil }</b>
    Отвечает: { $respondent }
    Анкета «{ $title }»
observation-state-asked = Ответа пока нет.
observation-state-given = Эти ответы видите только вы. Ученику их не показывают.
observation-state-declined = Человек не смог ответить. Можно спросить другого.
observation-state-withdrawn = Вы отозвали эту просьбу.

observation-whom = О ком спросим? В списке ученики с действующим согласием.
observation-form = Какую анкету отправим?
# $pupil – name
observation-who = Кого спросим? { $pupil } об этом не узнает.
# $name; $role
observation-who-one = { $name }, { $role }
# $name, $pupil – names
observation-asked-done = { $name } получит просьбу рассказать об ученике ({ $pupil }). Когда придёт ответ, я напишу.
observation-no-pupils = Учеников с действующим согласием пока нет. Согласие даёт родитель, а с 14 лет — ещё и сам ученик.
observation-no-forms = Анкет об ученике сейчас нет.
observation-nobody = В школе пока нет ни педагогов, ни специалистов, ни родителя, кого можно спросить. Пригласите их.

# $pupil – name; $title
observation-asked-told =
    Куратор просит рассказать об ученике: { $pupil }.
    Анкета «{ $title }» поможет подобрать наставника. Ответы увидит только куратор, ученику их не покажут.
    О здоровье, диагнозах и результатах тестов не пишите: такие сведения передают куратору только на бумаге.
observation-open = Ответить
observation-decline = Не могу ответить
observation-look = Посмотреть
# $pupil – name
observation-about = Речь об ученике: { $pupil }.
observation-declined-done = Хорошо, передам куратору.
# $pupil, $respondent – names
observation-given-told = Есть ответ об ученике: { $pupil }. На вопросы отвечает { $respondent }.
observation-declined-told = { $respondent } не может рассказать об ученике: { $pupil }. Можно спросить другого.

error-observation-unknown = Такой просьбы нет. Откройте список заново.
error-observation-no-consent = Согласие на данные этого ученика больше не действует, поэтому ответы о нём не принимаю и не показываю.
error-observation-over = На эту просьбу отвечать уже не нужно. Спасибо!
error-observation-pupil = Этого ученика нет в списке: проверьте школу и согласие.
error-observation-respondent = Этого человека спросить нельзя: он не работает в школе и не родитель ученика.
error-observation-asked = Вы уже спросили об этом, ответа ещё нет.
error-observation-form = Эта анкета не подходит тому, кого вы спрашиваете.
error-observation-unreachable = Этому человеку сейчас нельзя написать там, где можно передавать личные данные. Попросите его подключить другой мессенджер.
error-observation-not-given = Ответа на эту просьбу пока нет.
error-observation-not-here = В этом мессенджере такие сведения показывать нельзя. Откройте меня в другом.
