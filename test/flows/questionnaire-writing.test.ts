import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import { writeQuestionnaireXlsx } from '../../src/documents/write-questionnaire-xlsx.ts'
import { readWorkbook } from '../../src/domain/questionnaires/workbook/read.ts'
import { writeWorkbook } from '../../src/domain/questionnaires/workbook/write.ts'
import { allHeard, openTown, type Speaker, type Town } from '../support/talk.ts'

/** The bytes of the last file that somebody was sent. */
function lastFile(town: Town, who: Speaker): { name: string; bytes: Buffer } {
  const server = who.messenger === 'telegram' ? town.telegram : town.vk
  const file = who.heard().findLast((message) => message.file)?.file
  const kept = file && server.file(file.id)
  if (!kept) throw new Error('no file was sent')
  return { name: kept.name, bytes: Buffer.from(kept.bytes) }
}

describe.each(['telegram', 'vk'] as const)('in %s', { timeout: 90_000 }, (messenger) => {
  test('a methodist writes a questionnaire in the chat, looks at it and publishes it', async () => {
    const town = await openTown()
    const methodist = await town.citizen(messenger, 'Лугова Ольга Ивановна', 'methodist', {
      schoolId: null,
    })
    const teacher = await town.citizen('telegram', 'Котова Анна Ильинична', 'teacher')
    await methodist.say('/questionnaires')
    await methodist.tap('Составить новую')
    await methodist.say('Школа наставников')
    await methodist.say('Поможет сделать занятия лучше. Ответы видит методист.')
    await methodist.tap('Педагог')
    await methodist.tap('Готово')
    await methodist.say('Вы были на занятиях?')
    await methodist.tap('да, нет, затрудняюсь')
    await methodist.tap('Да')
    await methodist.tap('Добавить вопрос')
    await methodist.say('Что было полезнее всего?')
    await methodist.tap('несколько вариантов')
    await methodist.say('1. Практика\n2. Разбор уроков\n- Общение')
    await methodist.tap('Нет')
    await methodist.tap('Добавить вопрос')
    await methodist.say('Как вам занятия?')
    await methodist.tap('шкала')
    await methodist.tap('От 1 до 10')
    await methodist.tap('Да')
    await methodist.tap('Пока достаточно')
    expect(methodist.last().text).toContain('3 вопроса')

    await methodist.say('3')
    await methodist.say('Поднять выше')
    await methodist.tap('← Назад')
    await methodist.tap('Проверить и опубликовать')
    await methodist.tap('Посмотреть как участник')
    expect(methodist.last().text).toContain('Ответы не сохраняются')
    expect(methodist.last().text).toMatch(/1 из 3\nВы были на занятиях\?/)
    await methodist.tap('Нет')
    expect(methodist.last().text).toMatch(/2 из 3\nКак вам занятия\?/)
    await methodist.say('10')
    expect(methodist.last().text).toMatch(/3 из 3\nЧто было полезнее всего\?/)
    await methodist.tap('Практика')
    await methodist.tap('Готово')
    expect(allHeard(methodist)).toContain('Это были все вопросы')
    await methodist.tap('Проверить и опубликовать')
    await methodist.say('Предлагать сразу')
    await methodist.tap('Опубликовать')
    await methodist.tap('Опубликовать')
    expect(allHeard(methodist)).toContain('Анкета «Школа наставников» опубликована, версия 1')

    await teacher.say('/onboarding')
    await teacher.tap('Школа наставников')
    await teacher.tap('Согласен(на)')
    await teacher.tap('Начать')
    await teacher.tap('Затрудняюсь ответить')
    await teacher.say('7')
    await teacher.tap('Пропустить')
    await teacher.tap('Отправить')
    expect(
      await town.domain(({ questionnaires }) =>
        questionnaires.findAnswers(teacher.personId, 'shkola-nastavnikov'),
      ),
    ).toEqual({
      'vy-byli-na-zanyatiyakh': 'unsure',
      'kak-vam-zanyatiya': 7,
      'chto-bylo-poleznee-vsego': null,
    })
  })

  test('a questionnaire goes out as a table, comes back changed, and its errors are told at once', async () => {
    const town = await openTown()
    const coordinator = await town.citizen(messenger, 'Громова Вера Ивановна', 'coordinator')
    await coordinator.say('/questionnaires interim')
    await coordinator.tap('Получить таблицей')
    const file = lastFile(town, coordinator)
    expect(file.name).toBe('Анкета Как идёт работа в паре.xlsx')
    const { questionnaire } = readWorkbook(await readDocument(file))
    expect(questionnaire.questions.map(({ code }) => code)).toContain('safety')

    const workbook = writeWorkbook({ ...questionnaire, title: 'Середина пути' })
    workbook.sheets[1]!.rows[2]![5] = 'оценка'
    workbook.sheets[1]!.rows[5]![11] = 'comfort = 9'
    workbook.sheets[0]!.rows[3]![1] = 'наставник, директор школы'
    const say = (key: string) => key
    const send = async (bytes: Buffer) =>
      coordinator.send({ kind: 'file', name: 'анкета.xlsx', mime, bytes })
    await send((await writeQuestionnaireXlsx(workbook, say)).bytes)
    const complaints = allHeard(coordinator)
    expect(complaints).toContain('Лист «Анкета», строка 5: роли «директор школы» нет')
    expect(complaints).toContain('Лист «Вопросы», строка 4: вида «оценка» нет')
    expect(complaints).toContain(
      'Лист «Вопросы», строка 7: условие смотрит на «comfort», такого вопроса нет',
    )

    workbook.sheets[1]!.rows[2]![5] = 'шкала'
    workbook.sheets[1]!.rows[5]![11] = 'comfort = 1; скорее нет'
    workbook.sheets[0]!.rows[3]![1] = 'наставник, наставляемый'
    await send((await writeQuestionnaireXlsx(workbook, say)).bytes)
    expect(allHeard(coordinator)).toContain('Прочитал анкету «Середина пути»: 8 вопросов')
    await coordinator.tap('Проверить и опубликовать')
    await coordinator.tap('Опубликовать')
    expect(coordinator.last().text).toContain('вместо «Как идёт работа в паре»')
    await coordinator.tap('Опубликовать')
    await coordinator.say('/questionnaires interim')
    expect(coordinator.last().text).toContain('Ваша версия вместо библиотечной')
    await coordinator.tap('Вернуть библиотечную')
    await coordinator.tap('Да')
    await coordinator.say('/questionnaires interim')
    expect(coordinator.last().text).toContain('Анкета из библиотеки')
  })

  test('a curator proposes, the coordinator looks and publishes, the curator hears of it', async () => {
    const town = await openTown()
    const curator = await town.citizen(messenger, 'Петрова Анна Ильинична', 'curator')
    const coordinator = await town.citizen('telegram', 'Громова Вера Ивановна', 'coordinator')
    await curator.say('/questionnaires entry-mentor')
    await curator.tap('Изменить')
    await curator.say('4')
    await curator.say('Удалить вопрос')
    expect(allHeard(curator)).toContain('работает подбор наставников')
    await curator.tap('← Назад')
    await curator.say('3')
    await curator.say('Удалить вопрос')
    expect(curator.last().text).toContain('10 вопросов')
    await curator.tap('Проверить и опубликовать')
    await curator.tap('Предложить координатору')
    await coordinator.tap('Посмотреть')
    await coordinator.tap('Проверить и опубликовать')
    await coordinator.tap('Опубликовать')
    await coordinator.tap('Опубликовать')
    expect(curator.last().text).toContain('опубликована')
    await curator.say('/questionnaires entry-mentor')
    expect(curator.last().text).toContain('10 вопросов, версия 3')
  })
})

