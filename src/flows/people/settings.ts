import { readName } from '../../domain/people/names.ts'
import { may } from '../../domain/shared/access.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { maySayNames } from '../places.ts'

/** Who I am, and what I can set: name, announcements, where the bot writes first, consents. */
export const settings: Flow = async (d) => {
  const profile = await d.domain.people.showProfile(d.actor)
  const { fullName, municipality, subscribed, messengers, preferred } = profile
  if (fullName) d.say('settings-title', { fullName, municipality })
  else d.say('settings-title-nameless', { municipality })
  for (const { role, school } of profile.roles)
    d.say('settings-role', { role: { key: `role-${role}` }, school: school ?? municipality })
  const others = await d.domain.links.listOthers(d.actor)
  // Named one by one: what was stored meanwhile comes back with its keys in another order.
  const quiet = profile.quiet && { from: profile.quiet.from, to: profile.quiet.to }
  const first = messengers.find(({ code }) => code === preferred) ?? messengers[0]
  const acts: { key: string; do: () => Promise<Next | undefined> }[] = [
    {
      key: subscribed ? 'settings-unsubscribe' : 'settings-subscribe',
      do: async () => {
        await d.domain.people.subscribe(d.actor, !subscribed)
        d.say(subscribed ? 'settings-unsubscribed' : 'settings-subscribed')
        return undefined
      },
    },
    ...(messengers.length > 1 ? [{ key: 'settings-prefer', do: () => prefer(d, messengers) }] : []),
    ...(others.length > 0
      ? [{ key: 'settings-link', do: async () => ({ flow: 'link', args: {} }) }]
      : []),
    { key: 'settings-quiet', do: async () => ({ flow: 'quiet-hours', args: {} }) },
    ...(fullName && profile.patronymic
      ? [{ key: 'settings-address', do: async () => ({ flow: 'address', args: {} }) }]
      : []),
    { key: 'settings-away', do: async () => ({ flow: 'away', args: {} }) },
    ...(may(d.actor, 'reminders.set')
      ? [{ key: 'settings-reminders', do: async () => ({ flow: 'reminder-policy', args: {} }) }]
      : []),
    { key: 'settings-rename', do: () => rename(d) },
    { key: 'settings-roles', do: async () => ({ flow: 'my-roles', args: {} }) },
    ...(may(d.actor, 'person.merge')
      ? [{ key: 'settings-duplicates', do: async () => ({ flow: 'duplicates', args: {} }) }]
      : []),
    { key: 'settings-consents', do: async () => ({ flow: 'consent', args: {} }) },
    { key: 'settings-my-data', do: async () => ({ flow: 'my-data', args: {} }) },
    ...(may(d.actor, 'erasure.view')
      ? [{ key: 'settings-acts', do: async () => ({ flow: 'acts', args: {} }) }]
      : []),
  ]
  const reply = await d.prompt({
    key: 'settings-ask',
    args: {
      messenger: first?.label ?? '—',
      announcements: { key: subscribed ? 'settings-on' : 'settings-off' },
      quiet: quiet ? { key: 'settings-quiet-hours', args: quiet } : { key: 'settings-quiet-none' },
    },
    options: acts.map(({ key }) => ({ label: { key } })),
    view: true,
  })
  return reply.type === 'option' ? acts[reply.index]?.do() : undefined
}

async function prefer(
  d: Dialogue,
  messengers: readonly { code: string; label: string }[],
): Promise<undefined> {
  const reply = await d.prompt({
    key: 'settings-prefer-which',
    options: messengers.map(({ label }) => ({ label: { text: label } })),
  })
  const chosen = reply.type === 'option' ? messengers[reply.index] : undefined
  if (!chosen) return
  await d.domain.people.prefer(d.actor, chosen.code)
  d.say('settings-preferred', { messenger: chosen.label })
}

async function rename(d: Dialogue): Promise<undefined> {
  if (!(await maySayNames(d))) return
  for (;;) {
    const reply = await d.prompt({
      key: 'start-name',
      expects: { kind: 'text', max: 120 },
      personal: true,
    })
    const name = reply.type === 'text' ? reply.text : ''
    if (readName(name)) {
      await d.domain.people.rename(d.actor, name)
      return void d.say('settings-renamed')
    }
    d.say('error-name-unclear')
  }
}
