import type { Role } from '../../shared/access.ts'
import type { QuestionDefinition } from '../definition.ts'

/**
 * The words of a questionnaire's workbook: its sheets, columns and kinds. They are a grammar, not
 * messages: what is written by them is read back, in whatever way people have changed it.
 */
export const sheets = {
  about: 'Анкета',
  questions: 'Вопросы',
  options: 'Варианты',
  scores: 'Баллы',
  help: 'Как заполнить',
} as const

/** Lines of the first sheet. */
export const aboutLines = {
  title: 'Название',
  code: 'Код',
  purpose: 'Зачем спрашиваем и кто увидит ответы',
  audience: 'Кто отвечает',
  offered: 'Предлагать сразу',
  anonymous: 'Анонимная',
  about: 'О ком ответы',
  source: 'Источник',
} as const

export const questionColumns = {
  number: '№',
  code: 'Код',
  section: 'Раздел',
  text: 'Вопрос',
  hint: 'Пояснение',
  kind: 'Вид',
  required: 'Обязательный',
  personal: 'Личные данные',
  from: 'От',
  to: 'До',
  more: 'Дополнительно',
  when: 'Показывать, если',
  mirrors: 'Сравнить с',
  lines: 'Варианты строками',
} as const

export const optionColumns = {
  question: 'Код вопроса',
  what: 'Что это',
  code: 'Код или балл',
  label: 'Текст',
  unsure: 'Затрудняюсь ответить',
} as const

export const scoreColumns = {
  code: 'Код',
  title: 'Показатель',
  of: 'Коды вопросов',
  from: 'От',
  to: 'До',
  label: 'Оценка',
} as const

export const kinds: Record<QuestionDefinition['kind'], string> = {
  choice: 'один вариант',
  several: 'несколько вариантов',
  scale: 'шкала',
  grid: 'таблица',
  text: 'текст',
  number: 'число',
  date: 'дата',
  persons: 'выбор людей',
}

export const whats = { option: 'вариант', row: 'строка', step: 'ступень' } as const

/** What «Дополнительно» may say, by commas. */
export const extras = {
  whole: 'целое',
  rough: 'можно примерно',
  past: 'не позже сегодня',
  ranked: 'по порядку',
  mentors: 'наставники',
  mentees: 'наставляемые',
  municipality: 'весь муниципалитет',
  school: 'своя школа',
  fixed: 'нужен программе',
} as const

export const yes = 'да'
export const no = 'нет'

export const abouts = { self: 'о себе', pupil: 'об ученике' } as const

export const roles: Record<Role, string> = {
  coordinator: 'координатор',
  methodist: 'методист',
  head: 'руководитель',
  curator: 'куратор',
  teacher: 'педагог',
  mentor: 'наставник',
  mentee: 'наставляемый',
  parent: 'родитель',
  specialist: 'специалист школы',
}

/** How words of the workbook are compared: no matter the case, ё or е, spaces. */
export function folded(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()
}

/** The key whose word this is. */
export function keyOf<K extends string>(words: { readonly [key in K]: string }, said: string) {
  const wanted = folded(said)
  return (Object.keys(words) as K[]).find((key) => folded(words[key]) === wanted)
}
