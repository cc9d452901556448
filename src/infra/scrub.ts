/** Fields that hold secrets, whatever their values look like. */
const SECRETS = new Set([
  ...['token', 'access_token', 'accesstoken', 'secret', 'secret_key', 'secretaccesskey'],
  ...['password', 'authorization', 'cookie', 'api_key', 'apikey', 'confirmation'],
])

/** Fields that hold what a person said or is. */
const PERSONAL = new Set([
  ...['text', 'caption', 'payload', 'answer', 'value', 'content', 'incoming', 'title'],
  ...['firstname', 'lastname', 'first_name', 'last_name', 'patronymic', 'username'],
  ...['birthdate', 'birth_date', 'address', 'email', 'phone', 'phone_number'],
])

const replacements: [RegExp, string][] = [
  // Telegram's bot tokens, bare and in addresses; VK's keys of both forms.
  [/\d{6,12}:[\w-]{30,}/g, '[secret]'],
  [/vk1\.[a-z]\.[\w-]{20,}/g, '[secret]'],
  [/\b[0-9a-f]{64,}\b/gi, '[secret]'],
  // Passwords and keys in addresses and headers.
  [/(\w+:\/\/[^\s:/@]*):[^\s@/]+@/g, '$1:[secret]@'],
  [/\b(access_token|token|secret|key|password)=[^&\s]+/gi, '$1=[secret]'],
  [/\b(Bearer|Basic) [\w.~+/=-]+/gi, '$1 [secret]'],
  [/[\w.+-]+@[\w-]+\.[\w.-]*[a-z]/gi, '[email]'],
  [/\+?\b[78][\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}\b/g, '[phone]'],
  // The log speaks English: Cyrillic in it is what somebody wrote, or a name.
  [/[Ѐ-ӿ](?:.*[Ѐ-ӿ])?/g, '[personal]'],
]

/** Takes secrets and people's words out of a line of JSON. */
export function scrub(line: string): string {
  try {
    return `${JSON.stringify(clean(JSON.parse(line)))}\n`
  } catch {
    return '{"level":"error","msg":"a line of the log could not be read and was dropped"}\n'
  }
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const name = key.toLowerCase()
      if (SECRETS.has(name)) return [key, '[secret]']
      if (PERSONAL.has(name)) return [key, '[personal]']
      return [cleanText(key), clean(item)]
    }),
  )
}

const cleanText = (text: string): string =>
  replacements.reduce((left, [pattern, shown]) => left.replace(pattern, shown), text)
