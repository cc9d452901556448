// A whole Tandem in a process of its own, to be killed: src/main.ts with the talks of the tests.
import { registerTestFlows } from './flows.ts'

registerTestFlows()
await import('../../../src/main.ts')
