import type { ResultSheet } from '../../domain/results/sheet.ts'
import type { Dialogue, Extra, Flow, Next } from '../dialogue.ts'
import { maySayNames } from '../places.ts'
import { idOf } from './arguments.ts'
import { itemWords } from './result-words.ts'

/** Questions that the chat says in words; the pictures and the table have all of them. */
const said = 8

const ways = ['schools', 'compare', 'table', 'card'] as const

/** Results: in short, as pictures, and where to go on. Arguments: `id`, `school` (absent: all). */
export const results: Flow = async (d): Promise<Next | undefined> => {
  const id = idOf(d.args.id)
  if (id === null) return { flow: 'campaigns', args: {} }
  const school = idOf(d.args.school)
  const sheet = await d.domain.results.showResults(d.actor, id, school)
  summary(d, sheet, { make: { what: 'results', campaignId: id, schoolId: school } })
  // Who sees several schools can look at each; one alone has nothing beside it.
  const all = await d.domain.results.listSchools(d.actor, id)
  const schools = (sheet.school === null ? sheet.schools : all).length > 1 ? all : []
  const earlier = await d.domain.results.listEarlier(d.actor, id)
  const possible = ways.filter(
    (way) => (way !== 'schools' || schools.length > 0) && (way !== 'compare' || earlier.length > 0),
  )
  const reply = await d.prompt({
    key: 'results-after',
    options: possible.map((way) => ({ label: { key: `results-to-${way}` } })),
    back: 'none',
    view: true,
  })
  const here = { id, ...(school === null ? {} : { school }) }
  switch (reply.type === 'option' ? possible[reply.index] : undefined) {
    case 'schools': {
      const chosen = await d.choose('results-which-school', schools, ({ name }) => ({ text: name }))
      return { flow: 'results', args: { id, school: chosen.id } }
    }
    case 'compare': {
      const chosen = await d.choose('results-with-what', earlier, ({ title, wave, startedOn }) => ({
        key: 'results-earlier',
        args: { title, wave, day: startedOn },
      }))
      return { flow: 'results-change', args: { ...here, earlier: chosen.id } }
    }
    case 'table':
      return table(d, id, school)
    case 'card':
      return { flow: 'campaign', args: { id } }
    default:
      return
  }
}

function summary(d: Dialogue, sheet: ResultSheet, extra: Extra): void {
  const { title, school, wave, items, answered, asked, closed } = sheet
  d.say(school === null ? 'results' : 'results-school', {
    title,
    school: school ?? '',
    wave,
    answered,
    asked,
  })
  for (const item of items.slice(0, said)) {
    const { key, args } = itemWords(item)
    d.say(key, args)
  }
  const more = Math.max(0, items.length - said)
  d.say(closed ? 'results-pictures' : 'results-pictures-live', { more }, extra)
}

/** The table; with the answers themselves where they may be seen and this messenger may carry names. */
async function table(d: Dialogue, id: number, school: number | null): Promise<Next> {
  const named = await d.domain.results.showNamedRight(d.actor, id, school)
  const names = named && (await maySayNames(d))
  d.say(
    names ? 'results-table-named' : 'results-table',
    {},
    { make: { what: 'results-table', campaignId: id, schoolId: school, named: names } },
  )
  return { flow: 'campaign', args: { id } }
}
