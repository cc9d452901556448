/** What is asked about each thing noticed, and the other readings it could have. */
import { yearOf } from './parse-year.ts'
import type { Deadline, Item, Period, Span } from './tree.ts'

export interface Ask {
  text: (detail: string, tree: Deadline | null) => string
  others?: (tree: Deadline, period: Period) => Deadline[]
}

const once = (tree: Deadline): Item[] =>
  tree.node === 'items' || tree.node === 'then'
    ? tree.node === 'items'
      ? tree.items
      : tree.first
    : []

const yearly = (tree: Deadline): Deadline[] =>
  tree.node === 'items'
    ? [{ node: 'every', unit: 'year', step: 1, items: tree.items, within: null, following: false }]
    : []

const byEnd = (tree: Deadline): Deadline[] =>
  tree.node === 'items'
    ? [
        {
          node: 'items',
          items: tree.items.map((item) => (item.rel === 'before' ? { ...item, rel: 'by' } : item)),
        },
      ]
    : []

/** «До начала учебного года» as its first day. */
const byFirstDay = (tree: Deadline): Deadline[] => {
  const items = once(tree).map(({ span }): Item | null => {
    const month = firstMonth(span)
    if (month === null) return null
    return { rel: 'by', span: { kind: 'day', day: 1, month, year: yearOf(span) } }
  })
  return items.every((item) => item !== null) && items.length > 0 ? [{ node: 'items', items }] : []
}

function firstMonth(span: Span): number | null {
  if (span.kind === 'schoolYear') return 9
  if (span.kind === 'month') return span.month
  if (span.kind === 'quarter') return span.n * 3 - 2
  if (span.kind === 'part' && span.edge === 'begin' && span.of) return firstMonth(span.of)
  return span.kind === 'half' ? span.n * 6 - 5 : null
}

/** «До конца учебного года» as the end of lessons. */
const byMay = (tree: Deadline): Deadline[] =>
  tree.node === 'items' && tree.items.every((item) => item.span.kind === 'schoolYear')
    ? [{ node: 'items', items: tree.items.map((item) => ({ ...item, span: endOfMay(item.span) })) }]
    : []

const endOfMay = (span: Span): Span => ({
  kind: 'day',
  day: 31,
  month: 5,
  year: span.kind === 'schoolYear' && span.year !== null ? span.year + 1 : null,
})

const spanOf = (item: Item | null): Item[] => (item ? [item] : [])

const asRange = (tree: Deadline): Deadline[] => {
  const spans = once(tree).map((item) => item.span)
  const [from, to] = spans
  return from && to && spans.length === 2
    ? [{ node: 'items', items: [{ rel: 'at', span: { kind: 'range', from, to } }] }]
    : []
}

const asList = (tree: Deadline): Deadline[] =>
  tree.node === 'items'
    ? [
        {
          node: 'items',
          items: tree.items.flatMap((item): Item[] =>
            item.span.kind === 'range'
              ? [item.span.from, item.span.to].map((span: Span) => ({ rel: 'at', span }))
              : [item],
          ),
        },
      ]
    : []

