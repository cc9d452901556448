/** The dictionary: which form of which Russian word means what in a deadline. Lower case, «е» for «ё». */
import type { Unit } from './tree.ts'

export type Word =
  | { c: 'month' | 'weekday' | 'season' | 'ordinal' | 'cardinal' | 'vacation' | 'often'; n: number }
  | { c: 'unit'; u: Unit | 'decade' | 'hour' | 'minute' }
  | { c: 'adverb'; u: Unit }
  | { c: 'edge'; e: 'begin' | 'middle' | 'end' | 'finish' }
  | { c: Plain }

/** Words that matter only as themselves. */
export type Plain =
  | 'to'
  | 'towards'
  | 'since'
  | 'along'
  | 'in'
  | 'on'
  | 'behind'
  | 'through'
  | 'from'
  | 'after'
  | 'before'
  | 'at'
  | 'and'
  | 'or'
  | 'not'
  | 'than'
  | 'later'
  | 'earlier'
  | 'rarer'
  | 'fewer'
  | 'starting'
  | 'every'
  | 'times'
  | 'school'
  | 'holidays'
  | 'number'
  | 'course'
  | 'whole'
  | 'period'
  | 'deadline'
  | 'ongoing'
  | 'steady'
  | 'request'
  | 'need'
  | 'agreement'
  | 'schedule'
  | 'accord'
  | 'measure'
  | 'occasion'
  | 'outcome'
  | 'moment'
  | 'ahead'
  | 'then'
  | 'halfOf'
  | 'halfYear'
  | 'next'
  | 'reported'
  | 'current'
  | 'working'
  | 'calendar'
  | 'weekend'
  | 'approx'
  | 'filler'
  | 'doer'
  | 'permanent'

export const DICTIONARY = new Map<string, Word>()

function add(word: Word, forms: string): void {
  for (const form of forms.split(/\s+/)) if (form !== '') DICTIONARY.set(form, word)
}

const MONTHS = [
  'январь января январю январем январе январи янв январ',
  'февраль февраля февралю февралем феврале фев февр',
  'март марта марту мартом марте мар',
  'апрель апреля апрелю апрелем апреле апр апрел',
  'май мая маю маем мае',
  'июнь июня июню июнем июне июн',
  'июль июля июлю июлем июле июл',
  'август августа августу августом августе авг',
  'сентябрь сентября сентябрю сентябрем сентябре сент сен сентяб',
  'октябрь октября октябрю октябрем октябре окт октяб',
  'ноябрь ноября ноябрю ноябрем ноябре нояб ноя',
  'декабрь декабря декабрю декабрем декабре дек декаб',
]
MONTHS.forEach((forms, index) => {
  add({ c: 'month', n: index + 1 }, forms)
})

const WEEKDAYS = [
  'понедельник понедельника понедельнику понедельникам понедельники понедельников пн',
  'вторник вторника вторнику вторникам вторники вторников вт',
  'среда среду среды среде средам ср',
  'четверг четверга четвергу четвергам четверги четвергов чт',
  'пятница пятницу пятницы пятнице пятницам пятниц пт',
  'суббота субботу субботы субботе субботам суббот сб',
  'воскресенье воскресенья воскресенью воскресеньям воскресений вс',
]
WEEKDAYS.forEach((forms, index) => {
  add({ c: 'weekday', n: index + 1 }, forms)
})

add({ c: 'season', n: 1 }, 'зима зимы зиме зиму зимой')
add({ c: 'season', n: 2 }, 'весна весны весне весну весной')
add({ c: 'season', n: 3 }, 'лето лета лету летом')
add({ c: 'season', n: 4 }, 'осень осени осенью')

const VACATIONS = ['зимн', 'весенн', 'летн', 'осенн']
VACATIONS.forEach((stem, index) => {
  const forms = ['ие', 'их', 'ими', 'им', 'ий', 'его', 'яя', 'ей'].map((end) => stem + end)
  add({ c: 'vacation', n: index + 1 }, forms.join(' '))
})

const ORDINALS: [number, string][] = [
  [1, 'перв'],
  [2, 'втор'],
  [4, 'четверт'],
  [5, 'пят'],
  [6, 'шест'],
  [7, 'седьм'],
  [8, 'восьм'],
  [9, 'девят'],
  [10, 'десят'],
  [11, 'одиннадцат'],
  [12, 'двенадцат'],
  [13, 'тринадцат'],
  [14, 'четырнадцат'],
  [15, 'пятнадцат'],
  [16, 'шестнадцат'],
  [17, 'семнадцат'],
  [18, 'восемнадцат'],
  [19, 'девятнадцат'],
  [20, 'двадцат'],
  [25, 'двадцатьпят'],
  [30, 'тридцат'],
]
for (const [n, stem] of ORDINALS) {
  const ends = ['ый', 'ой', 'ого', 'ому', 'ым', 'ом', 'ая', 'ую', 'ое', 'ые', 'ых']
  add({ c: 'ordinal', n }, ends.map((end) => stem + end).join(' '))
}
add({ c: 'ordinal', n: 3 }, 'третий третья третье третьего третьему третьим третьем третьей третью')
add(
  { c: 'ordinal', n: -1 },
  'последний последняя последнее последнюю последнего последней последнему последнем последние последних',
)

