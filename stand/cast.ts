/** The people of the sample municipality: invented, and known to the stand alone. */

export type Role = 'coordinator' | 'head' | 'curator' | 'teacher' | 'mentor' | 'mentee'
export type MessengerName = 'telegram' | 'vk'

export interface CastMember {
  /** What the stand's interface calls the person: `as: 'curator'`. */
  id: string
  name: { first: string; last: string; patronymic: string }
  role: Role
  school: string | null
  /** User ids; absent where the person has no account. Telegram's are past 32 bits, as real ones are. */
  telegram?: number
  vk?: number
  /** Messengers in which the person has already started the bot. */
  started: MessengerName[]
  /** One Russian sentence for the page. */
  about: string
}

export interface CastGroup {
  messenger: MessengerName
  title: string
  /** Ids of cast members; the bot is a member too. */
  members: string[]
}

export const municipality = { name: 'Город Магадан', zone: 'Asia/Magadan' } as const

const telegram = (n: number): number => 7_700_000_000 + n
const vk = (n: number): number => 990_000_000 + n

const first = 'Школа № 40'
const second = 'Школа № 42'

export const cast: readonly CastMember[] = [
  {
    id: 'coordinator',
    name: { first: 'Ольга', last: 'Северцева', patronymic: 'Викторовна' },
    role: 'coordinator',
    school: null,
    telegram: telegram(1),
    vk: vk(1),
    started: ['telegram', 'vk'],
    about: 'Ведёт дорожную карту муниципалитета и пишет объявления школам.',
  },
  {
    id: 'head',
    name: { first: 'Павел', last: 'Громов', patronymic: 'Андреевич' },
    role: 'head',
    school: first,
    telegram: telegram(2),
    started: ['telegram'],
    about: 'Директор: подписывает приказы и отвечает за сроки школы.',
  },
  {
    id: 'curator',
    name: { first: 'Марина', last: 'Лугова', patronymic: 'Сергеевна' },
    role: 'curator',
    school: first,
    vk: vk(3),
    started: ['vk'],
    about: 'Ведёт наставничество в школе и получает утренние напоминания о сроках.',
  },
  {
    id: 'teacher',
    name: { first: 'Илья', last: 'Рябинин', patronymic: 'Петрович' },
    role: 'teacher',
    school: first,
    telegram: telegram(4),
    vk: vk(4),
    started: [],
    about: 'Новый педагог: ещё не открывал бота и ждёт ссылку с приглашением.',
  },
  {
    id: 'mentor',
    name: { first: 'Татьяна', last: 'Рощина', patronymic: 'Николаевна' },
    role: 'mentor',
    school: first,
    telegram: telegram(5),
    started: ['telegram'],
    about: 'Опытный наставник: отвечает на просьбы молодых педагогов.',
  },
  {
    id: 'mentor-vk',
    name: { first: 'Сергей', last: 'Остапов', patronymic: 'Игоревич' },
    role: 'mentor',
    school: first,
    vk: vk(6),
    started: ['vk'],
    about: 'Наставник, который пользуется только ВКонтакте.',
  },
  {
    id: 'mentor-both',
    name: { first: 'Наталья', last: 'Кедрова', patronymic: 'Юрьевна' },
    role: 'mentor',
    school: second,
    telegram: telegram(7),
    vk: vk(7),
    started: ['telegram', 'vk'],
    about: 'Наставник второй школы: бот открыт в обоих мессенджерах.',
  },
  {
    id: 'mentee',
    name: { first: 'Анна', last: 'Зимина', patronymic: 'Дмитриевна' },
    role: 'mentee',
    school: first,
    vk: vk(8),
    started: ['vk'],
    about: 'Молодой педагог: ищет наставника.',
  },
  {
    id: 'curator-2',
    name: { first: 'Виктория', last: 'Тихонова', patronymic: 'Олеговна' },
    role: 'curator',
    school: second,
    telegram: telegram(9),
    started: ['telegram'],
    about: 'Куратор второй школы: чужие школы ей не видны.',
  },
  {
    id: 'young-teacher',
    name: { first: 'Кирилл', last: 'Ольхин', patronymic: 'Алексеевич' },
    role: 'mentee',
    school: second,
    vk: vk(10),
    started: ['vk'],
    about: 'Молодой педагог второй школы, участник беседы «Молодые педагоги».',
  },
  {
    id: 'head-2',
    name: { first: 'Геннадий', last: 'Ларцев', patronymic: 'Фёдорович' },
    role: 'head',
    school: second,
    vk: vk(11),
    started: ['vk'],
    about: 'Директор второй школы.',
  },
]

export const groups: readonly CastGroup[] = [
  {
    messenger: 'vk',
    title: 'Молодые педагоги',
    members: ['coordinator', 'curator', 'mentor-vk', 'mentee', 'young-teacher'],
  },
]
