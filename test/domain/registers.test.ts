import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, type RegisterEntry } from '../../src/domain/registers/difference.ts'
import { agesOf, type ReadingOptions, readRegister } from '../../src/domain/registers/reading.ts'
import {
  countLines,
  fieldsOf,
  isBeginner,
  isYoungSpecialist,
} from '../../src/domain/registers/rules.ts'
import type { SourceDocument } from '../../src/domain/roadmaps/source.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { agree } from '../support/consents.ts'
import { openRooms, type Rooms } from '../support/people.ts'

const options: ReadingOptions = {
  fields: fieldsOf.teachers,
  ages: agesOf.teachers,
  schools: [
    { id: 1, name: 'МБОУ «СОШ № 1»' },
    { id: 2, name: 'Школа № 2' },
  ],
  today: '2026-10-05',
}
const heads = ['№', 'ФИО', 'Дата рождения', 'Школа', 'Должность', 'Начало педагогической работы']

function sheet(...rows: string[][]): SourceDocument {
  return {
    name: 'реестр.xlsx',
    blocks: [
      {
        kind: 'table',
        sheet: 'Педагоги',
        rows: [['Реестр педагогов'], heads, ...rows],
        lines: [1, 3, ...rows.map((_, index) => index + 4)],
      },
    ],
  }
}

test('a young specialist is 35 until the day before the next birthday', () => {
  expect(isYoungSpecialist('1991-10-05', '2026-10-05')).toBe(true)
  expect(isYoungSpecialist('1990-10-06', '2026-10-05')).toBe(true)
  expect(isYoungSpecialist('1990-10-05', '2026-10-05')).toBe(false)
  expect(isYoungSpecialist(null, '2026-10-05')).toBeNull()
})

test('«стаж до 3 лет» ends on the third anniversary, at any age', () => {
  expect(isBeginner('2023-10-06', '2026-10-05')).toBe(true)
  expect(isBeginner('2023-10-05', '2026-10-05')).toBe(false)
  expect(isBeginner('2026-11-01', '2026-10-05')).toBe(true)
  expect(isBeginner(null, '2026-10-05')).toBeNull()
})

test('the two definitions are counted each for itself', () => {
  const lines = [
    { birthDate: '2000-01-01', teachingStart: '2025-09-01' },
    { birthDate: '2000-01-01', teachingStart: '2020-09-01' },
    { birthDate: '1970-01-01', teachingStart: '2025-09-01' },
    { birthDate: null, teachingStart: '2025-09-01' },
  ]
  expect(countLines(lines, '2026-10-05')).toEqual({
    lines: 4,
    young: 2,
    beginners: 3,
    youngBeginners: 1,
    unknown: 1,
  })
})

test('a table is read by the heads of its columns, whatever their order and the spelling of schools', () => {
  const reading = readRegister(
    sheet(
      ['1', 'Иванова Мария Ивановна', '17.04.1990', 'мбоу сош №1', 'учитель', '2021'],
      ['', '', '', '', '', ''],
    ),
    options,
  )
  expect(reading?.errors).toEqual([])
  expect(reading?.lines).toEqual([
    {
      lastName: 'Иванова',
      firstName: 'Мария',
      patronymic: 'Ивановна',
      schoolId: 1,
      sheet: 'Педагоги',
      row: 4,
      birthDate: '1990-04-17',
      post: 'учитель',
      teachingStart: '2021-01-01',
    },
  ])
})

test('an error names sheet, row, column and what stands there', () => {
  const reading = readRegister(
    sheet(
      ['1', 'Иванова', '17.04.1990', 'Школа № 2', '', ''],
      ['2', 'Петров Пётр Петрович', '31.02.1990', 'Школа № 2', '', ''],
      ['3', 'Сидоров Иван Ильич', '17.04.1990', 'Школа № 99', '', ''],
      ['4', 'Яшин Лев Иванович', '17.04.2024', '', '', '1.9.2020'],
    ),
    options,
  )
  const errors = reading?.errors.map(({ sheet: where, row, column, code }) =>
    [where, row, column, code].join(' / '),
  )
  expect(errors).toEqual([
    'Педагоги / 4 / ФИО / name-unclear',
    'Педагоги / 5 / Дата рождения / day-unclear',
    'Педагоги / 6 / Школа / school-unknown',
    'Педагоги / 7 / Школа / school-missing',
    'Педагоги / 7 / Дата рождения / age',
    'Педагоги / 7 / Начало педагогической работы / start-too-early',
  ])
  expect(reading?.lines).toEqual([])
})

