import { readName } from '../../domain/people/names.ts'
import type { PersonName } from '../../domain/shared/names.ts'
import type { Dialogue } from '../dialogue.ts'

/** The answers to «Проверьте, пожалуйста». */
export const nameAnswers = ['start-name-right', 'start-name-again'] as const

/** A name as it is shown to be confirmed, part by part. */
export function shownName({ lastName, firstName, patronymic }: PersonName) {
  return { lastName, firstName, patronymic: patronymic ?? '—' }
}

/** The name as it was typed, once it was understood and confirmed. */
export async function askName(d: Dialogue): Promise<string> {
  for (;;) {
    const reply = await d.prompt({
      key: 'start-name',
      expects: { kind: 'text', max: 120 },
      personal: true,
    })
    const typed = reply.type === 'text' ? reply.text : ''
    const name = readName(typed)
    if (!name) {
      d.say('error-name-unclear')
      continue
    }
    if (await d.confirm('start-name-confirm', shownName(name), ...nameAnswers)) return typed
  }
}
