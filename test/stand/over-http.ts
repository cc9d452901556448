import type { Stand } from '../../stand/stand.ts'

// biome-ignore lint/suspicious/noExplicitAny: the tests judge the answers, not the compiler.
type Json = any

/** Calls the stand's own interface; answers the status and the parsed body. */
export async function standCall(
  stand: Stand,
  method: string,
  path: string,
  body?: object | FormData,
): Promise<{ status: number; body: Json }> {
  const isForm = body instanceof FormData
  const response = await fetch(stand.page + path, {
    method,
    headers: body && !isForm ? { 'content-type': 'application/json' } : {},
    body: isForm ? body : body && JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

/** A Telegram bot's call as it goes over the wire; answers the body with the HTTP status. */
export async function telegramCall(stand: Stand, method: string, params: object): Promise<Json> {
  const { apiRoot, credentials } = stand.messengers.telegram
  const response = await fetch(`${apiRoot}/bot${credentials.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
  return { status: response.status, ...((await response.json()) as object) }
}

/** A VK community's call as it goes over the wire; answers the body. */
export async function vkCall(
  stand: Stand,
  method: string,
  params: Record<string, string>,
): Promise<Json> {
  const { apiRoot, credentials } = stand.messengers.vk
  const body = new URLSearchParams({
    access_token: credentials.token ?? '',
    v: '5.199',
    ...params,
  })
  return (await fetch(`${apiRoot}/${method}`, { method: 'POST', body })).json()
}
