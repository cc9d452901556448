import type { ConsentForm } from '../domain/consents/form.ts'
import { blank, DOCX_MIME, lines, paperDocx } from './paper-docx.ts'
import { dotted, type MadeFile, type Say } from './plan-sheet.ts'

/** A consent to be printed and signed, with the name filled in; document and address are for the hand. */
export async function writeConsentDocx(form: ConsentForm, say: Say): Promise<MadeFile> {
  const { title, version, mark, name, birthDate, school, municipality } = form
  return {
    name: `${say('consent-form-file', { name: form.about })}.docx`,
    mime: DOCX_MIME,
    bytes: await paperDocx(title, [
      ...lines(title, { bold: true, size: 28, centred: true, after: 240 }),
      ...lines(say('consent-form-who', { name })),
      ...(birthDate ? lines(say('consent-form-born', { day: dotted(birthDate) })) : []),
      ...lines([school, municipality].filter(Boolean).join(', ')),
      ...blank(say('consent-form-document')),
      ...blank(say('consent-form-address')),
      ...lines(''),
      ...lines(form.text),
      ...lines(say('consent-form-note')),
      ...blank(say('consent-form-signature')),
      ...(form.own
        ? [
            ...lines(say('consent-form-own', { name: form.own })),
            ...blank(say('consent-form-signature')),
          ]
        : []),
      ...lines(say('consent-form-version', { version, mark }), { right: true, size: 16 }),
    ]),
  }
}
