import { type Action, type Role, rights } from '../src/domain/shared/access.ts'

/** What each action of the table of rights lets do. A new action needs its words here, or types fail. */
const actions: Record<Action, string> = {
  'road-map.import': 'Загрузить дорожную карту',
  'road-map.edit': 'Менять строки дорожной карты, отвечать на вопросы к ним',
  'road-map.adapt': 'Составлять план школы, отправлять его на согласование',
  'road-map.approve': 'Отправлять дорожную карту школам, согласовывать их планы',
  'road-map.view': 'Видеть дорожную карту, выгружать её',
  'assignment.complete': 'Отмечать выполнение, прикладывать подтверждения',
  'reminders.set': 'Настраивать напоминания муниципалитета',
  'assignment.move': 'Переносить сроки, отвечать на просьбы о переносе',
  'assignment.snooze': 'Откладывать напоминание',
  'invitation.issue': 'Приглашать людей',
  'school.add': 'Добавлять школы',
  'announcement.publish': 'Публиковать объявления',
  'group-chat.register': 'Подключать групповые чаты',
  'mentor.list': 'Видеть наставников',
  'mentor.offer': 'Менять свою анкету наставника',
  'mentor.join': 'Стать наставником',
  'pair.request': 'Просить наставника',
  'pair.answer': 'Отвечать на просьбы',
  'pair.view': 'Видеть пары',
  'erasure.view': 'Получать акты об уничтожении персональных данных',
  'register.keep': 'Вести реестры педагогов и обучающихся',
  'register.view': 'Видеть и выгружать реестры',
  'person.merge': 'Объединять два профиля одного человека',
  'membership.end': 'Видеть участников, отмечать уход',
  'campaign.run': 'Проводить опросы: начинать, закрывать, открывать снова',
  'campaign.view': 'Видеть ход опросов и результаты',
  'campaign.answers': 'Видеть ответы именных опросов по людям',
  'questionnaire.draft': 'Составлять и менять анкеты, получать их таблицей',
  'questionnaire.publish': 'Публиковать анкеты муниципалитета',
  'observation.ask': 'Просить сведения об ученике, видеть ответы',
  'observation.give': 'Отвечать на вопросы об ученике, когда попросил куратор',
  'consent.take': 'Печатать бланк согласия, принимать подписанный лист',
}

const roles: Record<Role, string> = {
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

const reaches = { municipality: 'муниципалитет', school: 'своя школа', own: 'своё' } as const

/** The table of rights as a page of Markdown. */
export function rightsPage(): string {
  const names = Object.keys(roles) as Role[]
  const rows = (Object.keys(rights) as Action[]).sort().map((action) => {
    const table: Partial<Record<Role, keyof typeof reaches>> = rights[action]
    const cells = names.map((role) => {
      const reach = table[role]
      return reach ? reaches[reach] : '—'
    })
    return `| ${actions[action]} | \`${action}\` | ${cells.join(' | ')} |`
  })
  return [
    '# Кто что может',
    '',
    'Страница сделана командой `npm run docs` из таблицы прав в `src/domain/shared/access.ts`;',
    'тест следит, чтобы они не разошлись. Править её вручную не нужно.',
    '',
    '«Муниципалитет» – везде в своём муниципалитете, «своя школа» – только в ней, «своё» – только',
    'о себе. Чужой муниципалитет и чужая школа закрыты всем. Свои анкеты, согласия, настройки,',
    '«Всё, что обо мне хранится» и подключение мессенджера есть у каждого, кто вошёл по приглашению;',
    'гостю доступно только приглашение.',
    '',
    `| Действие | Право | ${names.map((role) => roles[role]).join(' | ')} |`,
    `|---|---|${names.map(() => '---|').join('')}`,
    ...rows,
    '',
  ].join('\n')
}
