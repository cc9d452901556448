import type { Words } from '../../domain/deliveries/message.ts'
import type { PreviewLine, RegisterPreview } from '../../domain/registers/drafts.ts'
import type { RowError } from '../../domain/registers/reading.ts'
import { registerKinds } from '../../domain/registers/rules.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

/** Changes and errors that one page shows. */
const onPage = 8

/** A register's file → what it would change and what is wrong with it → «Загрузить». */
export const loadRegister: Flow = async (d): Promise<Next | undefined> => {
  if (typeof d.args.draftId === 'number') return confirm(d, d.args.draftId)
  const kind = registerKinds.find((one) => one === d.args.kind) ?? 'teachers'
  await d.askFile(`register-send-${kind}`)
  try {
    const draftId = await d.domain.registerDrafts.addDraft(d.actor, kind)
    return { flow: 'load-register', args: { draftId } }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'not-allowed') throw error
    d.say(`error-${error.code}`, error.args)
    return { flow: 'load-register', args: { kind } }
  }
}

interface Act {
  key: string
  do: () => Promise<Next | undefined>
}

async function confirm(d: Dialogue, draftId: number): Promise<Next | undefined> {
  const preview = await d.domain.registerDrafts.previewDraft(d.actor, draftId)
  sayPreview(d, preview)
  const { kind, added, changed, leftOut, errors } = preview
  await page(d, 'errors', draftId, 0)
  await page(d, 'changes', draftId, 0)
  let [shownErrors, shownChanges] = [onPage, onPage]
  for (;;) {
    const load = async (drop: boolean): Promise<Next> => {
      const done = await d.domain.registerDrafts.confirm(d.actor, draftId, drop)
      d.say('register-loaded', done)
      return { flow: 'tie-register', args: { kind } }
    }
    const again = async () => ({ flow: 'load-register', args: { kind } })
    const acts: Act[] = []
    if (added + changed > 0)
      acts.push({
        key: errors > 0 ? 'register-confirm-without' : 'register-confirm',
        do: () => load(false),
      })
    if (leftOut > 0 && errors === 0)
      acts.push({ key: 'register-confirm-drop', do: () => load(true) })
    if (shownErrors < errors)
      acts.push({
        key: 'register-more-errors',
        do: async () => {
          await page(d, 'errors', draftId, shownErrors)
          shownErrors += onPage
          return undefined
        },
      })
    if (shownChanges < added + changed + leftOut)
      acts.push({
        key: 'register-more-changes',
        do: async () => {
          await page(d, 'changes', draftId, shownChanges)
          shownChanges += onPage
          return undefined
        },
      })
    acts.push({ key: 'register-send-other', do: again })
    const reply = await d.prompt({
      key: added + changed + leftOut > 0 ? 'register-ask-load' : 'register-ask-nothing',
      args: { leftOut },
      options: acts.map(({ key }) => ({ label: { key } })),
      back: 'none',
    })
    const next = reply.type === 'option' ? await acts[reply.index]?.do() : undefined
    if (next) return next
  }
}

function sayPreview(d: Dialogue, preview: RegisterPreview): void {
  const { kind, added, changed, unchanged, leftOut, errors, unread } = preview
  d.say(`register-preview-${kind}`, { added, changed, unchanged, leftOut, errors })
  if (unread.length > 0) d.say('register-unread', { columns: unread.join(', ') })
}

async function page(
  d: Dialogue,
  what: 'errors' | 'changes',
  draftId: number,
  from: number,
): Promise<void> {
  if (what === 'errors') {
    const errors = await d.domain.registerDrafts.listErrors(d.actor, draftId, from, onPage)
    for (const one of errors) d.say('register-error', wrongWords(one))
    return
  }
  const changes = await d.domain.registerDrafts.listChanges(d.actor, draftId, from, onPage)
  for (const one of changes) sayChange(d, one)
}

/** Where an error stands and what it is. */
export function wrongWords({ sheet, row, column, code, value }: RowError): Words {
  return {
    where: {
      key: column === '' ? 'register-where-row' : 'register-where',
      args: { sheet: sheet || '—', row, column },
    },
    what: { key: `register-wrong-${code}`, args: { value: value || '—' } },
  }
}

function sayChange(d: Dialogue, { what, name, school, fields }: PreviewLine): void {
  if (what !== 'changed') return d.say(`register-line-${what}`, { name, school })
  d.say('register-line-changed', { name, school })
  for (const { field, from, to } of fields)
    d.say('register-field', {
      field: { key: `register-column-${field}` },
      from: shown(field, from),
      to: shown(field, to),
    })
}

function shown(field: string, value: string | null): Words[string] {
  if (value === null) return { key: 'register-nothing' }
  const day = field === 'birthDate' || field === 'teachingStart'
  return day ? { key: 'register-day', args: { day: value } } : value
}
