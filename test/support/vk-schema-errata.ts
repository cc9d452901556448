import type { Json, Parameter } from './vk-schema-files.ts'

/**
 * Where the published schema of VK API 5.199 is wrong: every exception that the checker makes is
 * here, with its reason.
 */
export const definitionErrata: { file: string; reason: string; mend(definitions: Json): void }[] = [
  {
    file: 'messages/objects.json',
    reason:
      'The fourth colour of a button is "secondary" in the documentation; the schema says "default".',
    mend: ({ messages_keyboard_button: { properties } }) => properties.color.enum.push('secondary'),
  },
  {
    file: 'messages/objects.json',
    reason: 'one_time is not supported with inline keyboards; the schema wants it always.',
    mend: ({ messages_keyboard: { properties } }) => {
      properties.one_time.required = false
    },
  },
  {
    file: 'callback/objects.json',
    reason: 'The list of event types lacks message_event.',
    mend: ({ callback_type }) => callback_type.enum.push('message_event'),
  },
  {
    file: 'callback/objects.json',
    reason: "A callback button's payload comes parsed, not as text.",
    mend: ({ callback_message_event: { properties } }) => {
      properties.payload = { required: true }
    },
  },
  {
    file: 'base/objects.json',
    reason: 'Real errors carry no inner_type.',
    mend: ({ base_error: { properties } }) => {
      properties.inner_type.required = false
    },
  },
]

/** Parameters that VK documents or takes and the schema lacks. */
export const parameterErrata: Record<string, Parameter[]> = {
  'messages.send': [{ name: 'user_ids', type: 'array', items: { type: 'integer' }, maxItems: 100 }],
  'messages.edit': [{ name: 'conversation_message_id', type: 'integer', minimum: 0 }],
  'messages.delete': [
    { name: 'conversation_message_ids', type: 'array', items: { type: 'integer' }, maxItems: 100 },
  ],
  execute: [{ name: 'code', type: 'string', required: true }],
}

/** Properties of parameters that are known better than the schema says. */
export const parameterCorrections: Record<string, Record<string, Partial<Parameter>>> = {
  'messages.send': {
    // Required since 5.90, and an int32.
    random_id: { required: true, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    // Error 914 comes above 4096, not above 9000.
    message: { maxLength: 4096 },
  },
  'messages.edit': {
    message: { maxLength: 4096 },
    // A keyboard like that of messages.send; the schema says only that it is text.
    keyboard: { $ref: '../messages/objects.json#/definitions/messages_keyboard' },
  },
}

/** Parameters of every method. */
export const commonParameters = [
  'access_token',
  'v',
  'lang',
  'test_mode',
  'captcha_sid',
  'captcha_key',
]

/** Parameters that hold JSON though the schema says only that they are text. */
export const jsonParameters = ['payload', 'event_data', 'template', 'content_source']
