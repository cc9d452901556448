import type { TwinView } from '../../domain/duplicates/service.ts'
import { may } from '../../domain/shared/access.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Dialogue, Flow } from '../dialogue.ts'
import { maySayNames } from '../places.ts'

/** Two profiles of one name and school: are they one person? Asked of the curator, one pair after another. */
export const duplicates: Flow = async (d) => {
  if (!may(d.actor, 'person.merge')) throw new DomainError('not-allowed')
  if (!(await maySayNames(d))) return
  const found = await d.domain.duplicates.list(d.actor)
  if (found.length === 0) return d.say('duplicates-none')
  const pair =
    found.length === 1
      ? found[0]
      : await d.choose('duplicates-which', found, ({ name }) => ({ text: name }))
  if (!pair) return
  const { name, keepId, otherId } = pair
  d.say('duplicates-two', { name })
  sayTwin(d, pair.keep)
  sayTwin(d, pair.other)
  const answer = await d.choose(
    'duplicates-ask',
    ['one', 'two-people', 'later'] as const,
    (one) => ({
      key: `duplicates-${one}`,
    }),
  )
  if (answer === 'later') return d.say('duplicates-left')
  if (answer === 'two-people') {
    await d.domain.duplicates.tellApart(d.actor, keepId, otherId)
    return d.say('duplicates-apart')
  }
  const { merged } = await d.domain.duplicates.merge(d.actor, keepId, otherId)
  d.say(merged ? 'duplicates-merged' : 'duplicates-merged-already', { name })
}

function sayTwin(d: Dialogue, { since, messengers, roles, schools }: TwinView): void {
  d.say('duplicates-twin', {
    since,
    messengers: messengers.join(', ') || '—',
    role: { key: `role-${roles[0] ?? 'teacher'}` },
    more: roles.length - 1,
    schools: schools.join(', ') || '—',
  })
}
