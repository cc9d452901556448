import { el } from './dom.js'
import { messageNode } from './message.js'

/**
 * Keeps a log of messages on the screen: only what changed is drawn anew, the place stays where the
 * reader left it, and the end is followed when it was in sight.
 */
export class Log {
  #box
  #drawn = new Map()

  #atEnd = true
  #height = 0

  constructor(box) {
    this.#box = box
    box.tabIndex = 0
    box.addEventListener('scroll', () => {
      // A scroll of ours may be told after the box has shrunk: that is not the reader leaving the end.
      if (box.clientHeight !== this.#height) return
      this.#atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60
    })
    // The bot's keyboard comes and goes below the log: the end stays in sight.
    new ResizeObserver(() => {
      this.#height = box.clientHeight
      if (this.#atEnd) this.follow()
    }).observe(box)
  }

  /** @returns {string[]} notices that appeared since the last drawing of the same chat */
  draw(messages, view, nothing) {
    const fresh = this.#box.dataset.chat !== view.key
    if (fresh) this.#drawn.clear()
    this.#box.classList.toggle('posts', view.key === 'wall')
    this.#box.dataset.chat = view.key
    const box = this.#box
    const atEnd = fresh || this.#atEnd
    const held = box.contains(document.activeElement) && document.activeElement !== box
    const notices = []
    const before = this.#drawn
    this.#drawn = new Map()
    const nodes = []
    let day
    for (const message of messages) {
      const itsDay = view.day(message.at)
      if (itsDay !== day) nodes.push(el('p', { class: 'day' }, el('span', {}, itsDay)))
      day = itsDay
      const json = JSON.stringify(message)
      const old = before.get(message.id)
      const now = old?.json === json ? old : { json, node: messageNode(message, view) }
      now.notice = message.notice
      if (!fresh && message.notice && message.notice !== old?.notice) notices.push(message.notice)
      this.#drawn.set(message.id, now)
      nodes.push(now.node)
    }
    box.replaceChildren(...(nodes.length > 0 ? nodes : [nothing]))
    if (atEnd) this.follow()
    if (held && !box.contains(document.activeElement)) box.focus({ preventScroll: true })
    return notices
  }

  follow() {
    this.#atEnd = true
    this.#box.scrollTop = this.#box.scrollHeight
  }
}