test('a file that is no questionnaire is told to be none where one was asked for', {
  timeout: 90_000,
}, async () => {
  const town = await openTown()
  const methodist = await town.citizen('telegram', 'Лугова Ольга Ивановна', 'methodist', {
    schoolId: null,
  })
  await methodist.say('/questionnaires')
  await methodist.tap('Загрузить таблицей')
  await methodist.send({
    kind: 'file',
    name: 'план.csv',
    mime: 'text/csv',
    bytes: Buffer.from('№;Мероприятие;Срок\n1;Семинар;до 01.11.2026\n'),
  })
  expect(methodist.last().text).toContain('нет листов «Анкета» и «Вопросы»')
  await methodist.tap('Прислать образец')
  expect(lastFile(town, methodist).name).toContain('.xlsx')
})

test('a draft of another municipality and an edition of one are seen by nobody else', async () => {
  const town = await openTown()
  const coordinator = await town.citizen('telegram', 'Громова Вера Ивановна', 'coordinator')
  await coordinator.say('/questionnaires interim')
  await coordinator.tap('Изменить')
  const [draft] = await town.app.database.query<{ id: number }>(
    'SELECT id FROM questionnaire_draft',
  )
  await town.app.database.query(
    `INSERT INTO municipality (name, time_zone) VALUES ('Город Иной', 'Europe/Moscow')`,
  )
  await town.app.database.query(
    `UPDATE questionnaire_draft SET municipality_id = (SELECT id FROM municipality WHERE name = 'Город Иной')`,
  )
  await coordinator.say(`/questionnaire_draft ${draft?.id}`)
  expect(coordinator.last().text).toContain('Такого черновика больше нет')
})

const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
