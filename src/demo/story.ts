import type { MentorOffer } from '../domain/mentors/rules.ts'

/** What the sample municipality knows of its people, by the cast's ids; nobody has to be in it. */
export interface Biography {
  post?: string
  subject?: string
  /** ISO days. */
  birthDate?: string
  teachingStart?: string
  offer?: MentorOffer
}

export const biographies: { readonly [id: string]: Biography | undefined } = {
  coordinator: { post: 'консультант департамента образования' },
  head: { post: 'директор' },
  'head-2': { post: 'директор' },
  curator: { post: 'заместитель директора' },
  'curator-2': { post: 'методист школы' },
  mentor: {
    post: 'учитель математики высшей категории',
    subject: 'математика',
    teachingStart: '2003-09-01',
    offer: {
      subjects: ['Математика', 'Алгебра', 'Геометрия'],
      help: ['lessons', 'planning', 'class'],
      places: 2,
      about: 'Двадцать лет в школе. Люблю разбирать уроки вместе и без спешки.',
    },
  },
  'mentor-vk': {
    post: 'учитель истории первой категории',
    subject: 'история',
    teachingStart: '2010-09-01',
    offer: {
      subjects: ['История', 'Обществознание'],
      help: ['documents', 'digital', 'attestation'],
      places: 1,
      about: 'Помогаю с документами и электронным журналом, готовил коллег к аттестации.',
    },
  },
  'mentor-both': {
    post: 'учитель русского языка и литературы',
    subject: 'русский язык',
    teachingStart: '2006-09-01',
    offer: {
      subjects: ['Русский язык и литература'],
      help: ['lessons', 'parents', 'contests'],
      places: 2,
      about: 'Веду клуб молодых учителей, вместе готовим конкурсные уроки.',
    },
  },
  mentee: {
    post: 'учитель математики',
    subject: 'математика',
    birthDate: '2002-04-17',
    teachingStart: '2025-09-01',
  },
  'young-teacher': {
    post: 'учитель литературы',
    subject: 'литература',
    birthDate: '2001-11-02',
    teachingStart: '2024-09-01',
  },
}

/** The pair that is there from the start, by the cast's ids. */
export const pair = { mentor: 'mentor-both', mentee: 'young-teacher' } as const

/** For whom an invitation waits with the coordinator. */
export const invited = 'teacher'

/** Who has something late, by the cast's ids; the others have done all that has passed. */
export const behind: readonly string[] = ['coordinator', 'curator']
