import type { Words } from '../domain/deliveries/message.ts'
import type { Dialogue } from './dialogue.ts'

/** Where a role is held: «Школа № 1, Город Магадан», or the municipality alone. */
export function place(school: string | null, municipality: string): Words[string] {
  return school === null ? municipality : { key: 'people-place', args: { school, municipality } }
}

/**
 * Whether people may be named in this messenger. Where they may not, says so and gives the way to one
 * where they may.
 */
export async function maySayNames(d: Dialogue): Promise<boolean> {
  const { here, linked, open } = await d.domain.people.showPersonalRoute(d.actor)
  if (here) return true
  const [known] = linked
  const [other] = open
  if (known) d.say('people-names-there', { messenger: known.label })
  else
    d.say(
      'people-names-not-here',
      {},
      other
        ? {
            buttons: [
              [
                {
                  label: { key: 'link-connect', args: { messenger: other.label } },
                  command: 'link',
                },
              ],
            ],
          }
        : undefined,
    )
  return false
}
