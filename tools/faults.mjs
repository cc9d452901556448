// `npm run faults -- <arguments>`: the long tests of faults, one after another, and one table at the end.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare, root } from './prepare.mjs'

prepare()
process.chdir(root)
process.argv.splice(2, 0, 'run', '--config', 'vitest.faults.config.ts')
await import(pathToFileURL(join(root, 'node_modules/vitest/vitest.mjs')).href)
