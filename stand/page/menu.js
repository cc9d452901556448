import { el, icon } from './dom.js'

const closing = {
  telegram: { shut: 'Вы заблокировали бота.', open: 'Разблокировать', block: 'Заблокировать бота' },
  vk: {
    shut: 'Вы запретили сообществу писать вам.',
    open: 'Разрешить сообщения',
    block: 'Запретить сообщения',
  },
}

/** The «…» menu of a window and the line that stands in place of the input while the bot is blocked. */
export function moreMenu(window, button, menu, attach) {
  const words = closing[window.messenger]
  const item = (drawing, label, onclick) =>
    el(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        onclick: () => {
          menu.hidePopover()
          button.focus()
          onclick()
        },
      },
      icon(drawing),
      label,
    )
  button.addEventListener('click', () => {
    menu.replaceChildren(
      item('start', 'Нажать «Начать»', () => window.act('start')),
      item('file', 'Файл', () => attach('file')),
      item('photo', 'Фотография', () => attach('photo')),
      item('voice', 'Голосовое сообщение', () => window.act('say', { kind: 'voice' })),
      item('sticker', 'Стикер', () => window.act('say', { kind: 'sticker' })),
      window.blocked
        ? item('block', words.open, () => window.act('unblock'))
        : item('block', words.block, () => window.act('block')),
    )
    menu.showPopover()
    const at = button.getBoundingClientRect()
    menu.style.top = `${at.bottom + 6}px`
    menu.style.left = `${Math.max(8, at.right - menu.offsetWidth)}px`
    menu.firstElementChild.focus()
  })
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const items = [...menu.children]
    const next = (items.indexOf(document.activeElement) + step + items.length) % items.length
    items[next].focus()
  })
  const closed = window.node.querySelector('.closed')
  closed.querySelector('p').textContent = words.shut
  closed.querySelector('button').textContent = words.open
  closed.querySelector('button').addEventListener('click', () => window.act('unblock'))
}
