# Один человек, записанный дважды: объединение профилей.

# $name – a full name
duplicates-told = В школе теперь два профиля с именем { $name }. Возможно, это один человек в двух мессенджерах. Сравните и решите: сам я их не объединяю.
duplicates-told-nameless = В школе два профиля с одинаковым именем. Возможно, это один человек в двух мессенджерах. Сравните их там, где людей можно называть.
duplicates-compare = Сравнить
duplicates-none = Одинаковых профилей нет.
duplicates-which = Чьи профили сравним?
duplicates-two = <b>{ $name }</b>: два профиля.
# $since – ISO date; $messengers, $schools – names; $role – a role's name; $more (number) – further roles
duplicates-twin = • с { DAY($since) }, { $messengers }; { $role }{ $more ->
    [0] { "" }
   *[other] {" "}и ещё ролей: { $more }
}; { $schools }
duplicates-ask = Это один человек? Лучше сначала спросить его самого. Объединённые профили разделить нельзя: роли, анкеты и согласия станут общими.
duplicates-one = Объединить
duplicates-two-people = Это разные люди
duplicates-later = Решить позже
duplicates-left = Хорошо, вернёмся к этому позже.
duplicates-apart = Понял, это разные люди. Больше не спрошу.
duplicates-merged = Готово: { $name } — теперь один профиль. Я написал об этом в оба мессенджера.
duplicates-merged-already = Эти профили уже объединены.
# $messengers – names
merge-told = Ваши профили объединены: теперь я узнаю вас в { $messengers }, анкеты и настройки общие. Если у вас не было второго профиля, сразу сообщите координатору.

error-merge-unknown = Объединять нечего: один из профилей изменился или его уже нет.
error-merge-tied = Эти двое связаны между собой: пара, просьба или родитель и ребёнок. Значит, это разные люди.
