import type { Say } from './plan-sheet.ts'

/** A mean, as it is said everywhere: «3,8», «4,0». */
export const figure = (value: number, say: Say): string => say('results-figure', { value })

export const percent = (share: number): string => `${Math.round(share * 100)} %`
