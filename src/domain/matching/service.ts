import type { Words } from '../deliveries/message.ts'
import type { Answers } from '../questionnaires/definition.ts'
import { type Actor, allow, type Member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { freePlaces, type Reason, rank, type Wishes } from './rules.ts'

/** The questionnaire of what a mentee wants of a mentor. */
export const WISHES = 'mentee-preferences'

/** As many are shown; the ones below fit too badly to be looked at. */
const SHOWN = 30
/** Days in which a mentor who has declined is not offered to the same mentee again. */
const DECLINED_DAYS = 30

/** A reason as a key of locales. */
export type WhyLine = { key: string; args?: Words }

/** A mentor who could be asked, with the reasons in words. */
export interface Suggestion {
  personId: number
  name: string
  school: string | null
  why: WhyLine[]
}

export interface Suggestions {
  /** Best first. */
  mentors: Suggestion[]
  /** Of the mentors that are not shown: how many have no free place, and how many are left out by wish. */
  full: number
  leftOut: number
}

/** Finds mentors for a mentee. */
export function matchingService(room: Room) {
  const wishesOf = async (who: Member): Promise<Wishes | null> => {
    const answers = await room.domain.questionnaires.findAnswers(who.personId, WISHES)
    return answers && readWishes(answers)
  }

  return {
    /** What the actor has asked for, in short; null when the questionnaire was not sent. */
    async findWishes(actor: Actor): Promise<{ subject: string; help: string } | null> {
      const wishes = await wishesOf(allow(actor, 'pair.request'))
      if (!wishes) return null
      return { subject: wishes.subject, help: inWords(room, wishes.help) }
    },

    /** Who is free, best fit first and why. @throws DomainError('consent-needed' | 'wishes-needed' | 'not-allowed') */
    async listSuggestions(actor: Actor): Promise<Suggestions> {
      const who = allow(actor, 'pair.request')
      await room.domain.consents.showGiven(actor, 'personal-data')
      const wishes = await wishesOf(who)
      if (!wishes) throw new DomainError('wishes-needed')
      const since = new Date(room.now().getTime() - DECLINED_DAYS * 24 * 60 * 60_000)
      const declined = await room.domain.pairs.listDecliners(who.personId, since)
      const all = (await room.domain.mentors.listCandidates(who.municipalityId)).filter(
        ({ personId }) => personId !== who.personId && !declined.includes(personId),
      )
      const schoolId = who.roles.find(({ role }) => role === 'mentee')?.schoolId ?? null
      const fits = rank(wishes, schoolId, all)
      const mentors = fits.slice(0, SHOWN).flatMap(({ personId, why }) => {
        const mentor = all.find((one) => one.personId === personId)
        if (!mentor) return []
        const { school } = mentor
        return [{ personId, name: fullName(mentor), school, why: why.map((one) => say(room, one)) }]
      })
      const free = all.filter((one) => freePlaces(one) > 0).length
      return { mentors, full: all.length - free, leftOut: free - fits.length }
    },
  }
}

/** Reads the answers; a question that a municipality has left out is no wish. */
function readWishes(answers: Answers): Wishes {
  const text = (code: string): string => {
    const value = answers[code]
    return typeof value === 'string' ? value : ''
  }
  const { help } = answers
  const school = text('school')
  return {
    subject: text('subject'),
    help: Array.isArray(help) ? help.map(String) : [],
    rather: text('rather'),
    ratherNot: text('rather-not'),
    school: school === 'own' || school === 'other' ? school : 'any',
  }
}

function say(room: Room, reason: Reason): WhyLine {
  const key = `match-${reason.type}`
  switch (reason.type) {
    case 'subject':
      return { key, args: { subjects: reason.subjects.join(', ') } }
    case 'help':
      return { key, args: { help: inWords(room, reason.help) } }
    case 'places':
      return { key, args: { free: reason.free } }
    default:
      return { key }
  }
}

/** «разбор уроков, документы»: in a row they need no capital letters. */
function inWords(room: Room, codes: readonly string[]): string {
  return room.domain.mentors
    .listHelpNamed(codes)
    .map(({ label }) => label.charAt(0).toLocaleLowerCase('ru') + label.slice(1))
    .join(', ')
}
