import type { Flow } from '../dialogue.ts'

/** Takes a personal invitation back: sent to the wrong one, or to the wrong role. */
export const inviteWithdraw: Flow = async (d) => {
  const open = await d.domain.invitations.listOpen(d.actor)
  if (open.length === 0) return d.say('invite-withdraw-none')
  const words = ({ role, place, day }: { role: string; place: string; day: string }) => {
    return { role: { key: `role-${role}` }, place, day }
  }
  const chosen = await d.choose('invite-withdraw-which', open, (one) => ({
    key: 'invite-withdraw-one',
    args: words(one),
  }))
  if (
    !(await d.confirm('invite-withdraw-sure', words(chosen), 'invite-withdraw-yes', 'invite-keep'))
  )
    return d.say('invite-kept')
  await d.domain.invitations.withdraw(d.actor, chosen.invitationId)
  d.say('invite-withdrawn', words(chosen))
}
