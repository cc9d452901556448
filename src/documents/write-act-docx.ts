import type { DestructionAct } from '../domain/erasures/papers.ts'
import { blank, DOCX_MIME, lines, paperDocx, table } from './paper-docx.ts'
import { dotted, type MadeFile, type Say } from './plan-sheet.ts'

/**
 * The act of destruction of personal data: operator, whose data, which, where, how, why and when,
 * with lines for those who sign (order 179 of Roskomnadzor of 28.10.2022, points 3–4).
 */
export async function writeActDocx(act: DestructionAct, say: Say): Promise<MadeFile> {
  const title = say('act-title')
  const facts: [string, string][] = [
    [say('act-operator'), [act.municipality, act.school].filter(Boolean).join(', ')],
    [say('act-subject'), say('act-subject-is', { pseudonym: act.pseudonym })],
    [say('act-system'), say('act-system-is')],
    [say('act-way'), say('act-way-is')],
    [
      say('act-reason'),
      say(act.reason === 'asked' ? 'act-reason-asked' : 'act-reason-is', {
        day: dotted(act.askedOn),
      }),
    ],
    [say('act-when'), `${dotted(act.destroyedOn)} ${act.destroyedAt}`],
  ]
  const destroyed = act.destroyed.map(({ what, count }) => [say(what), String(count)])
  return {
    name: `${say('act-file', { pseudonym: act.pseudonym })}.docx`,
    mime: DOCX_MIME,
    bytes: await paperDocx(title, [
      ...lines(title, { bold: true, size: 28, centred: true, after: 240 }),
      table([], facts, [2, 3]),
      ...lines(say('act-what'), { bold: true }),
      table([say('act-category'), say('act-records')], destroyed, [4, 1]),
      ...lines(say('act-kept')),
      ...blank(say('act-signer')),
      ...blank(say('act-signer')),
    ]),
  }
}
