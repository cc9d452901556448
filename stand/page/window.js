import { api, coalesced } from './api.js'
import { composer } from './composer.js'
import { el, icon } from './dom.js'
import { Log } from './log.js'
import { moreMenu } from './menu.js'
import { drawPeople, fullName } from './people.js'
import { markSeen, unreadOf } from './seen.js'

const titles = { telegram: 'Telegram', vk: 'ВКонтакте' }
const wall = 'wall'

/** One messenger's window: who speaks, the talk, the input. `shared` is what both windows have. */
export class Window {
  #shared
  #people
  #log
  #chats = []
  #chat
  #toastTimer
  #parts
  person
  refresh = coalesced(() => this.#load().catch((error) => this.toast(error.message)))

  constructor(messenger, people, person, shared) {
    this.messenger = messenger
    this.#shared = shared
    this.#people = people
    this.person = person
    this.node = document.querySelector('#window').content.firstElementChild.cloneNode(true)
    this.node.classList.add(messenger)
    this.node.setAttribute('aria-label', titles[messenger])
    const part = (selector) => this.node.querySelector(selector)
    this.#parts = {
      people: part('.people ul'),
      title: part('.talk-title h3'),
      subtitle: part('.talk-title p'),
      tabs: part('.tabs'),
      composer: part('.composer'),
      closed: part('.closed'),
      keyboard: part('.keyboard'),
      toast: part('.toast'),
    }
    part('.window-name').textContent = titles[messenger]
    part('.open-link').append(icon('link'))
    part('.open-link').onclick = () => shared.openLink('', messenger, this.person.id)
    part('.more').append(icon('more'))
    this.#log = new Log(part('.log'))
    const attach = composer(this)
    moreMenu(this, part('.more'), part('.menu'), attach)
  }

  get blocked() {
    return this.#chats.some((chat) => chat.as === this.person.id && !chat.chat && chat.blocked)
  }

  /** Messages that nobody has looked at, of all the people in this window. */
  get unread() {
    return this.#chats.reduce((sum, chat) => sum + unreadOf(this.messenger, chat), 0)
  }

  /** Does something as the person (start, say, tap, block …); shows the stand's refusal as a toast. */
  async act(what, body = {}) {
    const inChat = what === 'say' || what === 'tap' ? this.#chat : undefined
    const whole = { as: this.person.id, ...(inChat && { chat: inChat }), ...body }
    try {
      await api(
        'POST',
        `${this.messenger}/${what}`,
        body instanceof FormData ? withWho(body, whole) : whole,
      )
      await this.refresh()
      this.#log.follow()
      return true
    } catch (error) {
      this.toast(error.message)
      return false
    }
  }

  toast(text) {
    const { toast } = this.#parts
    toast.textContent = text
    toast.classList.add('shown')
    clearTimeout(this.#toastTimer)
    this.#toastTimer = setTimeout(() => toast.classList.remove('shown'), 4500)
  }

  choose(person) {
    this.person = person
    this.#chat = undefined
    this.#shared.chosen()
    return this.refresh()
  }

  async #load() {
    const { chats } = await api('GET', `${this.messenger}/chats`)
    this.#chats = chats
    const mine = chats.filter((chat) => chat.as === this.person.id)
    if (this.#chat !== wall && !mine.some((chat) => chat.chat === this.#chat))
      this.#chat = undefined
    if (this.#chat === wall) await this.#loadWall()
    else await this.#loadChat()
    for (const chat of mine) if (chat.chat === this.#chat) markSeen(this.messenger, chat)
    this.#drawTabs(mine)
    const unread = (person) =>
      chats
        .filter((chat) => chat.as === person.id)
        .reduce((sum, chat) => sum + unreadOf(this.messenger, chat), 0)
    drawPeople(this.#parts.people, this.#people, this.person.id, unread, (p) => this.choose(p))
    this.#shared.counted()
  }

  async #loadChat() {
    const { person, messenger } = this
    const chat = this.#chat
    const where = chat ? `?chat=${encodeURIComponent(chat)}` : ''
    const view = await api('GET', `${messenger}/chats/${person.id}${where}`)
    if (person !== this.person || chat !== this.#chat) return
    const { title, subtitle, composer: input, closed, keyboard } = this.#parts
    title.textContent = view.title
    subtitle.textContent = `Говорит ${fullName(person)}`
    const notices = this.#log.draw(
      view.messages,
      {
        key: `${person.id}/${chat ?? ''}`,
        messenger,
        person: person[messenger],
        group: Boolean(chat),
        time: this.#shared.time,
        day: this.#shared.day,
        openLink: (url) => this.#shared.openLink(url, messenger, person.id),
        tap: (message, button) => this.act('tap', { label: button.label, messageId: message.id }),
      },
      this.#nothing(),
    )
    for (const notice of notices) this.toast(notice)
    const shut = view.blocked && !chat
    input.hidden = shut
    closed.hidden = !shut
    keyboard.hidden = shut || view.keyboard.length === 0
    keyboard.replaceChildren(
      ...view.keyboard.map((row) =>
        el(
          'div',
          { class: 'row' },
          ...row.map((label) =>
            el('button', { type: 'button', onclick: () => this.act('tap', { label }) }, label),
          ),
        ),
      ),
    )
  }

  async #loadWall() {
    const { posts } = await api('GET', `${this.messenger}/wall`)
    const { title, subtitle, composer: input, closed, keyboard } = this.#parts
    title.textContent = 'Стена сообщества'
    subtitle.textContent = 'видна всем посетителям'
    input.hidden = true
    closed.hidden = true
    keyboard.hidden = true
    const messages = posts
      .map((post) => ({
        id: `wall-${post.id}`,
        from: 'bot',
        text: post.text,
        html: new Option(post.text).innerHTML,
        at: post.at,
        edited: false,
        buttons: [],
        picture: post.pictures[0],
      }))
      .reverse()
    const nothing = el('div', { class: 'nothing' }, el('p', {}, 'На стене пока нет записей.'))
    const { time, day, openLink } = this.#shared
    const open = (url) => openLink(url, this.messenger, this.person.id)
    this.#log.draw(
      messages,
      { key: wall, messenger: this.messenger, time, day, openLink: open },
      nothing,
    )
  }

  #nothing() {
    if (this.#chat) return el('div', { class: 'nothing' }, el('p', {}, 'В беседе пока тихо.'))
    const { about } = this.person
    return el(
      'div',
      { class: 'nothing' },
      el('img', { src: '/page/logo.svg', alt: '', width: 64, height: 64 }),
      el('p', {}, about),
      el('button', { type: 'button', onclick: () => this.act('start') }, 'Начать'),
    )
  }

  #drawTabs(mine) {
    const tabs = [
      ['Сообщения', undefined],
      ...mine.filter((chat) => chat.chat).map((chat) => [chat.title, chat.chat]),
      ...(this.messenger === 'vk' ? [['Стена', wall]] : []),
    ]
    const { tabs: box } = this.#parts
    box.hidden = tabs.length === 1
    box.replaceChildren(
      ...tabs.map(([title, chat]) => {
        const summary = mine.find((one) => one.chat === chat)
        const count = summary ? unreadOf(this.messenger, summary) : 0
        const onclick = () => {
          this.#chat = chat
          this.refresh()
        }
        return el(
          'button',
          { type: 'button', role: 'tab', 'aria-selected': String(chat === this.#chat), onclick },
          title,
          count > 0 ? el('span', { class: 'badge' }, String(count)) : undefined,
        )
      }),
    )
  }
}

function withWho(form, who) {
  form.set('as', who.as)
  if (who.chat) form.set('chat', who.chat)
  return form
}
