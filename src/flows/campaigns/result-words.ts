import type { Words } from '../../domain/deliveries/message.ts'
import { type ItemResult, shareOf } from '../../domain/results/rules.ts'

/** What has come of a question, in a line. */
export function itemWords(item: ItemResult): { key: string; args: Words } {
  const { answered, hidden, mean, range } = item
  const text = item.grid === null ? item.text : `${item.grid}: ${item.text}`
  if (hidden) return { key: 'results-line-hidden', args: { text } }
  if (answered === 0) return { key: 'results-line-none', args: { text } }
  if (mean !== null) {
    const said = { text, mean: figure(mean), top: range ? range[1] : 0 }
    return { key: range ? 'results-line-mean' : 'results-line-average', args: said }
  }
  const [first, second] = [...item.bars].sort((a, b) => b.count - a.count)
  if (item.kind === 'choice' && first) {
    const args = { text, label: first.label, share: percent(shareOf(item, first)) }
    return { key: 'results-line-choice', args }
  }
  if (item.kind === 'several' && first)
    return {
      key: 'results-line-several',
      args: {
        text,
        first: first.label,
        share: percent(shareOf(item, first)),
        second:
          second && second.count > 0
            ? {
                key: 'results-line-second',
                args: { label: second.label, share: percent(shareOf(item, second)) },
              }
            : '',
      },
    }
  return { key: 'results-line-count', args: { text, count: answered } }
}

const percent = (share: number): number => Math.round(share * 100)

/** A mean, as it is said everywhere. */
export const figure = (value: number): Words[string] => ({ key: 'results-figure', args: { value } })
