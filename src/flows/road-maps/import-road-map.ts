import type { Json, StoredFileRef, Words } from '../../domain/deliveries/message.ts'
import type { RoadMapDraft } from '../../domain/roadmaps/draft.ts'
import { mapTitle } from '../../domain/roadmaps/rules.ts'
import type { DoubtfulRow } from '../../domain/roadmaps/service.ts'
import { may } from '../../domain/shared/access.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Args, Dialogue, Flow, Next } from '../dialogue.ts'
import { askPeriod, likelyPeriods } from './ask-period.ts'
import { joinPieces, longestPaste, looksCut } from './pasted.ts'

/** Doubtful rows that the preview names, and that one page shows. */
const inPreview = 6
const onPage = 8

/**
 * A file that was read before the step → what was understood → «Загрузить». Begins with the draft
 * itself or the reason why there is none, and goes on with the number of the stored draft.
 */
export const importRoadMap: Flow = async (d) => {
  if (!may(d.actor, 'road-map.import'))
    return d.say(d.args.sent ? 'road-map-not-yours' : 'road-map-import-not-yours')
  const { draft, refusal, file, draftId } = d.args
  if (refusal) {
    const { code, args } = refusal as { code: string; args: Words }
    return d.say(`error-${code}`, args)
  }
  if (draft) {
    const stored = file as StoredFileRef | undefined
    const read = draft as unknown as RoadMapDraft
    // A table alone has no title: the file's name tells it from others.
    const title = read.title || (stored?.name.replace(/\.\w{1,5}$/, '') ?? '')
    const id = await d.domain.roadMaps.addDraft(d.actor, { ...read, title }, stored?.id ?? null)
    return { flow: 'road-map-file', args: { draftId: id } }
  }
  if (typeof draftId !== 'number') {
    // A file begins this flow anew; what is typed or pasted is the map itself.
    const text = await d.ask('road-map-send-file', {}, { kind: 'text', max: longestPaste })
    return { flow: 'pasted-text', args: { text, asked: true } }
  }
  return confirmDraft(d, draftId)
}

/**
 * A road map that was pasted as text, piece by piece: messengers cut what is long.
 * Arguments: `text` so far, `last`, the length of its last piece; `asked`: it was asked for.
 */
export const importPasted: Flow = async (d): Promise<Next | undefined> => {
  if (!may(d.actor, 'road-map.import')) {
    d.say('dialogue-not-understood', {}, { menu: true })
    return
  }
  const text = String(d.args.text ?? '')
  const last = typeof d.args.last === 'number' ? d.args.last : text.length
  // Asked of every table: half a road map must not be taken for all of it, whoever has cut it.
  if (text.includes('\n') || looksCut(last)) {
    const reply = await d.prompt({
      key: looksCut(last) ? 'road-map-paste-cut' : 'road-map-paste-goes-on',
      options: [{ label: { key: 'road-map-paste-whole' } }],
      expects: { kind: 'text', max: longestPaste },
      back: 'none',
    })
    if (reply.type === 'text') {
      const joined = joinPieces(text, reply.text, last)
      return { flow: 'pasted-text', args: { ...d.args, text: joined, last: reply.text.length } }
    }
  }
  try {
    const id = await d.domain.roadMaps.addPasted(d.actor, text)
    return { flow: 'road-map-file', args: { draftId: id } satisfies Args }
  } catch (error) {
    if (!(error instanceof DomainError) || d.args.asked !== true) throw error
    d.say(`error-${error.code}`, error.args)
    return { flow: 'road-map-file', args: {} }
  }
}

