import type { Member } from '../shared/access.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import type { Answers, AnswerValue, ItemDefinition, PersonsQuestion } from './definition.ts'
import { type NamedPerson, personStore } from './person-store.ts'
import type { PeopleScreen } from './screen.ts'

/** So many are offered at once; a last name finds the others. */
const offeredAtOnce = 30

/** The people whom answers name. */
export function peopleOf(room: Room) {
  const store = personStore(room.tx)
  const candidates = (
    who: Member,
    item: PersonsQuestion,
    { like = '', among = null, most }: { like?: string; among?: number[] | null; most: number },
  ) => {
    const role = item.among === 'mentors' ? 'mentor' : 'mentee'
    const own = who.roles.flatMap(({ schoolId }) => schoolId ?? [])
    const schools = item.within === 'school' ? [...new Set(own)] : null
    const begins = like.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е')
    return store.listCandidates(who, role, schools, begins, among, most)
  }

  return {
    /** Who is named and who else can be. @param search what a last name begins with */
    async show(
      who: Member,
      item: PersonsQuestion,
      value: AnswerValue,
      search: string,
    ): Promise<PeopleScreen> {
      const chosen = personsIn(value)
      const names = await this.listNames(who.municipalityId, chosen)
      // Those who are named already are not offered: so many more are looked for.
      const found = await candidates(who, item, {
        like: search,
        most: offeredAtOnce + chosen.length + 1,
      })
      const offered = found.filter(({ personId }) => !chosen.includes(personId))
      return {
        // Who was forgotten has no name: the next answer leaves them out.
        chosen: chosen.flatMap((personId) => {
          const name = names.get(personId)
          return name === undefined ? [] : { personId, name }
        }),
        offered: offered
          .slice(0, offeredAtOnce)
          .map((person) => ({ personId: person.personId, name: labelOf(person, item) })),
        more: offered.length > offeredAtOnce,
        most: item.most,
        ranked: item.ranked,
      }
    },

    /**
     * Whether all these people may be named by this person here. Who was named before stays named, also when
     * no longer of that role or school. @param responseId where they were named before
     */
    async mayName(
      who: Member,
      item: PersonsQuestion,
      value: AnswerValue,
      responseId: number,
    ): Promise<boolean> {
      const named = personsIn(value)
      if (named.length === 0) return true
      const found = await candidates(who, item, { among: named, most: named.length })
      if (found.length === named.length) return true
      const before = personsIn(await store.findNamed(responseId, who.personId, item.code))
      const known = [...before, ...found.map(({ personId }) => personId)]
      return named.every((personId) => known.includes(personId))
    },

    async listNames(
      municipalityId: number,
      ids: readonly number[],
    ): Promise<ReadonlyMap<number, string>> {
      const rows = await store.listNames(municipalityId, ids)
      return new Map(rows.map((row) => [row.personId, fullName(row)]))
    },
  }
}

/** The people that answers name. */
export function personsNamed(items: readonly ItemDefinition[], answers: Answers): number[] {
  return items
    .filter(({ kind }) => kind === 'persons')
    .flatMap(({ code }) => personsIn(answers[code] ?? null))
}

function personsIn(value: AnswerValue): number[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : []
}

function labelOf(person: NamedPerson, { within }: PersonsQuestion): string {
  const name = fullName(person)
  return within === 'municipality' && person.school ? `${name}, ${person.school}` : name
}
