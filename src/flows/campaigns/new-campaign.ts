import type { Askable } from '../../domain/campaigns/plan.ts'
import type { Role } from '../../domain/shared/access.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { askDue } from './ask-due.ts'

/** A new campaign: what is asked, of whom, by when; shown with its numbers before it begins. */
export const newCampaign: Flow = async (d): Promise<Next | undefined> => {
  const askable = await d.domain.campaigns.listAskable(d.actor)
  if (askable.length === 0) {
    d.say('campaign-nothing-to-ask')
    return
  }
  const chosen = await d.choose('campaign-which', askable, ({ title }) => ({ text: title }))
  const roles = await rolesOf(d, chosen)
  const schoolIds = await schoolsOf(d)
  const due = await askDue(d)
  const anonymous = chosen.anonymous || (chosen.canBeAnonymous && (await anonymously(d)))
  const reminds = await d.confirm('campaign-remind-ask', {}, 'campaign-remind', 'campaign-silent')
  const plan = { questionnaire: chosen.code, anonymous, roles, schoolIds, due, reminds }
  const audience = await d.domain.campaigns.previewAudience(d.actor, plan)
  if (audience.asked === 0) {
    d.say('error-campaign-nobody', audience)
    return { flow: 'campaigns', args: {} }
  }
  const said = {
    title: chosen.title,
    due,
    ...audience,
    anonymous: anonymous ? 'yes' : 'no',
    reminds: reminds ? 'yes' : 'no',
  }
  if (!(await d.confirm('campaign-preview', said, 'campaign-start', 'campaign-anew')))
    return { flow: 'campaign-new', args: {} }
  const id = await d.domain.campaigns.start(d.actor, plan)
  d.say('campaign-started', { asked: audience.asked })
  return { flow: 'campaign', args: { id } }
}

async function rolesOf(d: Dialogue, { roles }: Askable): Promise<Role[]> {
  if (roles.length === 1) return roles
  return d.chooseSome('campaign-roles', roles, (role) => ({ key: `campaign-role-${role}` }))
}

/** Empty: all of them. Whoever has one school has nothing to choose. */
async function schoolsOf(d: Dialogue): Promise<number[]> {
  const schools = await d.domain.campaigns.listSchools(d.actor)
  if (schools.length < 2) return []
  const wide = d.actor.roles.some(({ role }) => role === 'coordinator')
  if (!wide) {
    const { id } = await d.choose('campaign-school', schools, ({ name }) => ({ text: name }))
    return [id]
  }
  const all = await d.confirm(
    'campaign-schools',
    {},
    'campaign-schools-all',
    'campaign-schools-some',
  )
  if (all) return []
  const some = await d.chooseSome('campaign-schools-which', schools, ({ name }) => ({ text: name }))
  return some.map(({ id }) => id)
}

const anonymously = (d: Dialogue) =>
  d.confirm('campaign-anonymous-ask', {}, 'campaign-anonymous', 'campaign-named')
