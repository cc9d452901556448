import type { Words } from '../../domain/deliveries/message.ts'
import type { DraftView, PlacedInDraft } from '../../domain/questionnaires/outline.ts'
import type { Args, Dialogue, Flow, Next } from '../dialogue.ts'
import { tryEdit } from './questionnaire-edit.ts'
import { answering } from './questionnaire-new.ts'

/** As many problems are said at once. */
const problemsSaid = 10

/**
 * A questionnaire that is being written. Goes on as new after every change.
 * Arguments: `draft`, its number; `view: 'whole'`, all of it: preview, publication, settings.
 */
export const questionnaireDraft: Flow = async (d) => {
  const draft = Number(d.args.draft)
  const here: Args = { draft }
  const shown = await d.domain.questionnaireDrafts.show(d.actor, draft)
  if (d.args.view === 'whole') return whole(d, draft, shown)
  const reply = await d.prompt({
    key: 'questionnaire-draft',
    args: {
      title: shown.title,
      count: shown.questions.length,
      replaces: shown.replaces ? { key: 'questionnaire-draft-replaces' } : '',
      problems: shown.problems.length
        ? { key: 'questionnaire-draft-problems', args: { count: shown.problems.length } }
        : '',
    },
    options: [
      ...shown.questions.map(({ text, kind }, index) => ({
        label: {
          key: 'questionnaire-draft-question',
          args: { number: index + 1, text, kind: { key: `questionnaire-kind-${kind}` } },
        },
        mark: String(index + 1),
      })),
      { label: { key: 'questionnaire-draft-add' }, apart: true },
      { label: { key: 'questionnaire-draft-whole' }, apart: true },
    ],
    back: 'flow',
    view: true,
  })
  if (reply.type === 'back') return { flow: 'questionnaires', args: {} }
  if (reply.type !== 'option') return
  const question = shown.questions[reply.index]
  if (question) return { flow: 'questionnaire-question', args: { draft, question: question.code } }
  if (reply.index === shown.questions.length) return { flow: 'questionnaire-add', args: here }
  return { flow: 'questionnaire-draft', args: { ...here, view: 'whole' } }
}

/** Publishes or proposes, once it is right. */
async function finish(
  d: Dialogue,
  draft: number,
  shown: DraftView & { publishes: boolean },
): Promise<Next | undefined> {
  const here = { flow: 'questionnaire-draft', args: { draft } }
  if (shown.problems.length > 0) {
    sayProblems(d, shown.problems)
    return here
  }
  const drafts = d.domain.questionnaireDrafts
  if (!shown.publishes) {
    await drafts.propose(d.actor, draft)
    d.say('questionnaire-proposed', {}, { menu: true })
    return
  }
  const key = shown.replaces ? 'questionnaire-publish-instead' : 'questionnaire-publish-new'
  const args = { title: shown.title, replaced: shown.replaces ?? '' }
  if (!(await d.confirm(key, args, 'questionnaire-publish'))) return here
  const version = await drafts.publish(d.actor, draft)
  d.say('questionnaire-published', { title: shown.title, version }, { menu: true })
}

export function sayProblems(d: Dialogue, problems: readonly PlacedInDraft[]): void {
  d.say('questionnaire-problems', { count: problems.length })
  for (const { code, args, number, text } of problems.slice(0, problemsSaid)) {
    const what: Words[string] = { key: `error-questionnaire-problem-${code}`, args }
    if (number === null) d.say('questionnaire-problem-whole', { what })
    else d.say('questionnaire-problem-in', { number, text, what })
  }
}

/** What is done with all of the questionnaire, and what is set for it. */
async function whole(
  d: Dialogue,
  draft: number,
  shown: DraftView & { publishes: boolean },
): Promise<Next | undefined> {
  const drafts = d.domain.questionnaireDrafts
  const again = { flow: 'questionnaire-draft', args: { draft, view: 'whole' } }
  const flag = (name: 'offered' | 'anonymous') => async () => {
    await tryEdit(d, draft, { do: 'flag', flag: name })
    return again
  }
  const words = (name: 'title' | 'purpose', max: number) => async () => {
    const text = await d.ask(`questionnaire-new-${name}`, {}, { kind: 'text', min: 3, max })
    await tryEdit(d, draft, { do: name, text })
    return again
  }
  const ways: { key: string; act: () => Promise<Next | undefined> }[] = [
    {
      key: shown.publishes ? 'questionnaire-publish' : 'questionnaire-propose',
      act: () => finish(d, draft, shown),
    },
    ...(shown.questions.length > 0
      ? [
          {
            key: 'questionnaire-preview',
            act: async () => ({ flow: 'questionnaire-preview', args: { of: draft } }),
          },
        ]
      : []),
    { key: 'questionnaire-set-title', act: words('title', 100) },
    { key: 'questionnaire-set-purpose', act: words('purpose', 600) },
    {
      key: 'questionnaire-set-audience',
      act: async () => {
        const roles = await d.chooseSome('questionnaire-new-audience', answering, (role) => ({
          key: `invite-${role}`,
        }))
        await tryEdit(d, draft, { do: 'audience', roles: [...roles] })
        return again
      },
    },
    {
      key: shown.offered ? 'questionnaire-set-not-offered' : 'questionnaire-set-offered',
      act: flag('offered'),
    },
    {
      key: shown.anonymous ? 'questionnaire-set-named' : 'questionnaire-set-anonymous',
      act: flag('anonymous'),
    },
    {
      key: 'questionnaire-get-file',
      act: async () => {
        d.say('questionnaire-file-coming', {}, { make: { what: 'questionnaire', of: draft } })
        return again
      },
    },
    {
      key: 'questionnaire-drop',
      act: async () => {
        if (!(await d.confirm('questionnaire-drop-sure', { title: shown.title }))) return again
        await drafts.drop(d.actor, draft)
        d.say('questionnaire-dropped')
        return { flow: 'questionnaires', args: {} }
      },
    },
  ]
  const reply = await d.prompt({
    key: 'questionnaire-whole',
    args: {
      title: shown.title,
      purpose: shown.purpose,
      audience: shown.audience
        .map((role): Words[string] => ({ key: `role-${role}` }))
        .reduce((left, right) => ({ key: 'questionnaire-and', args: { left, right } })),
      offered: shown.offered ? 1 : 0,
      anonymous: shown.anonymous ? 1 : 0,
    },
    options: ways.map(({ key }) => ({ label: { key } })),
    back: 'flow',
    view: true,
  })
  if (reply.type === 'back') return { flow: 'questionnaire-draft', args: { draft } }
  return reply.type === 'option' ? ways[reply.index]?.act() : undefined
}
