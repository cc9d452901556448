/** VK's own error texts by code (the errors section of the VK API 5.199 schema). */
const TEXTS: Record<number, string> = {
  3: 'Unknown method passed',
  5: 'User authorization failed',
  6: 'Too many requests per second',
  8: 'Invalid request',
  9: 'Flood control',
  10: 'Internal server error',
  12: 'Unable to compile code',
  13: 'Runtime error occurred during code invocation',
  14: 'Captcha needed',
  15: 'Access denied',
  27: 'Group authorization failed',
  28: 'Application authorization failed',
  100: 'One of the parameters specified was missing or invalid',
  104: 'Not found',
  105: "Couldn't save file",
  113: 'Invalid user id',
  121: 'Invalid hash',
  125: 'Invalid group id',
  129: 'Invalid photo',
  214: 'Access to adding post denied',
  900: "Can't send messages for users from blacklist",
  901: "Can't send messages for users without permission",
  902: "Can't send messages to this user due to their privacy settings",
  909: "Can't edit this message, because it's too old",
  910: "Can't sent this message, because it's too big",
  911: 'Keyboard format is invalid',
  914: 'Message is too long',
  917: "You don't have access to this chat",
  920: "Can't edit this kind of message",
  924: "Can't delete this message for everybody",
  927: 'Chat does not exist',
  932: "Your community can't interact with this peer",
  936: 'Contact not found',
  940: 'Too many posts in messages',
  945: 'Chat was disabled',
  946: 'Chat not supported',
  950: "Can't send message, reply timed out",
  2000: 'Number of Callback API servers exceeds limit',
}

/** A refusal of the API: VK answers it with HTTP 200 and an `error` object. */
export class VkError extends Error {
  override readonly name = 'VkError'
  readonly code: number

  /** @param detail what VK adds after a colon, such as "random_id is a required parameter" */
  constructor(code: number, detail?: string) {
    const text = TEXTS[code] ?? 'Unknown error occurred'
    super(detail ? `${text}: ${detail}` : text)
    this.code = code
  }
}

/** Error 100, the one for parameters. */
export function badParameter(detail: string): VkError {
  return new VkError(100, detail)
}

/** The body that VK answers with; it repeats the parameters of the request, except for the token. */
export function errorBody(error: VkError, method: string, fields: Record<string, unknown>): object {
  const { access_token: _, ...rest } = fields
  const captcha = { captcha_sid: '239633676097', captcha_img: 'https://api.vk.ru/captcha.php' }
  return {
    error: {
      error_code: error.code,
      error_msg: error.message,
      ...(error.code === 14 ? captcha : {}),
      request_params: Object.entries({ method, oauth: '1', ...rest }).map(([key, value]) => ({
        key,
        value: String(value),
      })),
    },
  }
}
