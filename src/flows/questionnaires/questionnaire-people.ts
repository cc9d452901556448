import type { Words } from '../../domain/deliveries/message.ts'
import type { AnswerValue } from '../../domain/questionnaires/definition.ts'
import type { PeopleScreen, QuestionScreen } from '../../domain/questionnaires/screen.ts'
import type { Args, Dialogue, Option } from '../dialogue.ts'
import { questionArgs } from './questionnaire-screen.ts'

/** More names than these stand in the text, with their numbers on the buttons. */
const onButtons = 5

/** Where to go on, and what to do on the way. */
interface Ways {
  /** The same question again. */
  stay: Args
  /** The next one. */
  done: Args
  back: Args
  /** What the offered last names begin with. */
  search: string
  save(value: AnswerValue): Promise<void>
  drop(): Promise<void>
}

/**
 * Names people one after another, each saved at once: the first is the one wished for most, where it is
 * a ranking. The last one can be taken back. @returns the arguments to go on with
 */
export async function askPeople(
  d: Dialogue,
  screen: QuestionScreen,
  people: PeopleScreen,
  ways: Ways,
): Promise<Args> {
  const { chosen, offered, most, more } = people
  const full = chosen.length >= most
  const listed = !full && offered.length > onButtons
  const names: Option[] = full
    ? []
    : offered.map(({ name }, index) => ({
        label: { text: listed ? String(index + 1) : name },
      }))
  const acts: { key: string; act: () => Promise<Args> }[] = []
  if (chosen.length > 0) {
    acts.push({ key: 'questionnaire-people-done', act: async () => ways.done })
    acts.push({
      key: 'questionnaire-people-undo',
      act: async () => {
        const rest = chosen.slice(0, -1).map(({ personId }) => personId)
        await (rest.length > 0 ? ways.save(rest) : ways.drop())
        return ways.stay
      },
    })
  }
  if (ways.search) acts.push({ key: 'questionnaire-people-all', act: async () => ways.stay })
  if (ways.search && offered.length === 0)
    d.say('questionnaire-people-unknown', { search: ways.search })
  else if (offered.length === 0 && chosen.length === 0) d.say('questionnaire-people-none')
  const reply = await d.prompt({
    key: 'questionnaire-people',
    args: {
      ...questionArgs(screen),
      answer: answerLine(people),
      how: howLine(people, full, more || listed || ways.search !== ''),
      list: listed ? { key: 'questionnaire-people-list', args: { list: listOf(offered) } } : '',
    },
    options: [...names, ...acts.map(({ key }) => ({ label: { key }, apart: true }))],
    ...(full ? {} : { expects: { kind: 'text', max: 100 } as const }),
    skip: chosen.length === 0,
    personal: true,
    back: 'flow',
  })
  switch (reply.type) {
    case 'back':
      return ways.back
    case 'text':
      return { ...ways.stay, search: reply.text }
    case 'option': {
      const picked = names[reply.index] && offered[reply.index]
      if (!picked) return acts[reply.index - names.length]?.act() ?? ways.stay
      await ways.save([...chosen.map(({ personId }) => personId), picked.personId])
      return most === 1 ? ways.done : ways.stay
    }
    default:
      await ways.save(null)
      return ways.done
  }
}

const listOf = (people: PeopleScreen['offered']): string =>
  people.map(({ name }, index) => `${index + 1}. ${name}`).join('\n')

function answerLine({ chosen, ranked }: PeopleScreen): Words[string] {
  if (chosen.length === 0) return ''
  const list = chosen.map(({ name }, i) => (ranked ? `${i + 1}. ${name}` : `• ${name}`)).join('\n')
  return { key: 'questionnaire-people-chosen', args: { list } }
}

function howLine(
  { chosen, most, ranked }: PeopleScreen,
  full: boolean,
  more: boolean,
): Words[string] {
  if (full) return { key: 'questionnaire-people-full', args: { most } }
  const key = ranked ? 'questionnaire-people-rank' : 'questionnaire-people-some'
  const next = { key, args: { most, place: chosen.length + 1 } }
  return more ? { key: 'questionnaire-people-more', args: { next } } : next
}
