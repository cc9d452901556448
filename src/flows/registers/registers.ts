import { type RegisterKind, registerKinds } from '../../domain/registers/rules.ts'
import { may } from '../../domain/shared/access.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { maySayNames } from '../places.ts'

/** Which register, how many are in it, and what to do with it. */
export const registers: Flow = async (d): Promise<Next | undefined> => {
  if (!may(d.actor, 'register.view')) throw new DomainError('not-allowed')
  if (!(await maySayNames(d))) return
  const kind = registerKinds.find((one) => one === d.args.kind) ?? (await askKind(d))
  const { day, ...counts } = await d.domain.registers.showCounts(d.actor, kind)
  if (counts.lines === 0) d.say(`register-empty-${kind}`)
  else d.say(`register-counts-${kind}`, { ...counts, day })
  if (kind === 'teachers' && counts.unknown > 0)
    d.say('register-counts-unknown', { unknown: counts.unknown })
  const acts: { key: string; do: () => Promise<Next | undefined> }[] = [
    ...(may(d.actor, 'register.keep')
      ? [
          { key: 'register-load', do: async () => ({ flow: 'load-register', args: { kind } }) },
          { key: 'register-get-template', do: async () => template(d, kind) },
        ]
      : []),
    ...(counts.lines > 0
      ? [
          { key: 'register-export', do: async () => send(d, kind, day) },
          { key: 'register-export-day', do: () => sendAt(d, kind) },
        ]
      : []),
  ]
  if (acts.length === 0) return
  const reply = await d.prompt({
    key: 'register-ask',
    options: acts.map(({ key }) => ({ label: { key } })),
    view: true,
  })
  return reply.type === 'option' ? acts[reply.index]?.do() : undefined
}

function askKind(d: Dialogue): Promise<RegisterKind> {
  return d.choose('register-which', registerKinds, (one) => ({ key: `register-kind-${one}` }))
}

function template(d: Dialogue, kind: RegisterKind): undefined {
  d.say('register-template-ready', {}, { make: { what: 'register-template', kind } })
}

function send(d: Dialogue, kind: RegisterKind, day: string): undefined {
  d.say('register-ready', { day }, { make: { what: 'register', kind, day } })
}

async function sendAt(d: Dialogue, kind: RegisterKind): Promise<undefined> {
  const day = await d.ask('register-export-which-day', {}, { kind: 'date' })
  return send(d, kind, day)
}
