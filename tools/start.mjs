// `npm start`: Tandem, with what is missing installed first. In this very process, so that signals
// and exit codes need no carrying.
import { prepare } from './prepare.mjs'

prepare()
await import('tsx')
await import('../src/main.ts')
