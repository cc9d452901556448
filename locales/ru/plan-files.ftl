# План в других видах: файлы, картинки, календарь, по ответственным и по разделам.

plan-to-views = Другие виды и файлы
plan-views = Что сделать с планом?
plan-views-plan-export = Выгрузить план

## Выгрузка

plan-export-none = Выгружать пока нечего: дорожная карта ещё не загружена.
plan-export-which = Какую дорожную карту?
plan-export-what = В каком виде прислать?
plan-export-xlsx = Таблица Excel (.xlsx)
plan-export-docx = Документ Word (.docx)
plan-export-year = Картинка года
plan-export-schools = Картинка по школам
# $title (string); $day (ISO date)
plan-export-xlsx-ready = { $title }: план и отметки на { DAY($day) }.
plan-export-docx-ready = { $title }: план и отметки на { DAY($day) }.
plan-export-year-ready = { $title }: год на одной картинке, на { DAY($day) }.
plan-export-schools-ready = { $title }: как идут дела по школам, на { DAY($day) }.
# $count (number) – pictures that were not sent
plan-file-more = План длинный, картинок больше, чем удобно смотреть в чате: ещё { $count }. Весь план — в таблице .xlsx.
plan-file-failed = Не получилось подготовить файл, и это наша вина. Мы уже знаем об этом. Попробуйте, пожалуйста, позже.
command-export = Выгрузить план: таблица, документ, картинка

error-road-map-unknown = Этой дорожной карты больше нет.
