import { describe, expect, test } from 'vitest'
import { names, openField } from '../support/field.ts'
import { report } from '../support/report.ts'
import { post, update } from '../support/webhooks.ts'

const people = 20
const pairs = 10

describe.each(names)('two processes on one database, webhooks of %s spread over both', (name) => {
  test('take two messages of one person at once, 200 times, lose none and keep the order', async () => {
    const field = await openField({ by: 'webhook' })
    const [one, two] = await Promise.all([field.start(), field.start()])
    if (!one || !two) throw new Error('no bots')
    const crowd = Array.from({ length: people }, () => field.person(name))
    let numbers = 10_000
    const say = async (bot: { url: string }, id: number, text: string) => {
      numbers += 1
      const status = await post(bot, name, update(name, { id, text, number: numbers }))
      if (status !== 200) throw new Error(`the webhook answers ${status}`)
    }
    const began = performance.now()
    await Promise.all(
      crowd.map(async ({ id }) => {
        await say(one, id, '/diary')
        for (let n = 0; n < pairs; n++)
          await Promise.all([say(one, id, `a${n}`), say(two, id, `b${n}`)])
        await say(two, id, 'конец')
      }),
    )
    // By rows: the questions, and the last word.
    await field.until('all is answered', 60_000, () =>
      crowd.every((person) => person.answers().some((answer) => answer.startsWith('all'))),
    )
    const seconds = (performance.now() - began) / 1000
    let lost = 0
    let disordered = 0
    let doubled = 0
    for (const person of crowd) {
      const answers = person.answers()
      const read = (answers.find((answer) => answer.startsWith('all')) ?? '').split(' ').slice(1)
      for (let n = 0; n < pairs; n++)
        lost += [`a${n}`, `b${n}`].filter((word) => !read.includes(word)).length
      const order = read.map((word) => Number(word.slice(1)))
      if (order.some((n, i) => i > 0 && n < (order[i - 1] ?? 0))) disordered += 1
      const questions = answers.filter((answer) => answer.startsWith('q'))
      doubled += questions.length - new Set(questions).size
      if (questions.join() !== questions.map((_, i) => `q${i}`).join()) disordered += 1
    }
    report(`two processes, two messages at once × ${people * pairs}, ${name}`, {
      lost,
      'answered twice': doubled,
      'out of order': disordered,
      s: seconds.toFixed(1),
    })
    expect({ lost, doubled, disordered }).toEqual({ lost: 0, doubled: 0, disordered: 0 })
  }, 120_000)
})
