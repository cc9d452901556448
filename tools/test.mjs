// `npm test -- <arguments>`: vitest, once, with what is missing installed first.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare, root } from './prepare.mjs'

prepare()
process.chdir(root)
process.argv.splice(2, 0, 'run')
await import(pathToFileURL(join(root, 'node_modules/vitest/vitest.mjs')).href)
