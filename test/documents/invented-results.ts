import type { ItemResult } from '../../src/domain/results/rules.ts'
import type { Comparison, ResultSheet } from '../../src/domain/results/sheet.ts'

const item = (over: Partial<ItemResult> & { code: string; text: string }): ItemResult => ({
  kind: 'choice',
  grid: null,
  answered: 12,
  hidden: false,
  bars: [],
  mean: null,
  range: null,
  texts: [],
  ...over,
})
const steps = (...counts: number[]) => counts.map((count, value) => ({ label: '', count, value }))

export const NASTY = ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', '\t=1', '"; DROP']

const items: ItemResult[] = [
  item({
    code: 'stay',
    text: 'Планируете ли вы остаться в школе?',
    bars: [
      { label: '=1+1', count: 9, value: null },
      { label: 'Нет', count: 3, value: null },
    ],
  }),
  item({
    code: 'hard.a',
    kind: 'scale',
    grid: 'Что даётся трудно?',
    text: 'Календарно-тематическое планирование и рабочие программы по предмету',
    bars: steps(2, 4, 3, 3),
    mean: 1.58,
    range: [0, 3],
  }),
  item({
    code: 'hard.b',
    kind: 'scale',
    grid: 'Что даётся трудно?',
    text: 'Дисциплина',
    hidden: true,
    answered: 0,
    range: [0, 3],
  }),
  item({
    code: 'grade',
    kind: 'scale',
    text: 'Общая оценка',
    bars: steps(0, 1, 2, 3, 4, 2),
    mean: 3.4,
    range: [0, 5],
  }),
  item({ code: 'why', kind: 'text', text: '@Почему?', answered: NASTY.length, texts: NASTY }),
]

export const RESULTS: ResultSheet = {
  title: 'Потребности молодых педагогов',
  municipality: 'Город Пример',
  school: null,
  wave: 1,
  anonymous: false,
  closed: true,
  startedOn: '2026-10-05',
  due: '2026-10-16',
  day: '2026-10-20',
  asked: 20,
  answered: 12,
  items,
  schools: ['Школа № 2', 'Школа № 10'].map((school, i) => ({
    school,
    asked: 10,
    answered: 5 + i * 2,
    items,
  })),
  least: 5,
  raw: {
    columns: [
      { text: 'Общая оценка', kind: 'number' },
      { text: 'Когда пришли в школу', kind: 'date' },
      { text: '@Почему?', kind: 'text' },
    ],
    rows: NASTY.map((said, i) => ({
      name: `=Иванова ${i}`,
      school: null,
      sentOn: '2026-10-07',
      values: [i, '2020-09-01', said],
    })),
  },
}

export const COMPARISON: Comparison = {
  title: RESULTS.title,
  municipality: RESULTS.municipality,
  school: null,
  day: '2026-10-20',
  before: { title: RESULTS.title, wave: 1, startedOn: '2025-10-05', answered: 30 },
  after: { title: RESULTS.title, wave: 2, startedOn: '2026-10-05', answered: 28 },
  changes: [
    {
      text: 'Общая оценка',
      of: null,
      unit: 'mean',
      range: [0, 5],
      before: 3.1,
      after: 3.6,
      answered: [30, 28],
    },
    {
      text: 'Да',
      of: 'Останетесь?',
      unit: 'share',
      range: null,
      before: 0.4,
      after: 0.55,
      answered: [30, 28],
    },
    {
      text: 'Нет',
      of: 'Останетесь?',
      unit: 'share',
      range: null,
      before: 0,
      after: 1,
      answered: [30, 28],
    },
  ],
}
