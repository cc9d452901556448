import type { Dialogue, Flow, Next } from '../dialogue.ts'

/** «Отправить школам»: to whom, what is obligatory, by when. */
export const sendTemplate: Flow = async (d): Promise<Next | undefined> => {
  const map = Number(d.args.map)
  const { title, schools, rows, first, terms, today } = await d.domain.planApprovals.showSending(
    d.actor,
    map,
  )
  if (schools.length === 0) {
    d.say('plan-send-all-have', { title })
    return
  }
  if (rows.length === 0) {
    d.say('error-school-plan-no-rows')
    return
  }
  d.say('plan-send', { title, rows: rows.length })
  const chosen = await whom(d, schools)
  const optional = first ? await askOptional(d, rows) : undefined
  const sendBy = await askTerm(d, terms, today)
  const { count, alone, aloneCount } = await d.domain.planApprovals.send(
    d.actor,
    map,
    chosen,
    sendBy,
    ...(optional === undefined ? [] : [optional]),
  )
  d.say('plan-send-done', { count, day: sendBy })
  if (aloneCount > 0) d.say('plan-send-alone', { names: alone, count: aloneCount })
  return { flow: 'plan-board', args: { map: String(map) } }
}

async function whom(d: Dialogue, schools: readonly { id: number; name: string }[]) {
  if (schools.length === 1) return schools.map(({ id }) => id)
  const reply = await d.prompt({
    key: 'plan-send-whom',
    args: { count: schools.length },
    options: [
      { label: { key: 'plan-send-everybody', args: { count: schools.length } } },
      { label: { key: 'plan-send-some' } },
    ],
  })
  if (reply.type !== 'option' || reply.index === 0) return schools.map(({ id }) => id)
  const some = await d.chooseSome('plan-send-choose', schools, ({ name }) => ({ text: name }))
  return some.map(({ id }) => id)
}

/** Which rows schools may leave out. */
async function askOptional(
  d: Dialogue,
  rows: readonly { id: number; number: string; title: string }[],
): Promise<number[] | 'all'> {
  const ways = ['none', 'any', 'some'] as const
  const way = await d.choose('plan-send-optional', ways, (one) => ({
    key: `plan-send-optional-${one}`,
  }))
  if (way === 'any') return 'all'
  if (way === 'none') return []
  const some = await d.chooseSome('plan-send-which-optional', rows, ({ number, title }) => ({
    key: 'assignment-choice',
    args: { number, title },
  }))
  return some.map(({ id }) => id)
}

async function askTerm(d: Dialogue, terms: readonly string[], today: string): Promise<string> {
  const reply = await d.prompt({
    key: 'plan-send-by',
    options: terms.map((day) => ({ label: { key: 'plan-send-day', args: { day } } })),
    expects: { kind: 'date', min: today },
  })
  if (reply.type === 'text') return reply.text
  return (reply.type === 'option' ? terms[reply.index] : undefined) ?? terms[0]!
}
