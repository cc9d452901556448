import type { Dispatcher } from 'undici'

/**
 * Makes a call and reads its answer as JSON, whatever the status: the platforms say in the body what went wrong.
 * It goes past undici's `request`, whose streams cost more than the call; answers are small.
 * @param went told when the call leaves: a connection may have to be opened first
 * @throws Error when the connection breaks, takes too long, or the answer is no JSON
 */
export function callJson(
  pool: Dispatcher,
  call: Dispatcher.DispatchOptions,
  went = () => {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    pool.dispatch(call, {
      onRequestStart: () => went(),
      onResponseData(_, piece) {
        pieces.push(piece)
      },
      onResponseEnd() {
        try {
          const [only, ...more] = pieces
          const body = only && more.length === 0 ? only : Buffer.concat(pieces)
          resolve(JSON.parse(body.toString()))
        } catch (error) {
          reject(error)
        }
      },
      onResponseError: (_, error) => reject(error),
    })
  })
}
