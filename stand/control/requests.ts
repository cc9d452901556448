import { z } from 'zod'
import { municipality } from '../cast.ts'

/** A cast id such as `curator`, or a platform user id: a number, or its digits in an address. */
export const as = z
  .union([z.number().int().positive(), z.string().min(1)])
  .transform((value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value))

const chat = z.union([z.string().min(1), z.number().int().transform(String)]).optional()
const messageId = z.number().int()
const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
const caption = z.string().optional()
const who = { as, chat }

export const startRequest = z.strictObject({ as, payload: z.string().optional() })
export const personRequest = z.strictObject({ as })
export const tapRequest = z.strictObject({
  ...who,
  label: z.string().min(1),
  messageId: messageId.optional(),
})
export const tapRawRequest = z.strictObject({ ...who, messageId, data: z.string() })

/** Everything that a person can say; `kind` may be left out for plain text. */
export const sayRequest = z.preprocess(
  (body) =>
    body && typeof body === 'object' && !('kind' in body) ? { kind: 'text', ...body } : body,
  z.discriminatedUnion('kind', [
    z.strictObject({ ...who, kind: z.literal('text'), text: z.string() }),
    z.strictObject({
      ...who,
      kind: z.literal('file'),
      name: z.string().min(1),
      mime: z.string().optional(),
      bytes,
      caption,
    }),
    z.strictObject({ ...who, kind: z.literal('photo'), bytes, caption }),
    z.strictObject({ ...who, kind: z.literal('voice') }),
    z.strictObject({ ...who, kind: z.literal('sticker') }),
  ]),
)

export const newPersonRequest = z.strictObject({
  id: z.number().int().positive(),
  firstName: z.string().min(1),
  lastName: z.string(),
  allowed: z.boolean().optional(),
})

export const newGroupRequest = z.strictObject({
  title: z.string().min(1),
  members: z.array(as).min(1),
})

export const clockRequest = z.union([
  z.strictObject({ at: z.iso.datetime({ offset: true }) }),
  z.strictObject({
    day: z.iso.date(),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .default('09:00'),
    zone: z.string().default(municipality.zone),
  }),
  z.strictObject({
    advance: z.string().regex(/^[+-]?P/i),
    zone: z.string().default(municipality.zone),
  }),
  z.strictObject({ offset: z.number().int() }),
])

export const faultRequest = z.strictObject({
  messenger: z.enum(['telegram', 'vk']),
  method: z.string().min(1).optional(),
  kind: z.enum([
    'too-many',
    'flood',
    'server',
    'runtime',
    'bad-gateway',
    'lost-answer',
    'cut',
    'slow',
  ]),
  times: z.number().int().min(1).max(10_000).optional(),
  seconds: z.number().min(0).max(3600).optional(),
})

export const afterQuery = z.object({ after: z.coerce.number().int().min(0).default(0) })
export const chatQuery = z.object({ chat: z.string().min(1).optional() })
