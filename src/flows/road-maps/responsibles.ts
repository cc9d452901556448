import { type Holder, roleHolders } from '../../domain/roadmaps/holders.ts'
import type { Candidate } from '../../domain/roadmaps/responsibles.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

/** Names listed at once; more are found on further pages of the buttons. */
const listed = 30

/** «ИМО ДО», «Кедрова Е.А.» → who that is here; said once, for all road maps. */
export const responsibles: Flow = async (d): Promise<Next | undefined> => {
  const { name } = d.args
  if (typeof name === 'string') {
    await ask(d, name)
    return { flow: 'responsibles', args: {} }
  }
  const names = (await d.domain.responsibles.listNames(d.actor)).slice(0, listed)
  if (names.length === 0) {
    d.say('responsibles-none')
    return
  }
  const unknown = names.filter((one) => one.unknown).length
  const reply = await d.prompt({
    key: unknown > 0 ? 'responsibles-which' : 'responsibles-all-known',
    args: { count: unknown },
    options: names.map((one) => ({
      label: {
        key: one.unknown ? 'responsible-unknown' : 'responsible-known',
        args: { name: one.name, rows: one.rows + one.informed },
      },
    })),
    back: 'none',
  })
  const chosen = reply.type === 'option' ? names[reply.index] : undefined
  return chosen ? { flow: 'responsibles', args: { name: chosen.name } } : undefined
}

async function ask(d: Dialogue, name: string): Promise<void> {
  const known = (await d.domain.responsibles.listNames(d.actor)).find((one) => one.name === name)
  const candidates = await d.domain.responsibles.listCandidates(d.actor, name)
  const holders: Holder[] = [
    ...roleHolders,
    ...candidates.map(({ personId }): Holder => `person:${personId}`),
  ]
  const likely = candidates.filter(({ fits }) => fits === 1)
  const now = known?.holders ?? likely.map(({ personId }): Holder => `person:${personId}`)
  const reply = await d.prompt({
    key: 'responsible-who',
    args: { name },
    options: [
      ...roleHolders.map((role) => ({ label: { key: `responsible-${role}` } })),
      ...candidates.map((one) => ({ label: candidateLabel(one) })),
    ],
    many: { least: 1, ticked: now.map((holder) => holders.indexOf(holder)).filter((i) => i >= 0) },
  })
  if (reply.type !== 'options') return
  const chosen = reply.indexes.flatMap((index) => holders[index] ?? [])
  const moved = await d.domain.responsibles.map(d.actor, name, chosen)
  d.say('responsible-mapped', { name, moved })
}

/** A person with the role and school that tell namesakes apart. */
export const candidateLabel = ({ name, role, school }: Candidate) => ({
  key: 'responsible-person',
  args: {
    name,
    role: { key: `role-${role}` },
    school: school === null ? '' : { key: 'responsible-school', args: { school } },
  },
})
