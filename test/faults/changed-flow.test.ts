import { describe, expect, test } from 'vitest'
import type { Dialogue, Flow } from '../../src/flows/dialogue.ts'
import { commands, flows } from '../../src/flows/index.ts'
import { openTown } from '../support/talk.ts'
import { argument } from './support/flows.ts'

const said = 'dialogue-number-at-least'
commands.survey = { flow: 'survey' }

/** A flow of steps: a letter asks, «!» calls the domain; ends with what was answered to what. */
function survey(...steps: string[]): Flow {
  return async (d) => {
    const answers: string[] = []
    for (const step of steps) answers.push(...(await take(d, step)))
    d.say(said, { min: answers.join(' ') })
  }
}

async function take(d: Dialogue, step: string): Promise<string[]> {
  if (step === '!') {
    await d.domain.organisations.listSchools(d.actor).catch(() => null)
    return []
  }
  const options = /^(\w)\[(.*)\]$/.exec(step)
  if (!options) return [`${step}=${await d.ask(said, { min: step })}`]
  const [, name = '', list = ''] = options
  const chosen = await d.choose(said, list.split('|'), (text) => ({ text }), { min: name })
  return [`${name}=${chosen}`]
}

/** What the talk stands at: A is answered, B is open. */
const before = ['A', 'B', 'C']

interface Change {
  name: string
  steps: string[]
  /** The person is asked from the beginning. */
  restarts: boolean
}

const changes: Change[] = [
  { name: 'a question inserted before the open one', steps: ['A', 'X', 'B', 'C'], restarts: true },
  { name: 'a question inserted after the open one', steps: ['A', 'B', 'X', 'C'], restarts: false },
  { name: 'an answered question removed', steps: ['B', 'C'], restarts: true },
  { name: 'the open question removed', steps: ['A', 'C'], restarts: true },
  { name: 'everything after the answered question removed', steps: ['A'], restarts: true },
  { name: 'two questions changing places', steps: ['B', 'A', 'C'], restarts: true },
  { name: 'a call inserted before the open question', steps: ['A', '!', 'B', 'C'], restarts: true },
  { name: 'a call inserted after the open question', steps: ['A', 'B', '!', 'C'], restarts: false },
]

describe.each(['telegram', 'vk'] as const)(
  'a flow that is changed in the middle of a talk in %s:',
  (name) => {
    test.each(changes)('$name', async ({ steps, restarts }) => {
      flows.survey = { version: 1, run: survey(...before) }
      const town = await openTown()
      const anna = await town.citizen(name, 'Котова Анна', 'teacher')
      await anna.say('/survey')
      await anna.say('a1')
      flows.survey = { version: 1, run: survey(...steps) }
      await anna.say('b1')
      if (restarts) {
        expect(anna.heard().at(-2)?.text).toContain('вопросы обновились')
        expect(argument(anna.last().text)).toContain(steps[0])
      } else expect(anna.heard().some(({ text }) => text.includes('обновились'))).toBe(false)
      const asked = restarts ? steps : steps.slice(2)
      for (const step of asked.filter((step) => step !== '!'))
        await anna.say(`${step.toLowerCase()}2`)
      const known = restarts ? {} : { A: 'a1', B: 'b1' }
      const wanted = steps
        .filter((step) => step !== '!')
        .map(
          (step) =>
            `${step}=${(known as Record<string, string>)[step] ?? `${step.toLowerCase()}2`}`,
        )
      expect(argument(anna.last().text)).toBe(wanted.join(' '))
    })

    test('options in another order never take a press for another option', async () => {
      flows.survey = { version: 1, run: survey('A', 'B[нет|да]') }
      const town = await openTown()
      const anna = await town.citizen(name, 'Котова Анна', 'teacher')
      await anna.say('/survey')
      await anna.say('a1')
      flows.survey = { version: 1, run: survey('A', 'B[да|нет]') }
      await anna.tap('да')
      expect(anna.heard().some(({ text }) => text.includes('вопросы обновились'))).toBe(true)
      await anna.say('a2')
      await anna.tap('да')
      expect(argument(anna.last().text)).toBe('A=a2 B=да')
    })

    test('a raised version restarts politely, a flow that is gone leads to the menu', async () => {
      flows.survey = { version: 1, run: survey(...before) }
      const town = await openTown()
      const anna = await town.citizen(name, 'Котова Анна', 'teacher')
      await anna.say('/survey')
      flows.survey = { version: 2, run: survey('X', 'Y') }
      await anna.say('a1')
      expect(anna.heard().at(-2)?.text).toContain('вопросы обновились')
      await anna.say('x1')
      delete flows.survey
      await anna.say('y1')
      expect(anna.heard().at(-2)?.text).toContain('вопросы обновились')
      await anna.say('/help')
      expect(anna.last().text).not.toContain('пошло не так')
    })
  },
)
