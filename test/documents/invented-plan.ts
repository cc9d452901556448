import { join } from 'node:path'
import { readWords } from '../../src/bots/words.ts'
import type {
  PlanSheet,
  PlanSheetOccurrence,
  PlanSheetRow,
  PlanStatus,
  Say,
} from '../../src/documents/plan-sheet.ts'

const words = readWords(join(import.meta.dirname, '../../locales/ru'), {
  today: () => '2027-03-10',
  problem: (key, error) => {
    throw new Error(`${key}: ${error}`)
  },
})

/** The real words of the locales. */
export const say: Say = (key, args) => words.plain({ key, args: args ?? {} })

const SCHOOLS = ['Школа № 1', 'Школа № 2', 'Школа № 10', 'Гимназия «Лукоморье»']

/** An occurrence; a status for each school, or one for the municipality. */
export function due(start: string, day: string, ...statuses: PlanStatus[]): PlanSheetOccurrence {
  const alone = statuses.length === 1
  return {
    start,
    due: day,
    states: statuses.map((status, i) => ({
      school: alone ? null : SCHOOLS[i]!,
      status,
      doneOn: status === 'done' ? start : null,
      doneBy: status === 'done' ? `Лукина О. ${'АБВГ'[i]}.` : null,
      comment: status === 'done' && i === 0 ? 'Приказ № 14' : null,
    })),
  }
}

const row = (number: string, section: string, more: Partial<PlanSheetRow>): PlanSheetRow => ({
  number,
  section,
  activity: '',
  phrase: '',
  understood: '',
  responsible: ['ИМЦ'],
  result: '',
  document: '',
  informWhom: '',
  informWhen: '',
  extra: [],
  occurrences: [],
  ...more,
})

const first = '1. Подготовка условий для наставничества'
const second = '2. Работа наставнических пар'

/** A small invented road map in the middle of its year. */
export const PLAN: PlanSheet = {
  title: 'Дорожная карта наставничества города Приморска на 2026-2027 учебный год',
  municipality: 'Приморск',
  period: { start: '2026-09-01', end: '2027-08-31' },
  day: '2027-03-10',
  rows: [
    row('1.1', first, {
      activity: 'Издать приказ о наставничестве и довести его до педагогов',
      phrase: 'до 1 октября',
      understood: 'до 1 октября 2026 года',
      responsible: ['Руководители ОО', 'ИМЦ'],
      result: 'Приказ издан',
      document: 'Приказ',
      informWhom: 'ИМЦ',
      informWhen: 'до 5 октября 2026 года',
      extra: [{ column: 'Финансирование', text: 'не требуется' }],
      occurrences: [due('2026-09-01', '2026-10-01', 'done', 'done', 'done', 'done')],
    }),
    row('1.2', first, {
      activity: 'Обновить раздел «Наставничество» на сайте школы',
      phrase: 'ежеквартально',
      understood: 'каждый квартал',
      responsible: ['Руководители ОО'],
      result: 'Раздел обновлён',
      occurrences: [
        due('2026-10-01', '2026-12-31', 'done', 'done', 'late', 'done'),
        due('2027-01-01', '2027-03-31', 'done', 'planned', 'planned', 'in_work'),
        due('2027-04-01', '2027-06-30', 'planned', 'planned', 'planned', 'planned'),
      ],
    }),
    row('2.1', second, {
      activity: '1. Провести анкетирование педагогов\n2. Обобщить ответы',
      phrase: 'февраль 2027 года',
      understood: 'февраль 2027 года',
      document: 'Справка',
      occurrences: [due('2027-02-01', '2027-02-28', 'late')],
    }),
    row('2.2', second, {
      activity: 'Провести городской конкурс «Наставник года»',
      phrase: 'апрель 2027 года',
      understood: 'апрель 2027 года',
      occurrences: [due('2027-04-01', '2027-04-30', 'planned')],
    }),
    row('2.3', second, {
      activity: 'Вести журнал консультаций',
      phrase: 'постоянно',
      understood: 'постоянно',
      responsible: ['Кураторы ОО'],
    }),
  ],
}
