import type { CommandButton, Message, Words } from '../deliveries/message.ts'

/** What the people of a pair and their curators are told. Arguments are explained in pairs.ftl. */

const button = (key: string, command: string, arg?: number): CommandButton => ({
  label: { key },
  command,
  ...(arg === undefined ? {} : { arg: String(arg) }),
})

const say = (key: string, args: Words, ...buttons: CommandButton[]): Message => ({
  text: [{ key, args }],
  ...(buttons.length > 0 ? { buttons: [buttons] } : {}),
})

/** What a mentor reads of the one who asks. */
export interface AskedWords {
  [name: string]: string
  name: string
  /** The mentee's; empty where there is none. */
  school: string
  subject: string
  help: string
  about: string
}

export const messages = {
  asked: (requestId: number, { about, ...args }: AskedWords): Message => ({
    text: [
      { key: 'pair-asked', args },
      ...(about ? [{ key: 'pair-asked-about', args: { about } }] : []),
    ],
    buttons: [answerButtons(requestId)],
  }),
  askedReminder: (requestId: number, name: string) => ({
    ...say('pair-asked-reminder', { name }),
    buttons: [answerButtons(requestId)],
  }),
  stillWaiting: (requestId: number, name: string) =>
    say('pair-still-waiting', { name }, button('pair-withdraw', 'withdraw', requestId)),
  withdrawn: (name: string) => say('pair-withdrawn-told', { name }),
  accepted: (name: string, school: string) =>
    say('pair-accepted-told', { name, school }, button('pair-mine', 'my-pairs')),
  declined: (name: string, reason: string) =>
    say(
      reason ? 'pair-declined-told-why' : 'pair-declined-told',
      { name, reason },
      button('pair-ask-another', 'request-mentor'),
    ),
  placesTaken: (name: string) =>
    say('pair-places-taken-told', { name }, button('pair-ask-another', 'request-mentor')),
  mentorLeft: (name: string) =>
    say('pair-mentor-left', { name }, button('pair-ask-another', 'request-mentor')),
  menteeLeft: (name: string) => say('pair-mentee-left', { name }),
  ended: (mentor: string, mentee: string) => say('pair-ended-told', { mentor, mentee }),
  curator: (mentor: string, mentee: string) => say('pair-curator-told', { mentor, mentee }),
  /** Without a name: for those who may be told names in another messenger only. */
  news: () => say('pair-news', {}, button('people-link-other', 'link')),
}

export const answerButtons = (requestId: number): CommandButton[] => [
  button('pair-accept', 'accept', requestId),
  button('pair-decline', 'decline', requestId),
]
