import type { Message } from '../deliveries/message.ts'

/** To who is asked about a pupil. */
export function asked(id: number, pupil: string, title: string): Message {
  const arg = String(id)
  return {
    text: [{ key: 'observation-asked-told', args: { pupil, title } }],
    buttons: [
      [
        { label: { key: 'observation-open' }, command: 'observe', arg },
        { label: { key: 'observation-decline' }, command: 'observe-no', arg },
      ],
    ],
  }
}

/** To the curator who has asked. */
export function settled(id: number, key: string, pupil: string, respondent: string): Message {
  const look = { label: { key: 'observation-look' }, command: 'observations', arg: String(id) }
  return { text: [{ key, args: { pupil, respondent } }], buttons: [[look]] }
}
