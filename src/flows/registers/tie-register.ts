import { registerKinds } from '../../domain/registers/rules.ts'
import type { Flow } from '../dialogue.ts'

/** More are shown another time. */
const atOnce = 20

/** Lines that a member of the school has the name of: tied only by the curator's word. */
export const tieRegister: Flow = async (d) => {
  const kind = registerKinds.find((one) => one === d.args.kind) ?? 'teachers'
  const found = (await d.domain.registers.listNamesakes(d.actor, kind)).slice(0, atOnce)
  if (found.length === 0) return
  const chosen = await d.prompt({
    key: 'register-tie',
    args: { count: found.length },
    options: found.map(({ name }) => ({ label: { text: name } })),
    many: { least: 0, ticked: found.map((_, index) => index) },
    back: 'none',
  })
  const indexes = chosen.type === 'options' ? chosen.indexes : []
  if (indexes.length === 0) return d.say('register-tied-none')
  const entryIds = indexes.flatMap((index) => found[index]?.entryId ?? [])
  const count = await d.domain.registers.tieNamesakes(d.actor, kind, entryIds)
  d.say('register-tied', { count })
}
