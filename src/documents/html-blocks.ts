import { HTMLElement, type Node, parse, TextNode } from 'node-html-parser'
import type { SourceBlock } from '../domain/roadmaps/source.ts'
import { tableGrid } from './html-table.ts'

const PARAGRAPH = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LI', 'DIV', 'UL', 'OL'])
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'HEAD', 'TITLE', 'IMG', 'META'])

/** HTML (a table or a page saved as it) → paragraphs and tables, in their order. */
export function htmlBlocks(html: string): SourceBlock[] {
  const blocks: SourceBlock[] = []
  collect(parse(html, { comment: false }), blocks)
  return blocks
}

function collect(parent: HTMLElement, blocks: SourceBlock[]): void {
  for (const node of parent.childNodes) {
    if (!(node instanceof HTMLElement)) addText(node.text, blocks)
    else if (SKIPPED.has(node.tagName)) continue
    else if (node.tagName === 'TABLE') blocks.push(tableGrid(node, cellText))
    else if (node.querySelector('table') !== null) collect(node, blocks)
    else addText(cellText(node), blocks)
  }
}

function addText(raw: string, blocks: SourceBlock[]): void {
  const text = raw.trim()
  if (text !== '') blocks.push({ kind: 'text', text })
}

/** Text of an element: paragraphs on lines of their own, list items with their number or a dot. */
export function cellText(element: HTMLElement): string {
  const lines: string[] = ['']
  append(element, lines)
  return lines
    .map((line) => line.replace(/[ \t\r\n\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

function append(node: Node, lines: string[]): void {
  if (node instanceof TextNode) {
    lines[lines.length - 1] += node.text
    return
  }
  if (!(node instanceof HTMLElement) || SKIPPED.has(node.tagName ?? '')) return
  if (node.tagName === 'BR') lines.push('')
  const own = PARAGRAPH.has(node.tagName ?? '')
  if (own) lines.push(node.tagName === 'LI' ? marker(node) : '')
  for (const child of node.childNodes) append(child, lines)
  if (own) lines.push('')
  // A table within a cell becomes running text: nothing is lost, only its lines.
  if (node.tagName === 'TD' || node.tagName === 'TH') lines[lines.length - 1] += ' '
}

function marker(item: HTMLElement): string {
  const list = item.parentNode
  if (list?.tagName !== 'OL') return '· '
  const items = list.childNodes.filter(
    (node) => node instanceof HTMLElement && node.tagName === 'LI',
  )
  return `${items.indexOf(item) + 1}. `
}
