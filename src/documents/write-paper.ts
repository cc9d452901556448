import type { ConsentForm } from '../domain/consents/form.ts'
import type { DestructionAct } from '../domain/erasures/service.ts'
import type { RegisterSheet } from '../domain/registers/service.ts'
import type { MadeFile, Say } from './plan-sheet.ts'
import { writeActDocx } from './write-act-docx.ts'
import { writeConsentDocx } from './write-consent-docx.ts'
import { writeDestructionLog } from './write-destruction-log.ts'
import { type MyData, writeMyDataDocx } from './write-my-data-docx.ts'
import { writeRegisterTemplate, writeRegisterXlsx } from './write-register-xlsx.ts'

/** A paper of personal data: what stands in it. Plain JSON. */
export type Paper =
  | { what: 'my-data'; data: MyData }
  | { what: 'act' | 'log'; act: DestructionAct }
  | { what: 'register' | 'register-template'; sheet: RegisterSheet }
  | { what: 'consent-form'; form: ConsentForm }

export async function writePaper(paper: Paper, say: Say): Promise<MadeFile> {
  switch (paper.what) {
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
