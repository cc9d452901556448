import { Document, Packer, PageOrientation, Paragraph, Table, TableCell, TableRow } from 'docx'
import { writeXlsx } from 'hucre'
import { makePdf } from '../test/documents/pdf-made-by-hand.ts'

/** Kinds of file a road map comes in. */
export type FileKind = 'xlsx' | 'docx' | 'pdf'

export const TITLE = 'Дорожная карта наставничества города Приморска на 2026-2030 годы'
const HEADER = [
  '№ п/п',
  'Мероприятие',
  'Срок',
  'Ответственные',
  'Результат',
  'Вид документа',
  'Кого и когда информировать',
]
const ACTIONS = ['Подготовить', 'Провести', 'Обновить', 'Согласовать', 'Разместить на сайте']
const THINGS = [
  'перечень педагогов, которым нужна помощь наставника',
  'анкетирование участников и обработать ответы',
  'индивидуальные программы наставничества',
  'сведения о наставнических парах образовательных организаций',
  'методические материалы для кураторов',
]
const PHRASES = [
  'Ежегодно до 1 октября',
  'Сентябрь – октябрь 2026 года',
  'до 15.05.2027',
  'Ежеквартально, до 10 числа',
  'В течение периода реализации',
  '2 раза в год (декабрь, май)',
  '30.11.2026 30.11.2027',
  'По мере необходимости',
  'Ежемесячно до 5 числа',
  'Последняя пятница месяца',
]
const WHO = ['Руководители образовательных организаций', 'ИМЦ', 'Лукина О. А., ИМЦ', 'Кураторы ОО']

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

/** The rows of an invented plan, its header first; sections of twenty rows each. */
export function planRows(rows: number): string[][] {
  return [
    HEADER,
    ...Array.from({ length: rows }, (_, n) => [
      `${Math.floor(n / 20) + 1}.${(n % 20) + 1}`,
      `${pick(ACTIONS, n)} ${pick(THINGS, Math.floor(n / 3))}, часть ${n + 1}`,
      pick(PHRASES, n),
      pick(WHO, Math.floor(n / 2)),
      `Приказ, справка № ${n + 1}`,
      pick(['Приказ', 'Справка', 'Протокол'], n),
      pick(['Департамент образования, по запросу', 'ИМЦ, до 25 декабря', ''], n),
    ]),
  ]
}

/** The bytes of that plan as a file. */
export async function planFile(kind: FileKind, rows: number): Promise<Buffer> {
  const table = planRows(rows)
  switch (kind) {
    case 'xlsx':
      return Buffer.from(await writeXlsx({ sheets: [{ name: 'План', rows: [[TITLE], ...table] }] }))
    case 'docx':
      return Packer.toBuffer(
        new Document({
          sections: [
            {
              properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
              children: [
                new Paragraph(TITLE),
                new Table({
                  rows: table.map(
                    (row) =>
                      new TableRow({
                        children: row.map(
                          (text) => new TableCell({ children: [new Paragraph(text)] }),
                        ),
                      }),
                  ),
                }),
              ],
            },
          ],
        }),
      )
    case 'pdf':
      return makePdf([TITLE], { rows: table }, { widths: [1, 5, 3, 3, 3, 2, 3] })
  }
}
