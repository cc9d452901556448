import { parentPort, workerData } from 'node:worker_threads'
import { makeFiles, type Work } from './make-files.ts'
import { readWords } from './words.ts'

const { work, locales, today } = workerData as { work: Work; locales: string; today: string }
const words = readWords(locales, { today: () => today })
const files = await makeFiles(work, (key, args) => words.plain(args ? { key, args } : { key }))
parentPort!.postMessage(files)
