// `npm run -s tandem -- <command>`: the operator's command line.
import { prepare } from './prepare.mjs'

prepare()
await import('tsx')
await import('../src/cli/main.ts')