async function confirmDraft(d: Dialogue, draftId: number): Promise<Next | undefined> {
  const preview = await d.domain.roadMaps.previewDraft(d.actor, draftId)
  if (await askWhen(d, preview)) return { flow: 'road-map-file', args: { draftId } }
  const doubtful =
    preview.doubtful > 0 ? await d.domain.roadMaps.listDoubtful(d.actor, draftId) : []
  sayPreview(d, preview, doubtful)
  let from = 0
  for (;;) {
    const more = from === 0 ? doubtful.length > inPreview : from < doubtful.length
    const [ask, load] = preview.loaded
      ? ['road-map-ask-replace', 'road-map-replace']
      : preview.ofSchool
        ? ['road-map-ask-own', 'road-map-load-own']
        : ['road-map-ask-load', 'road-map-load']
    const reply = await d.prompt({
      key: ask,
      options: [
        { label: { key: load } },
        ...(doubtful.length > 0
          ? [{ label: { key: 'doubts-answer', args: { count: doubtful.length } } }]
          : []),
        ...(more ? [{ label: { key: 'road-map-show-doubtful' } }] : []),
      ],
    })
    if (reply.type === 'option' && reply.index === 0) break
    if (reply.type === 'option' && reply.index === 1) return { flow: 'doubts', args: { draftId } }
    for (const row of doubtful.slice(from, from + onPage)) sayDoubtful(d, row)
    from += onPage
  }
  if (preview.ofSchool) return { flow: 'load-plan', args: { draftId } }
  const loaded = await d.domain.roadMaps.load(d.actor, draftId, { replace: preview.loaded })
  d.say('road-map-loaded', { activities: loaded.activities, assignments: loaded.assignments })
  if (doubtful.length > 0) {
    const label = { key: 'doubts-answer', args: { count: doubtful.length } }
    d.say(
      'road-map-doubts-stay',
      { count: doubtful.length },
      { buttons: [[{ label, command: 'doubts' }]] },
    )
  }
  const unknown = await d.domain.responsibles.listUnknown(d.actor)
  if (unknown.length > 0) {
    const label = { key: 'responsibles-say' }
    d.say(
      'responsibles-unknown',
      { count: unknown.length, names: unknown.slice(0, 10).join('; ') },
      { buttons: [[{ label, command: 'responsibles' }]] },
    )
  }
  const unchecked = await d.domain.undated.listUnchecked(d.actor)
  if (unchecked.length > 0) {
    const label = { key: 'checks-say', args: { count: unchecked.length } }
    d.say('checks-wait', { count: unchecked.length }, { buttons: [[{ label, command: 'checks' }]] })
  }
  const { items } = await d.domain.assignments.list(d.actor, 'next', 5, loaded.roadMapId)
  if (items.length === 0) {
    d.say('road-map-nothing-next', {}, { menu: true })
    return
  }
  d.say('road-map-next')
  for (const { number, title, due, left } of items)
    d.say('road-map-next-row', { number, title, due, left })
  d.say(
    'road-map-reminders',
    {},
    { buttons: [[{ label: { key: 'reminders-plan' }, command: 'plan' }]] },
  )
  return
}

/** Asks what time the map is for when its title does not say, or says it in two ways. @returns whether it has asked */
async function askWhen(d: Dialogue, preview: Preview): Promise<boolean> {
  const { draftId, period, periodKnown, today } = preview
  const twoYears = preview.doubts.some(({ code }) => code === 'two-years')
  if (periodKnown && !twoYears) return false
  const from = period.start.slice(0, 4)
  const to = period.end.slice(0, 4)
  const periods = twoYears
    ? [period, { start: `${from}-09-01`, end: `${to}-08-31` }]
    : likelyPeriods(period, today)
  d.say('road-map-preview-title', { title: named(preview.title) })
  const chosen = await askPeriod(
    d,
    twoYears ? 'road-map-ask-years' : 'road-map-ask-period',
    periods,
  )
  await d.domain.roadMaps.setPeriod(d.actor, draftId, chosen)
  return true
}

const named = (title: string): Words[string] => mapTitle(title, 250)

type Preview = Awaited<ReturnType<Dialogue['domain']['roadMaps']['previewDraft']>>

function sayPreview(d: Dialogue, preview: Preview, doubtful: readonly DoubtfulRow[]): void {
  const { title, period, rows, dated, undated, past, dues } = preview
  d.say('road-map-preview', { title: named(title), start: period.start, end: period.end })
  d.say('road-map-figures', { rows, dated, undated })
  if (!preview.ofSchool)
    d.say('road-map-answering', {
      schools: preview.forSchools,
      municipality: preview.forMunicipality,
    })
  if (past > 0) d.say('road-map-past', { past, dues })
  for (const { code, args } of preview.doubts) d.say(`road-map-doubt-${code}`, args)
  if (doubtful.length === 0)
    return d.say(preview.doubts.length === 0 ? 'road-map-no-doubts' : 'road-map-rows-clear')
  d.say('road-map-doubtful', { count: doubtful.length })
  for (const row of doubtful.slice(0, inPreview)) sayDoubtful(d, row)
  if (doubtful.length > inPreview)
    d.say('road-map-doubtful-more', { count: doubtful.length - inPreview })
}

function sayDoubtful(d: Dialogue, row: DoubtfulRow): void {
  const { number, title, phrase } = row
  const [first] = row.deadline
  const about: Words[string] = first
    ? first.text
    : { key: `road-map-doubt-${row.row[0]?.code}`, args: row.row[0]?.args ?? {} }
  const more = row.deadline.length + row.row.length - 1
  d.say(phrase ? 'road-map-doubtful-row' : 'road-map-doubtful-row-bare', {
    number,
    title,
    phrase,
    about,
    more,
  } satisfies { [name: string]: Json | Words[string] })
}
