import type { ListPreview } from '../../domain/invitations/lists.ts'
import { registerKinds } from '../../domain/registers/rules.ts'
import type { Role } from '../../domain/shared/access.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { maySayNames } from '../places.ts'
import { wrongWords } from '../registers/load-register.ts'

/** Errors of a file that are named; the rest is counted. */
const shownErrors = 10

/** Personal invitations for many: names from a file or a register → cards to print and a table of links. */
export const inviteList: Flow = async (d): Promise<Next | undefined> => {
  if (!(await maySayNames(d))) return
  const roles = await d.domain.invitationLists.listRoles(d.actor)
  if (roles.length === 0) throw new DomainError('not-allowed')
  const open = await d.domain.invitationLists.listOpen(d.actor)
  const reply = await d.prompt({
    key: 'invite-list-whom',
    options: [
      ...roles.map((one) => ({ label: { key: `invite-${one}` } })),
      ...(open.length > 0 ? [{ label: { key: 'invite-list-earlier' }, apart: true }] : []),
    ],
  })
  const role = reply.type === 'option' ? roles[reply.index] : undefined
  if (!role) return earlier(d)
  const source = await d.choose(
    'invite-list-source',
    ['file', ...registerKinds] as const,
    (one) => ({
      key: `invite-list-from-${one}`,
    }),
  )
  const preview = await previewOf(d, role, source)
  return preview && settle(d, preview)
}

async function previewOf(
  d: Dialogue,
  role: Role,
  source: 'file' | 'teachers' | 'pupils',
): Promise<ListPreview | undefined> {
  if (source !== 'file') return d.domain.invitationLists.addFromRegister(d.actor, role, source)
  for (;;) {
    await d.askFile('invite-list-send')
    try {
      return await d.domain.invitationLists.addFromFile(d.actor, role)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'not-allowed') throw error
      d.say(`error-${error.code}`, error.args)
    }
  }
}

async function settle(
  d: Dialogue,
  { listId, count, known, errors }: ListPreview,
): Promise<undefined> {
  for (const one of errors.slice(0, shownErrors)) d.say('register-error', wrongWords(one))
  if (errors.length > 0) d.say('invite-list-errors', { count: errors.length })
  if (listId === null) return void d.say(known > 0 ? 'invite-list-known' : 'invite-list-nobody')
  const key = known > 0 ? 'invite-list-confirm-known' : 'invite-list-confirm'
  const print = await d.confirm(key, { count, known }, 'invite-list-print', 'invite-list-not-now')
  if (print) return cards(d, listId)
  await d.domain.invitationLists.withdraw(d.actor, listId)
  return void d.say('invite-list-dropped')
}

/** Lists with people who have not come in: printed once more, or withdrawn. */
async function earlier(d: Dialogue): Promise<undefined> {
  const lists = await d.domain.invitationLists.listOpen(d.actor)
  const list = await d.choose('invite-list-which', lists, ({ role, day, waiting }) => ({
    key: 'invite-list-one',
    args: { role: { key: `role-${role}` }, day, waiting },
  }))
  const { waiting, accepted, listId } = list
  const act = await d.choose(
    'invite-list-what',
    ['again', 'withdraw'] as const,
    (one) => ({ key: `invite-list-${one}` }),
    { waiting, accepted },
  )
  if (act === 'again') return cards(d, listId)
  const count = await d.domain.invitationLists.withdraw(d.actor, listId)
  return void d.say('invite-list-withdrawn', { count })
}

function cards(d: Dialogue, listId: number): undefined {
  d.say('invite-list-ready', {}, { make: { what: 'invitation-cards', listId } })
}