test('the same person twice is refused, and so are namesakes whom nothing tells apart', () => {
  const reading = readRegister(
    sheet(
      ['1', 'Иванова Мария Ивановна', '17.04.1990', 'Школа № 2', '', ''],
      ['2', 'Иванова Мария Ивановна', '17.04.1990', 'Школа № 2', '', ''],
      ['3', 'Ёлкин Олег Ильич', '17.04.1990', 'Школа № 2', '', ''],
      ['4', 'Елкин Олег Ильич', '', 'Школа № 2', '', ''],
      ['5', 'Орлов Ян Ильич', '17.04.1990', 'Школа № 2', '', ''],
      ['6', 'Орлов Ян Ильич', '18.04.1990', 'Школа № 2', '', ''],
    ),
    options,
  )
  expect(reading?.errors.map(({ row, code }) => `${row} ${code}`)).toEqual([
    '4 twice',
    '5 twice',
    '6 twice',
    '7 namesake',
  ])
  expect(reading?.lines.map(({ row }) => row)).toEqual([8, 9])
})

test('heads are known as schools print them', () => {
  const printed = ['Ф.И.О. (полностью)', 'Дата рожд.', 'Занимаемая должность', 'Предметы']
  const more = ['Дата начала пед. деятельности', 'Кв. категория', 'Наименование ОО']
  const row = [
    'Мамедов Али Вагиф оглы',
    '17.4.80',
    'учитель',
    'химия',
    '2010',
    'первая',
    'Школа № 2',
  ]
  const reading = readRegister(
    { name: 'x.xlsx', blocks: [{ kind: 'table', rows: [[...printed, ...more], row] }] },
    options,
  )
  expect(reading?.unread).toEqual([])
  expect(reading?.lines).toMatchObject([
    {
      ...{ patronymic: 'Вагиф оглы', birthDate: '1980-04-17', post: 'учитель', subject: 'химия' },
      ...{ teachingStart: '2010-01-01', category: 'первая', schoolId: 2 },
    },
  ])
})

test('a file without a column of names is no register', () => {
  const document: SourceDocument = {
    name: '',
    blocks: [{ kind: 'table', rows: [['№', 'Мероприятие', 'Срок']] }],
  }
  expect(readRegister(document, options)).toBeNull()
})

function stored(id: number, name: string, more: Partial<RegisterEntry> = {}): RegisterEntry {
  const [lastName = '', firstName = '', patronymic = null] = name.split(' ')
  return {
    ...{ id, lastName, firstName, patronymic, schoolId: 2, birthDate: null, post: null },
    ...{ subject: null, teachingStart: null, category: null, schoolClass: null, personId: null },
    ...more,
  }
}

test('a difference is said field by field; what the file has no column for stays', () => {
  const reading = readRegister(
    sheet(
      ['1', 'Иванова Мария Ивановна', '17.04.1990', 'Школа № 2', '', ''],
      ['2', 'Новая Анна Ильинична', '', 'Школа № 2', '', ''],
    ),
    options,
  )
  const difference = differenceOf(
    [
      stored(1, 'Иванова Мария Ивановна', { post: 'учитель', category: 'высшая' }),
      stored(2, 'Ушедший Пётр Ильич'),
      stored(3, 'Другая Школа Ивановна', { schoolId: 1 }),
    ],
    reading!,
  )
  expect(difference.changed.map(({ fields }) => fields)).toEqual([
    [
      { field: 'birthDate', from: null, to: '1990-04-17' },
      { field: 'post', from: 'учитель', to: null },
    ],
  ])
  expect(difference.added.map(({ lastName }) => lastName)).toEqual(['Новая'])
  expect(difference.leftOut.map(({ id }) => id)).toEqual([2])
})

