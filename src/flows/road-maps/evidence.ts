import type { CommandButton } from '../../domain/deliveries/message.ts'
import type { Dialogue, Flow } from '../dialogue.ts'

/** Files that a row shows buttons for. */
const shown = 8

/** «Открыть»: sends a file that somebody has attached, or says the link. */
export const evidence: Flow = async (d) => {
  const { number, school, file, text } = await d.domain.evidence.show(d.actor, Number(d.args.id))
  const args = { number, school: school ?? '' }
  if (file) d.say('evidence-file', args, { file })
  else d.say('evidence-text', { ...args, text: text ?? '' })
}

/** Says what is attached, and gives its buttons. */
export async function sayEvidence(d: Dialogue, assignmentId: number): Promise<CommandButton[][]> {
  const rows = await d.domain.evidence.list(d.actor, assignmentId)
  for (const { text } of rows) if (text) d.say('evidence-line', { text })
  return rows
    .filter(({ file }) => file !== null)
    .slice(0, shown)
    .map(({ id, file, school }) => [
      {
        label: { key: 'evidence-open', args: { name: file!.name, school: school ?? '' } },
        command: 'evidence',
        arg: String(id),
      },
    ])
}
