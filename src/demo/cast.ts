import { z } from 'zod'

const role = z.enum(['coordinator', 'methodist', 'head', 'curator', 'teacher', 'mentor', 'mentee'])

const member = z.object({
  id: z.string(),
  name: z.object({ first: z.string(), last: z.string(), patronymic: z.string() }),
  role,
  school: z.string().nullable(),
  telegram: z.number().int().optional(),
  vk: z.number().int().optional(),
  started: z.array(z.enum(['telegram', 'vk'])),
})

const cast = z.object({
  municipality: z.object({ name: z.string(), zone: z.string() }),
  people: z.array(member),
})

const groups = z.object({ groups: z.array(z.object({ id: z.string() })) })

export type CastMember = z.infer<typeof member>
export type Cast = z.infer<typeof cast>

/**
 * The people of the stand's sample municipality.
 * @param standUrl address of the stand's page, without a slash at its end
 * @throws Error when the stand does not answer, or answers something else
 */
export async function fetchCast(standUrl: string): Promise<Cast> {
  return cast.parse(await fetchJson(standUrl, '/stand/cast'))
}

/** Ids of a messenger's group chats that the bot is in. @throws Error as `fetchCast` */
export async function fetchGroups(standUrl: string, messenger: string): Promise<string[]> {
  const found = groups.parse(await fetchJson(standUrl, `/stand/${messenger}/groups`))
  return found.groups.map(({ id }) => id)
}

async function fetchJson(standUrl: string, path: string): Promise<unknown> {
  const response = await fetch(standUrl + path, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`The stand answered ${response.status} to ${path}.`)
  return response.json()
}