test('every stored line and every read one is told exactly once', () => {
  const name = fc.constantFrom('Иванов Иван', 'Петров Пётр', 'Ёлкин Олег')
  const day = fc.constantFrom('1990-04-17', '1991-05-18', null)
  fc.assert(
    fc.property(fc.array(fc.tuple(name, day)), fc.array(fc.tuple(name, day)), (before, file) => {
      const entries = before.map(([who, birthDate], id) => stored(id, who, { birthDate }))
      const rows = file.map(([who, birthDate]) => ['', who, birthDate ?? '', 'Школа № 2', '', ''])
      const reading = readRegister(sheet(...rows), options)!
      const { added, changed, unchanged, leftOut, ambiguous } = differenceOf(entries, reading)
      const lines = [...added, ...changed.map(({ line }) => line), ...ambiguous]
      expect(lines.length + unchanged.length).toBe(reading.lines.length)
      const told = [...changed.map(({ entry }) => entry), ...unchanged, ...leftOut]
      expect(new Set(told).size).toBe(told.length)
    }),
  )
})

test('ten thousand lines are compared in a moment', () => {
  const name = (n: number) => {
    const letters = [...String(n)].map((digit) => 'абвгдежзик'[Number(digit)]).join('')
    return `Ф${letters} Имя Отчествович`
  }
  const numbers = Array.from({ length: 10_000 }, (_, n) => n)
  const rows = numbers.map((n) => ['', name(n), '', 'Школа № 2', 'учитель', ''])
  const reading = readRegister(sheet(...rows), options)!
  const entries = numbers.map((n) => stored(n, name(n)))
  const began = performance.now()
  expect(differenceOf(entries, reading).changed).toHaveLength(10_000)
  // Every line against every other one takes minutes.
  expect(performance.now() - began).toBeLessThan(5_000)
})

async function sent(rooms: Rooms, actor: Actor, ...rows: string[][]): Promise<number> {
  rooms.outside = { ...rooms.outside, sentFile: { document: sheet(...rows) } }
  return rooms.run(({ registerDrafts }) => registerDrafts.addDraft(actor, 'teachers'))
}

async function openSchool() {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 2')
  const curator = await rooms.citizen('curator', place, 'Кураторова Вера Ивановна')
  return { rooms, place, curator }
}

test('a file is loaded once, its second time changes nothing, and who is left out goes on request', async () => {
  const { rooms, curator } = await openSchool()
  const rows = [
    ['1', 'Иванова Мария Ивановна', '17.04.1990', '', 'учитель', '2021'],
    ['2', 'Петров Пётр Петрович', '18.05.2000', '', 'учитель', '2025'],
  ]
  const draft = await sent(rooms, curator, ...rows)
  expect(
    await rooms.run(({ registerDrafts }) => registerDrafts.confirm(curator, draft, false)),
  ).toEqual({
    added: 2,
    changed: 0,
    dropped: 0,
  })
  await expect(
    rooms.run(({ registerDrafts }) => registerDrafts.confirm(curator, draft, false)),
  ).rejects.toMatchObject({ code: 'register-draft-gone' })
  const again = await sent(rooms, curator, ...rows)
  const preview = await rooms.run(({ registerDrafts }) =>
    registerDrafts.previewDraft(curator, again),
  )
  expect(preview).toMatchObject({ added: 0, changed: 0, unchanged: 2, leftOut: 0 })
  const one = await sent(rooms, curator, rows[0]!)
  await rooms.run(({ registerDrafts }) => registerDrafts.confirm(curator, one, true))
  const counts = await rooms.run(({ registers }) => registers.showCounts(curator, 'teachers'))
  expect(counts).toMatchObject({ lines: 1, young: 0, day: '2026-10-05' })
})

test('two files at the same moment do not add the same people twice', async () => {
  const { rooms, place, curator } = await openSchool()
  const coordinator = await rooms.citizen('coordinator', place, 'Громова Вера Ивановна')
  const row = ['1', 'Иванова Мария Ивановна', '17.04.1990', 'Школа № 2', '', '']
  const first = await sent(rooms, curator, row)
  const second = await sent(rooms, coordinator, row)
  const done = await Promise.all([
    rooms.run(({ registerDrafts }) => registerDrafts.confirm(curator, first, false)),
    rooms.run(({ registerDrafts }) => registerDrafts.confirm(coordinator, second, false)),
  ])
  expect(done.map(({ added }) => added).sort()).toEqual([0, 1])
})

