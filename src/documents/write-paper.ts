import type { ConsentForm } from '../domain/consents/form.ts'
import type { DestructionAct } from '../domain/erasures/papers.ts'
import type { InvitationCards } from '../domain/invitations/lists.ts'
import type { PosterSheet } from '../domain/newcomers/service.ts'
import type { RegisterSheet } from '../domain/registers/service.ts'
import type { MadeFile, Say } from './plan-sheet.ts'
import { writeActDocx } from './write-act-docx.ts'
import { writeCardsDocx } from './write-cards-docx.ts'
import { writeCardsXlsx } from './write-cards-xlsx.ts'
import { writeConsentDocx } from './write-consent-docx.ts'
import { writeDestructionLog } from './write-destruction-log.ts'
import { type MyData, writeMyDataDocx } from './write-my-data-docx.ts'
import { writePosterDocx } from './write-poster-docx.ts'
import { writeRegisterTemplate, writeRegisterXlsx } from './write-register-xlsx.ts'

/** A paper of personal data: what stands in it. Plain JSON. */
export type Paper =
  | { what: 'my-data'; data: MyData }
  | { what: 'act' | 'log'; act: DestructionAct }
  | { what: 'invitation-cards'; cards: InvitationCards }
  | { what: 'poster'; poster: PosterSheet }
  | { what: 'register' | 'register-template'; sheet: RegisterSheet }
  | { what: 'consent-form'; form: ConsentForm }

/** Cards come with the table of their links; all else is one file. */
export async function writePaper(paper: Paper, say: Say): Promise<MadeFile[]> {
  if (paper.what !== 'invitation-cards') return [await writeOne(paper, say)]
  return [await writeCardsDocx(paper.cards, say), await writeCardsXlsx(paper.cards, say)]
}

async function writeOne(
  paper: Exclude<Paper, { what: 'invitation-cards' }>,
  say: Say,
): Promise<MadeFile> {
  switch (paper.what) {
    case 'poster':
      return writePosterDocx(paper.poster, say)
    case 'my-data':
      return writeMyDataDocx(paper.data, say)
    case 'act':
      return writeActDocx(paper.act, say)
    case 'log':
      return writeDestructionLog(paper.act, say)
    case 'register':
      return writeRegisterXlsx(paper.sheet, say)
    case 'register-template':
      return writeRegisterTemplate(paper.sheet, say)
    case 'consent-form':
      return writeConsentDocx(paper.form, say)
  }
}