const CARDINALS: [number, string][] = [
  [1, 'один одна одно одного одной одну однажды единожды'],
  [2, 'два две двух двум двумя'],
  [3, 'три трех трем'],
  [4, 'четыре четырех'],
  [5, 'пять пяти'],
  [6, 'шесть шести'],
  [7, 'семь семи'],
  [8, 'восемь восьми'],
  [9, 'девять девяти'],
  [10, 'десять десяти'],
  [12, 'двенадцать двенадцати'],
  [14, 'четырнадцать четырнадцати'],
  [15, 'пятнадцать пятнадцати'],
  [20, 'двадцать двадцати'],
  [30, 'тридцать тридцати'],
]
for (const [n, forms] of CARDINALS) add({ c: 'cardinal', n }, forms)
add({ c: 'often', n: 2 }, 'дважды')
add({ c: 'often', n: 3 }, 'трижды')

add({ c: 'unit', u: 'day' }, 'день дня дню днем дни дней дням днях дн сутки суток')
add({ c: 'unit', u: 'week' }, 'неделя недели неделю неделе неделей недель неделям неделях нед')
add(
  { c: 'unit', u: 'month' },
  'месяц месяца месяцу месяцем месяце месяцы месяцев месяцам месяцах мес',
)
add(
  { c: 'unit', u: 'quarter' },
  'квартал квартала кварталу кварталом квартале кварталы кварталов кварталам кварталах кв кварт',
)
add(
  { c: 'unit', u: 'term' },
  'четверть четверти четвертью четвертей четвертям четвертях четв триместр триместра триместре',
)
add(
  { c: 'unit', u: 'half' },
  'полугодие полугодия полугодию полугодием полугодии полугодий полугодиям полугодиях полуг пол пг',
)
add({ c: 'unit', u: 'year' }, 'год года году годом годе годы годов годам годах г гг лет')
add({ c: 'unit', u: 'decade' }, 'декада декады декаду декаде декадой')
add({ c: 'unit', u: 'hour' }, 'час часа часов часам ч')
add({ c: 'unit', u: 'minute' }, 'минут минуты мин')
add({ c: 'halfYear' }, 'полгода')
add({ c: 'halfOf' }, 'половина половины половину половине половиной')

const adverbs: [Unit, string, string][] = [
  ['year', 'ежегодн', 'погодно'],
  ['half', 'полугодов', 'полугодово ежеполугодно полугодично'],
  ['quarter', 'ежеквартальн', 'поквартально'],
  ['month', 'ежемесячн', 'помесячно'],
  ['week', 'еженедельн', 'понедельно'],
  ['day', 'ежедневн', 'ежесуточно'],
]
for (const [u, stem, more] of adverbs) {
  const ends = ['о', 'ый', 'ая', 'ое', 'ые', 'ого', 'ой']
  add({ c: 'adverb', u }, `${ends.map((end) => stem + end).join(' ')} ${more}`)
}

add({ c: 'edge', e: 'begin' }, 'начало начала началу начале началом нач')
add({ c: 'edge', e: 'middle' }, 'середина середины середину середине')
add({ c: 'edge', e: 'end' }, 'конец конца концу конце концом кон')
add(
  { c: 'edge', e: 'finish' },
  'окончание окончания окончанию окончании завершение завершения завершению завершении',
)

