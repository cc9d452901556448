import type { Questionnaire } from '../questionnaires/definition.ts'
import { itemsOf } from '../questionnaires/rules.ts'
import type { ItemResult } from './rules.ts'
import { shareOf } from './rules.ts'

/** The same thing asked twice. */
export interface Change {
  text: string
  /** The question that it is an option of; null: the question itself. */
  of: string | null
  /** A share of those who have answered (0–1), or a mean. */
  unit: 'share' | 'mean'
  /** Of a mean of marks. */
  range: [number, number] | null
  before: number
  after: number
  /** How many have answered, then and now. */
  answered: [number, number]
}

/** Which item of the earlier questionnaire an item asks again, by codes. */
export type Counterparts = ReadonlyMap<string, string>

/** A questionnaire asked again: every item is its own counterpart. */
export function sameItems(items: readonly ItemResult[]): Counterparts {
  return new Map(items.map(({ code }) => [code, code]))
}

/** Mirrored items («ожидаю» before, «вышло так» after) that lead into another questionnaire. */
export function mirroredItems(questionnaire: Questionnaire, other: string): Counterparts {
  return new Map(
    itemsOf(questionnaire).flatMap(({ code, mirrors }) =>
      mirrors?.questionnaire === other ? [[code, mirrors.question] as const] : [],
    ),
  )
}

/** The codes of questionnaires that this one mirrors. */
export function mirroredQuestionnaires(questionnaire: Questionnaire): string[] {
  const codes = itemsOf(questionnaire).flatMap(({ mirrors }) => mirrors?.questionnaire ?? [])
  return [...new Set(codes)]
}

/**
 * What has changed between two results: means of scales, numbers and scores, shares of options that
 * both have. What is hidden in one of them is compared with nothing.
 */
export function changesOf(
  before: readonly ItemResult[],
  after: readonly ItemResult[],
  counterparts: Counterparts,
): Change[] {
  return after.flatMap((now): Change[] => {
    const then = before.find(({ code }) => code === counterparts.get(now.code))
    if (!then || then.hidden || now.hidden || then.answered === 0 || now.answered === 0) return []
    const answered: [number, number] = [then.answered, now.answered]
    if (now.mean !== null && then.mean !== null)
      return [
        {
          text: now.text,
          of: now.grid,
          unit: 'mean' as const,
          range: now.range,
          before: then.mean,
          after: now.mean,
          answered,
        },
      ]
    if (now.kind !== 'choice' && now.kind !== 'several') return []
    return now.bars.flatMap((bar) => {
      const same = then.bars.find(({ label }) => label === bar.label)
      if (!same) return []
      const shares = { before: shareOf(then, same), after: shareOf(now, bar) }
      // What nobody has ever chosen is no change.
      if (same.count === 0 && bar.count === 0) return []
      return [
        { text: bar.label, of: now.text, unit: 'share' as const, range: null, ...shares, answered },
      ]
    })
  })
}
