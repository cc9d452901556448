import type { Edit } from '../../domain/questionnaires/edit.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Dialogue } from '../dialogue.ts'

/** Changes a draft, or says why that does not do; the talk goes on either way. @returns whether it was changed */
export async function tryEdit(d: Dialogue, draft: number, edit: Edit): Promise<boolean> {
  try {
    await d.domain.questionnaireDrafts.edit(d.actor, draft, edit)
    return true
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'draft-unknown') throw error
    const what = { key: `error-${error.code}`, args: error.args }
    if (error.code.startsWith('questionnaire-problem-')) d.say('questionnaire-edit-wrong', { what })
    else d.say(what.key, what.args)
    return false
  }
}