add({ c: 'to' }, 'до')
add({ c: 'towards' }, 'к ко')
add({ c: 'since' }, 'с со')
add({ c: 'along' }, 'по')
add({ c: 'in' }, 'в во')
add({ c: 'on' }, 'на')
add({ c: 'behind' }, 'за')
add({ c: 'through' }, 'через')
add({ c: 'from' }, 'от')
add({ c: 'after' }, 'после')
add({ c: 'before' }, 'перед')
add({ c: 'at' }, 'при')
add({ c: 'and' }, 'и а также &')
add({ c: 'or' }, 'или либо')
add({ c: 'not' }, 'не')
add({ c: 'than' }, 'чем')
add({ c: 'later' }, 'позднее позже')
add({ c: 'earlier' }, 'ранее раньше')
add({ c: 'rarer' }, 'реже')
add({ c: 'fewer' }, 'менее меньше минимум')
add({ c: 'starting' }, 'начиная')
add({ c: 'every' }, 'каждый каждая каждое каждую каждого каждой каждому каждом каждые каждых кажд')
add({ c: 'times' }, 'раз раза разу')
add({ c: 'school' }, 'учебный учебного учебному учебном учебным учебные учебных учебн уч')
add({ c: 'holidays' }, 'каникулы каникул каникулам каникулах каникулами каникулярное каникулярный')
add({ c: 'number' }, 'число числа числу числам числах числе чисел')
add({ c: 'course' }, 'течение течении теч протяжении протяжение')
add({ c: 'whole' }, 'весь всего всю вся все всей всем целый')
add({ c: 'period' }, 'период периода периоду периоде периодом времени')
add({ c: 'deadline' }, 'срок срока сроку сроки сроком сроков')
add({ c: 'ongoing' }, 'постоянно пост непрерывно круглогодично бессрочно')
add({ c: 'steady' }, 'систематически регулярно')
add(
  { c: 'request' },
  'запросу запросам запроса запросе запрос требованию требованиям заявке заявкам заявлению обращению обращениям поступления обращения',
)
add({ c: 'need' }, 'необходимости надобности потребности потребностям')
add({ c: 'agreement' }, 'согласованию согласованности договоренности договору желанию')
add(
  { c: 'schedule' },
  'приказу распоряжению положению регламенту плану плана планом планам графику графика графиком графикам расписанию расписанием циклограмме',
)
add({ c: 'accord' }, 'согласно соответствии соответственно')
add({ c: 'measure' }, 'мере')
add({ c: 'occasion' }, 'случае случаях')
add({ c: 'outcome' }, 'итогам результатам факту итогу итоги')
add({ c: 'moment' }, 'момента даты моменту момент')
add({ c: 'ahead' }, 'накануне')
add({ c: 'then' }, 'далее затем впоследствии дальнейшем потом')
add({ c: 'next' }, 'следующего следующий следующем следующим следующих')
add({ c: 'reported' }, 'отчетным отчетного отчетный отчетном отчетной')
add({ c: 'current' }, 'текущего сего текущем текущий тек')
add({ c: 'working' }, 'рабочий рабочих рабочие рабочего рабочим раб')
add({ c: 'calendar' }, 'календарный календарных календарные календарного календарном кал')
add({ c: 'weekend' }, 'выходной выходные выходных выходным')
add({ c: 'approx' }, 'ориентировочно примерно около предварительно приблизительно предположительно')
add({ c: 'filler' }, 'включительно включая сроком исполнения дата')
add({ c: 'doer' }, 'основе')
add({ c: 'permanent' }, 'постоянной постоянный постоянная постоянное постоянном')

/** The meaning of a word form, lower case with «е»; null when the dictionary does not have it. */
export const lookUp = (form: string): Word | null => DICTIONARY.get(form) ?? null

/** One insertion, deletion, substitution or swap of neighbours apart. */
function nearlySame(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++
  const left = a.slice(head, a.length - tail)
  const right = b.slice(head, b.length - tail)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

const TYPO_CLASSES = new Set([
  'month',
  'weekday',
  'adverb',
  'ongoing',
  'unit',
  'holidays',
  'school',
  'request',
  'need',
  'course',
])

/** The word meant by a mistyped form of five letters or more, when only one meaning is near. */
export function lookUpTypo(form: string): { form: string; word: Word } | null {
  if (form.length < 5 || form.length > 16) return null
  let found: { form: string; word: Word } | null = null
  for (const [known, word] of DICTIONARY) {
    if (known.length < 5 || known[0] !== form[0] || !TYPO_CLASSES.has(word.c)) continue
    if (!nearlySame(form, known)) continue
    if (found !== null && found.word !== word) return null
    found ??= { form: known, word }
  }
  return found
}

const GLUE = new Set([
  'to',
  'towards',
  'since',
  'along',
  'in',
  'on',
  'not',
  'later',
  'edge',
  'course',
  'unit',
  'month',
  'adverb',
  'whole',
  'period',
  'school',
  'every',
  'ongoing',
  'measure',
  'need',
  'request',
  'number',
])

/** Splits words written together («втечениегода») into known ones; null when that does not work out. */
export function splitGlued(form: string): string[] | null {
  if (form.length < 5 || form.length > 40) return null
  const best: (string[] | null)[] = [[]]
  for (let end = 1; end <= form.length; end++) {
    best[end] = null
    for (let start = Math.max(0, end - 14); start < end; start++) {
      const before = best[start]
      const piece = form.slice(start, end)
      const word = before ? lookUp(piece) : null
      if (!before || !word || !GLUE.has(word.c)) continue
      const preposition =
        piece.length < 3 && ['в', 'до', 'с', 'со', 'по', 'к', 'на', 'не'].includes(piece)
      if (piece.length < 3 && !preposition) continue
      const candidate = [...before, piece]
      const current = best[end]
      if (!current || candidate.length < current.length) best[end] = candidate
    }
  }
  const pieces = best[form.length]
  if (!pieces || pieces.length < 2 || pieces.length > 5) return null
  const last = pieces[pieces.length - 1] ?? ''
  return last.length >= 3 && pieces.some((piece) => piece.length >= 4) ? pieces : null
}