test('a curator loads and reads the own school only', async () => {
  const { rooms, place, curator } = await openSchool()
  const other = await rooms.run(({ organisations }) =>
    organisations.openSchool(place.municipalityId, 'Школа № 3'),
  )
  const stranger = await rooms.citizen('curator', { ...place, schoolId: other.id })
  const draft = await sent(rooms, curator, ['1', 'Иванова Мария Ивановна', '', 'Школа № 2', '', ''])
  await expect(
    rooms.run(({ registerDrafts }) => registerDrafts.confirm(stranger, draft, false)),
  ).rejects.toMatchObject({ code: 'register-draft-gone' })
  await rooms.run(({ registerDrafts }) => registerDrafts.confirm(curator, draft, false))
  const sheetOf = (actor: Actor) =>
    rooms.run(({ registers }) => registers.showSheet(actor, 'teachers', '2026-10-05'))
  expect((await sheetOf(stranger)).lines).toEqual([])
  expect((await sheetOf(curator)).lines.map(({ name }) => name)).toEqual(['Иванова Мария Ивановна'])
  const foreign = await sent(rooms, stranger, [
    '1',
    'Орлова Анна Ильинична',
    '',
    'Школа № 2',
    '',
    '',
  ])
  const errors = await rooms.run(({ registerDrafts }) =>
    registerDrafts.listErrors(stranger, foreign, 0, 5),
  )
  expect(errors.map(({ code }) => code)).toEqual(['school-unknown'])
})

test('a line is tied by the curator alone; its birth date goes over at once, the rest and the consent to publication when it is given', async () => {
  const { rooms, place, curator } = await openSchool()
  const teacher = await rooms.citizen('teacher', place, 'Ёлкина Анна Ильинична')
  const draft = await sent(rooms, curator, [
    '1',
    'Елкина Анна Ильинична',
    '17.04.2000',
    '',
    'учитель химии',
    '2025',
  ])
  await rooms.run(({ registerDrafts }) => registerDrafts.confirm(curator, draft, false))
  const person = async () =>
    (
      await rooms.db.query<{ born: string | null; post: string | null }>(
        'SELECT birth_date AS born, post FROM person WHERE id = $1',
        [teacher.personId],
      )
    )[0]
  expect(await person()).toEqual({ born: null, post: null })
  const [found] = await rooms.run(({ registers }) => registers.listNamesakes(curator, 'teachers'))
  await rooms.run(({ registers }) =>
    registers.tieNamesakes(curator, 'teachers', [found?.entryId ?? 0]),
  )
  expect(await person()).toEqual({ born: '2000-04-17', post: null })
  await agree(rooms, teacher)
  expect(await person()).toEqual({ born: '2000-04-17', post: 'учитель химии' })
  const stored = await rooms.run(({ erasures }) => erasures.showStored(teacher))
  expect(JSON.stringify(stored)).toContain('my-data-register-teachers')
  const publishable = async () =>
    (
      await rooms.run(({ registers }) => registers.showSheet(curator, 'teachers', '2026-10-05'))
    ).lines.map((line) => line.publishable)
  expect(await publishable()).toEqual([false])
  await agree(rooms, teacher, 'publication')
  expect(await publishable()).toEqual([true])
  await rooms.run(({ consents }) => consents.withdraw(teacher, 'publication'))
  expect(await publishable()).toEqual([false])
})

test('who withdraws the consent goes from the register with everything else', async () => {
  const { rooms, place, curator } = await openSchool()
  const teacher = await rooms.citizen('teacher', place, 'Ёлкина Анна Ильинична')
  await agree(rooms, teacher)
  const draft = await sent(rooms, curator, ['1', 'Ёлкина Анна Ильинична', '', '', '', ''])
  await rooms.run(({ registerDrafts }) => registerDrafts.confirm(curator, draft, false))
  await rooms.run(async ({ registers }) => {
    const ids = (await registers.listNamesakes(curator, 'teachers')).map(({ entryId }) => entryId)
    await registers.tieNamesakes(curator, 'teachers', ids)
  })
  await rooms.run(({ consents }) => consents.withdraw(teacher, 'personal-data'))
  rooms.wait({ days: 30 })
  const [id = 0] = await rooms.run(({ erasures }) => erasures.listDue())
  await rooms.run(({ erasures }) => erasures.destroy(id))
  expect(await rooms.db.query('SELECT FROM register_entry')).toEqual([])
})
