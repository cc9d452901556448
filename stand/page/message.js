import { el, icon } from './dom.js'
import { formatted, link } from './text.js'

/**
 * Draws one message.
 * @param view {messenger, person, group, time(at), openLink(url), tap(message, button)}
 */
export function messageNode(message, view) {
  const mine = message.from === view.person
  const node = el('article', {
    class: `message ${mine ? 'mine' : 'theirs'}${message.from === 'bot' ? ' by-bot' : ''}`,
    'data-id': message.id,
  })
  const bubble = el('div', { class: 'bubble' })
  if (view.group && !mine) bubble.append(el('p', { class: 'from' }, message.fromName))
  if (message.picture) {
    const src = `/stand/${view.messenger}/files/${encodeURIComponent(message.picture.id)}`
    bubble.append(el('img', { class: 'picture', src, alt: 'Фотография' }))
  }
  if (message.file) bubble.append(fileNode(message.file, view.messenger))
  if (message.html) {
    bubble.append(el('div', { class: 'text' }, formatted(message.html, view.openLink)))
  }
  bubble.append(
    el('span', { class: 'meta' }, `${message.edited ? 'изменено ' : ''}${view.time(message.at)}`),
  )
  node.append(bubble)
  if (message.buttons.length > 0) node.append(buttonsNode(message, view))
  return node
}

function fileNode(file, messenger) {
  const href = `/stand/${messenger}/files/${encodeURIComponent(file.id)}`
  return el(
    'a',
    { class: 'file', href, download: file.name },
    el('span', { class: 'file-icon' }, icon('file')),
    el('span', {}, el('b', {}, file.name), el('small', {}, size(file.size))),
  )
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} Б`
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'КБ'] : [bytes / 1024 / 1024, 'МБ']
  return `${value.toLocaleString('ru', { maximumFractionDigits: 1 })} ${unit}`
}

function buttonsNode(message, view) {
  const rows = message.buttons.map((row) =>
    el('div', { class: 'row' }, ...row.map((button) => buttonNode(message, button, view))),
  )
  return el('div', { class: 'buttons', role: 'group', 'aria-label': 'Кнопки сообщения' }, ...rows)
}

function buttonNode(message, button, view) {
  if (!button.url) {
    const onclick = () => view.tap(message, button)
    return el('button', { type: 'button', onclick }, button.label)
  }
  return link(button.url, button.label, view.openLink)
}
