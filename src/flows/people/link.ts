import type { Flow } from '../dialogue.ts'

/** «Подключить VK»: a short code that joins another messenger to the person, or the way to enter one. */
export const link: Flow = async (d) => {
  if (d.actor.personId === null) return { flow: 'code', args: {} }
  const others = await d.domain.links.listOthers(d.actor)
  if (others.length === 0) {
    d.say('link-all-connected')
    return
  }
  const reply = await d.prompt({
    key: 'link-choose',
    options: [
      ...others.map(({ label }) => ({
        label: { key: 'link-connect', args: { messenger: label } },
      })),
      { label: { key: 'link-enter' } },
    ],
  })
  const other = reply.type === 'option' ? others[reply.index] : undefined
  if (!other) return { flow: 'code', args: {} }
  const { code, minutes, links } = await d.domain.links.issue(d.actor)
  const url = links.find(({ messenger }) => messenger === other.messenger)?.url ?? other.url
  d.say('link-code', { messenger: other.label, code, minutes, url })
}
