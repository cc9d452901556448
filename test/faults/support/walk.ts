import { commands } from '../../../src/flows/index.ts'
import type { Screen } from '../../../src/flows/screen.ts'
import type { Frame } from '../../../src/flows/talk.ts'
import type { Speaker, Town } from '../../support/talk.ts'

/** Where a talk stood, with who talked: everything that a replay needs. */
export interface Standing {
  frame: Frame
  actor: unknown
}

/** A random but repeatable number below n. */
export function dice(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x7fffffff) * n) % n
  }
}

const words = ['Математика и физика', 'Иванова Мария Ивановна', 'Школа № 7', 'Хочу вести кружок']

/** What a person might say to a screen: mostly a fitting answer, now and then another one. */
function gesture(screen: Screen, roll: (n: number) => number): { data: string } | { text: string } {
  const { question, step } = screen
  const data = (what: string) => ({ data: `s:${step}:${what}` })
  const options = question.options?.length ?? 0
  if (screen.back && roll(8) === 0) return data('back')
  if (question.skip && roll(5) === 0) return data('skip')
  if (question.many && screen.ticked.length >= Math.max(1, question.many.least)) return data('ok')
  if (options > 0 && (!question.expects || roll(2) === 0))
    return data(`${question.many ? 't' : 'o'}${roll(options)}`)
  const { expects } = question
  if (expects?.kind === 'number') return { text: String((expects.min ?? 0) + roll(3)) }
  if (expects?.kind === 'date') return { text: expects.min ?? '15.09.1998' }
  return { text: words[roll(words.length)] ?? 'да' }
}

const bare = Object.keys(commands).map((name) => `/${name.replaceAll('-', '_')}`)

/**
 * Lets somebody wander through all talks: says every opening and answers what is asked.
 * @param standing told of each question that the talk comes to stand at
 */
export async function wander(
  town: Town,
  who: Speaker,
  roll: (n: number) => number,
  standing: (at: Standing) => void,
  openings: readonly string[] = bare,
): Promise<void> {
  for (const opening of openings) {
    await who.say(opening)
    for (let i = 0; i < 6; i++) {
      const at = await where(town, who)
      if (!at) break
      standing(at)
      const next = gesture(at.frame.screen, roll)
      if ('data' in next) await who.tapRaw(who.last().id, next.data)
      else await who.say(next.text)
    }
    await who.say('/menu')
  }
}

async function where(town: Town, who: Speaker): Promise<Standing | null> {
  const [row] = await town.app.database.query<{ id: number; frames: Frame[] }>(
    `SELECT a.id, coalesce(d.frames -> 'frames', d.frames) AS frames FROM account a JOIN dialogue d ON d.account_id = a.id
     WHERE a.messenger = $1 AND a.user_id = $2`,
    [who.messenger, String(who.userId)],
  )
  const frame = row?.frames.at(-1)
  if (!row || !frame) return null
  const actor = await town.domain((domain) => domain.people.loadActor({ accountId: row.id }))
  return { frame, actor }
}
