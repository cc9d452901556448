import { z } from 'zod'
import type { ConsentText, ConsentTexts } from '../domain/consents/rules.ts'
import { readYamlFolder } from './yaml-folder.ts'

const line = z.string().min(1).max(1500)

const text = z
  .object({
    code: z.string().regex(/^[a-z-]{1,40}$/),
    version: z.int().min(1),
    since: z.iso.date().optional(),
    reaskDays: z.int().min(1).max(365).optional(),
    required: z.boolean(),
    title: z.string().min(1).max(100),
    operator: line,
    purpose: line,
    data: line,
    actions: line,
    term: line,
    withdrawal: line,
    refusal: line,
    ward: line.optional(),
    text: z.string().min(1).max(3000),
  })
  .strict()

/** Reads the texts of consents (*.yaml) of a folder. @throws Error naming the file and what is wrong */
export async function readConsentTexts(folder: string): Promise<ConsentTexts> {
  const texts: { [code: string]: ConsentText } = {}
  for (const { path, content } of await readYamlFolder(folder)) {
    const { data, error } = text.safeParse(content)
    if (error) {
      const issue = error.issues[0]
      throw new Error(`${path}: ${issue?.path.join('.')}: ${issue?.message}.`)
    }
    if (texts[data.code]) throw new Error(`${path}: the code "${data.code}" is used twice.`)
    texts[data.code] = data
  }
  return texts
}
