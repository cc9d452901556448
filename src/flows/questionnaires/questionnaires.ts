import { may } from '../../domain/shared/access.ts'
import type { Args, Dialogue, Flow, Next, Option } from '../dialogue.ts'

/**
 * The questionnaires of the municipality, for who writes them: what is in force and what is being
 * written. Arguments: `code`, of the one in force that is looked at.
 */
export const questionnaireLibrary: Flow = async (d) => {
  if (typeof d.args.code === 'string') return card(d, d.args.code)
  const drafts = await d.domain.questionnaireDrafts.listDrafts(d.actor)
  const known = await d.domain.questionnaireDrafts.listKnown(d.actor)
  const ways: { option: Option; next: Next }[] = [
    ...drafts.map(({ id, title, own, proposed }) => ({
      option: {
        label: {
          key: !own
            ? 'questionnaire-list-proposed'
            : proposed
              ? 'questionnaire-list-waits'
              : 'questionnaire-list-draft',
          args: { title },
        },
      },
      next: { flow: 'questionnaire-draft', args: { draft: id } },
    })),
    ...known.map(({ code, title, origin }) => ({
      option: { label: { key: `questionnaire-list-${origin}`, args: { title } } },
      next: { flow: 'questionnaires', args: { code } },
    })),
    {
      option: { label: { key: 'questionnaire-new' }, apart: true },
      next: { flow: 'questionnaire-new', args: {} },
    },
    {
      option: { label: { key: 'questionnaire-from-file' }, apart: true },
      next: { flow: 'questionnaire-file', args: {} },
    },
  ]
  const reply = await d.prompt({
    key: 'questionnaire-list',
    args: { count: known.length },
    options: ways.map(({ option }) => option),
    view: true,
  })
  return reply.type === 'option' ? ways[reply.index]?.next : undefined
}

async function card(d: Dialogue, code: string): Promise<Next | undefined> {
  const drafts = d.domain.questionnaireDrafts
  const one = await drafts.showKnown(d.actor, code)
  const known = (await drafts.listKnown(d.actor)).find((each) => each.code === code)
  const here: Args = { code }
  const own = known?.origin !== 'library'
  const acts: { key: string; act: () => Promise<Next | undefined> }[] = [
    {
      key: 'questionnaire-preview',
      act: async () => ({ flow: 'questionnaire-preview', args: { of: code } }),
    },
    {
      key: 'questionnaire-copy',
      act: async () => ({
        flow: 'questionnaire-draft',
        args: { draft: await drafts.copy(d.actor, code) },
      }),
    },
    {
      key: 'questionnaire-get-file',
      act: async () => {
        d.say('questionnaire-file-coming', {}, { make: { what: 'questionnaire', of: code } })
        return undefined
      },
    },
    ...(own && may(d.actor, 'questionnaire.publish')
      ? [{ key: `questionnaire-retire-${known?.origin}`, act: () => retire(d, code, here) }]
      : []),
  ]
  const reply = await d.prompt({
    key: 'questionnaire-card',
    args: {
      title: one.title,
      purpose: one.purpose,
      source: one.source ?? { key: 'questionnaire-no-source' },
      count: one.questions.length,
      version: known?.version ?? 1,
      origin: { key: `questionnaire-origin-${known?.origin ?? 'library'}` },
    },
    options: acts.map(({ key }) => ({ label: { key } })),
    back: 'flow',
    view: true,
  })
  if (reply.type === 'back') return { flow: 'questionnaires', args: {} }
  return reply.type === 'option' ? acts[reply.index]?.act() : undefined
}

async function retire(d: Dialogue, code: string, here: Args): Promise<Next | undefined> {
  if (!(await d.confirm('questionnaire-retire-sure'))) return { flow: 'questionnaires', args: here }
  await d.domain.questionnaireDrafts.retire(d.actor, code)
  d.say('questionnaire-retired')
  return { flow: 'questionnaires', args: {} }
}
