import type { ChoiceOption, ScaleStep } from './definition.ts'

/** Ready-made answers for who writes a questionnaire: data of questionnaires, as those of the library are. */
export const yesNoUnsure: ChoiceOption[] = [
  { code: 'yes', label: 'Да' },
  { code: 'no', label: 'Нет' },
  { code: 'unsure', label: 'Затрудняюсь ответить', unsure: true },
]

export const scales = {
  five: numbered(1, ['совсем нет', 'скорее нет', 'когда как', 'скорее да', 'вполне']),
  ten: numbered(
    1,
    Array.from({ length: 10 }, () => ''),
  ),
  agreement: numbered(0, [
    'не согласен(на)',
    'скорее не согласен(на)',
    'трудно сказать',
    'скорее согласен(на)',
    'согласен(на)',
  ]),
  marks: numbered(0, ['нет', 'мало', 'достаточно', 'много']),
  criteria: numbered(0, ['нет', 'частично', 'да']),
} as const satisfies { [name: string]: ScaleStep[] }

export type ScalePreset = keyof typeof scales

function numbered(from: number, labels: readonly string[]): ScaleStep[] {
  return labels.map((label, index) => ({ value: from + index, label }))
}
