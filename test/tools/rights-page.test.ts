import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rights } from '../../src/domain/shared/access.ts'
import { rightsPage } from '../../tools/rights-page.ts'

test('docs/rights.md is what the table of rights says; otherwise: npm run docs', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/rights.md'), 'utf8')
  expect(page).toBe(rightsPage())
})

test('the page has a row of every right', () => {
  for (const action of Object.keys(rights)) expect(rightsPage()).toContain(`\`${action}\``)
})
