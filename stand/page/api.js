/** Calls the stand's interface and answers its JSON; throws an Error with the stand's own sentence. */
export async function api(method, path, body) {
  const isForm = body instanceof FormData
  const response = await fetch(`/stand/${path}`, {
    method,
    headers: body && !isForm ? { 'content-type': 'application/json' } : {},
    body: isForm ? body : body && JSON.stringify(body),
  }).catch(() => {
    throw new Error('Стенд не отвечает.')
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

/** Calls `listener` with what changed (telegram, vk, clock, faults), and with all after a reconnect. */
export function onChange(listener) {
  const source = new EventSource('/stand/events')
  source.addEventListener('open', () => listener(['telegram', 'vk', 'clock', 'faults']))
  source.addEventListener('change', (event) => listener(JSON.parse(event.data).changed))
}

/** One run at a time: a call during a run makes one more run follow it. */
export function coalesced(run) {
  let running = null
  let again = false
  return () => {
    if (running) {
      again = true
      return running
    }
    running = (async () => {
      do {
        again = false
        await run()
      } while (again)
    })().finally(() => {
      running = null
    })
    return running
  }
}