export const ASKS: Record<string, Ask> = {
  empty: { text: () => 'Срок не указан. Когда это нужно сделать?' },
  unknown: { text: () => 'Срок не понят. Когда это нужно сделать?' },
  'bad-period': {
    text: () => 'Период плана указан неверно. С какого и по какое число действует план?',
  },
  'too-long': {
    text: () =>
      'В ячейке срока слишком длинный текст, прочитано только начало. Верно ли понят срок?',
  },
  typo: { text: (detail) => `Похоже на опечатку: «${detail}». Верно?` },
  comment: { text: () => 'В скобках назван документ. На срок он не влияет?' },
  unread: {
    text: (detail, tree) =>
      `Не понято: «${detail}».${tree ? ' Верно ли прочитано остальное?' : ''}`,
  },
  impossible: { text: () => 'Такой даты не бывает. Какая дата имелась в виду?' },
  'impossible-some': {
    text: () =>
      'В некоторых месяцах или годах такого числа нет, там срок пропущен. Как быть с ними?',
  },
  'bare-day': { text: () => 'Указано только число. Это число месяца?' },
  order: { text: () => 'Сроки идут не по порядку месяцев. Верно ли взяты годы?' },
  except: { text: () => 'Указано исключение. Верно ли прочитано, что остаётся?' },
  'every-year': {
    text: () => 'Год не указан, а план на несколько лет. Один раз или каждый год?',
    others: yearly,
  },
  'every-year-bound': { text: () => 'Год не указан. Взят первый подходящий. Верно?' },
  'before-span': { text: () => 'К началу этого периода или до его конца?', others: byEnd },
  'before-begin': {
    text: () => 'Последний день – накануне начала или сам день начала?',
    others: byFirstDay,
  },
  'until-span': { text: () => 'Конец срока – включая последний период целиком?' },
  'overlaps-start': { text: () => 'Срок начинается раньше плана. Оставить его целиком?' },
  'clipped-start': {
    text: () => 'Срок начинается намного раньше плана. Взять только часть внутри плана?',
  },
  'clipped-end': { text: () => 'Срок кончается позже плана. Взять только часть внутри плана?' },
  outside: { text: () => 'Срок или часть сроков не попадает в план. Верно ли указан год?' },
  edge: {
    text: () => 'Последний срок приходится на время после плана. Нужен ли срок в конце плана?',
  },
  'year-guess': { text: () => 'Год указан не у всех сроков и взят по порядку месяцев. Верно?' },
  'year-shared': {
    text: () => 'Год указан один раз. Относится ли он ко всем перечисленным срокам?',
  },
  'years-spread': { text: () => 'Указано несколько лет. Срок повторяется в каждом из них?' },
  'slash-years': { text: () => 'Через черту указаны два года. Учебный год или оба календарных?' },
  'school-year-of-one': {
    text: (detail) =>
      `Учебный год назван одним годом (${detail}). Он начинается в сентябре этого года?`,
  },
  'school-year-end': {
    text: () => 'Конец учебного года – это 31 августа или 31 мая?',
    others: byMay,
  },
  'year-end': { text: () => 'Конец года – 31 декабря или конец учебного года?' },
  'school-half': { text: () => 'Полугодие учебное: сентябрь – декабрь и январь – май?' },
  'half-in-school-plan': {
    text: () =>
      'План на учебный год. Полугодие или квартал считать по учебному году или по календарному?',
  },
  'school-period': { text: () => 'Считать по учебным периодам или по календарным?' },
  'school-calendar': { text: () => 'Даты четвертей и каникул взяты обычные. Какие они у вас?' },
  terms: { text: () => 'Даты четвертей взяты обычные. Какие они у вас?' },
  winter: { text: () => 'Зима – с декабря по февраль. Верно ли взят год?' },
  'week-of-month': { text: () => 'Недели месяца посчитаны по семь дней с первого числа. Верно?' },
  'working-days': { text: () => 'Рабочие дни посчитаны без праздников и переносов. Верно?' },
  fuzzy: {
    text: () =>
      'Начало, середина и конец – по десять дней (или по месяцу в более долгом периоде). Верно?',
  },
  approximate: { text: () => 'Срок примерный. Брать его как точный?' },
  'not-earlier': {
    text: () => 'Указано только, раньше какого дня нельзя. До какого срока нужно сделать?',
  },
  along: { text: () => 'Это последний день срока?' },
  'by-range': { text: () => 'Указан промежуток, а не день. Последний срок – его конец?' },
  'after-span': { text: () => 'Указано только, после чего. До какого срока нужно сделать?' },
  'current-year': { text: () => 'Что значит «текущий год»: первый год плана?' },
  or: { text: () => 'Указано «или». Какой срок верен?' },
  unsure: { text: () => 'В сроке стоит вопросительный знак. Верен ли он?' },
  dangling: { text: () => 'Срок, похоже, обрывается. Что должно быть дальше?' },
  dash: {
    text: () => 'Между сроками стоит тире. Это промежуток или отдельные сроки?',
    others: asRange,
  },
  slash: {
    text: () => 'Между сроками стоит косая черта. Отдельные сроки или промежуток?',
    others: asRange,
  },
  'two-dates': {
    text: (_, tree) =>
      tree && once(tree).length > 2
        ? `Между датами ничего не стоит. Это отдельные сроки, всего ${once(tree).length}?`
        : 'Два отдельных срока или начало и конец?',
    others: asRange,
  },
  'lost-comma': { text: () => 'Отдельные сроки или промежуток?', others: asRange },
  'lost-dash': { text: () => 'Похоже, пропущено тире. Это промежуток?', others: asList },
  mixed: { text: () => 'Сроки разного рода в одной ячейке. Верно ли они прочитаны?' },
  twice: { text: () => 'Один и тот же срок указан дважды. Верно?' },
  'range-to-year': { text: () => 'Конец промежутка – целый год. Верно?' },
  'request-in-period': { text: () => 'Только по запросу или ещё и в указанный период?' },
  'request-too': {
    text: () => 'Рядом со сроком указано «по запросу» или «по плану». Срок твёрдый?',
  },
  schedule: {
    text: () => 'Срок в другом документе (плане, графике). Какие там даты?',
    others: () => [{ node: 'ongoing', within: null }],
  },
  steady: { text: () => 'Как часто это проверять: раз в месяц, раз в квартал или в конце?' },
  'within-part': {
    text: (): string => 'Один раз до конца этого времени или постоянно?',
    others: (tree) =>
      tree.node === 'ongoing' ? [{ node: 'items', items: spanOf(tree.within) }] : [],
  },
  'ongoing-until': { text: () => 'Вести постоянно до этого дня?' },
  'ongoing-too': {
    text: () => 'Указаны и сроки, и постоянная работа. Сроки верны?',
    others: () => [{ node: 'ongoing', within: null }],
  },
  'several-years': {
    text: () => 'План на несколько лет. Вести всё время плана или отчитываться каждый год?',
    others: () => [
      { node: 'every', unit: 'year', step: 1, items: [], within: null, following: false },
    ],
  },
  'several-periods': { text: () => 'Указано несколько периодов. Какой верен?' },
  'then-ongoing': {
    text: () => 'Сначала срок, потом постоянно. Верно?',
    others: () => [{ node: 'ongoing', within: null }],
  },
  'then-past': { text: () => 'Первый срок прошёл до начала плана, дальше постоянно. Верно?' },
  'then-other': { text: () => 'После первого срока указано продолжение. Верно ли оно прочитано?' },
  'event-too': { text: () => 'Кроме срока названо событие. Срок от него зависит?' },
  'event-date': {
    text: () => 'Срок считается от события, в котором названо время. Какая это дата?',
  },
  'event-bare': { text: () => 'От какого события считать срок?' },
  'event-more': { text: () => 'Срок зависит от события и, похоже, повторяется. Как его считать?' },
  times: {
    text: (detail) =>
      `Нужно ${detail} ${/(^|[^1])[2-4]$/.test(detail) ? 'раза' : 'раз'} за период. В какие числа?`,
  },
  'times-range': { text: () => 'Число раз указано от и до. Взять большее?' },
  step: { text: () => 'С какого месяца или недели начинать отсчёт?' },
  'two-rhythms': { text: () => 'Указаны разные повторения. Какое верно?' },
  count: { text: () => 'Число сроков не совпадает с тем, сколько раз нужно. Сроки верны?' },
  'year-in-yearly': { text: () => 'Срок повторяется, но у него указан год. Повторять его?' },
  'from-yearly': { text: () => 'Указано только начало. До какого числа нужно сделать?' },
  'day-of-period': { text: () => 'Это число месяца, следующего за отчётным периодом?' },
  following: { text: () => 'Первый отчёт в плане – за период до начала плана?' },
  'monthly-implied': { text: () => 'Месяц не указан. Каждый месяц?' },
  'unit-implied': { text: () => 'Каждый такой период?' },
  incomplete: { text: () => 'Не указано, какого месяца или периода. Когда это нужно сделать?' },
  'weekday-bare': { text: () => 'Каждую неделю в этот день?' },
  'weekday-nth': { text: () => 'Один такой день в каждом месяце?' },
  'weekday-note': { text: () => 'День недели не совпадает с датой. Дата верна?' },
}
