import { answerWith } from './worker-answer.ts'

await answerWith((document) => ({ document }))
