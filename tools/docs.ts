// `npm run docs`: writes the pages of docs/ that are made from the code.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rightsPage } from './rights-page.ts'

writeFileSync(join(import.meta.dirname, '../docs/rights.md'), rightsPage())
