import { api, onChange } from './api.js'
import { clockBar } from './clock.js'
import { faultMenu } from './faults.js'
import { inviteDialog } from './invite.js'
import { Window } from './window.js'

const main = document.querySelector('#windows')
const windows = {}
const failed = (error) => (windows[main.dataset.shown] ?? windows.telegram)?.toast(error.message)

const { municipality, people } = await api('GET', 'cast')
document.querySelector('#municipality').textContent = `стенд, ${municipality.name}`
const clock = clockBar(municipality.zone, failed)
const faults = faultMenu(failed)

const openLink = inviteDialog(people, async (messenger, person, payload) => {
  show(messenger)
  await windows[messenger].choose(person)
  await windows[messenger].act('start', { payload })
})

const shared = {
  openLink,
  time: clock.time,
  day: clock.day,
  chosen() {
    const choice = new URLSearchParams()
    for (const window of Object.values(windows)) choice.set(window.messenger, window.person.id)
    history.replaceState(null, '', `#${choice}`)
  },
  counted() {
    for (const window of Object.values(windows)) {
      const badge = document.querySelector(`[data-show=${window.messenger}] .badge`)
      badge.hidden = window.unread === 0
      badge.textContent = String(window.unread)
    }
  },
}

// The address remembers who speaks: #telegram=coordinator&vk=curator
const asked = new URLSearchParams(location.hash.slice(1))
for (const [messenger, first] of [
  ['telegram', 'coordinator'],
  ['vk', 'curator'],
]) {
  const able = people.filter((person) => person[messenger] !== undefined)
  const wanted = asked.get(messenger) ?? first
  const person = able.find((one) => one.id === wanted) ?? able[0]
  windows[messenger] = new Window(messenger, able, person, shared)
  main.append(windows[messenger].node)
}

function show(messenger) {
  main.dataset.shown = messenger
  for (const button of document.querySelectorAll('[data-show]')) {
    button.setAttribute('aria-pressed', String(button.dataset.show === messenger))
  }
}
for (const button of document.querySelectorAll('[data-show]')) {
  button.addEventListener('click', () => show(button.dataset.show))
}

const refresh = {
  telegram: windows.telegram.refresh,
  vk: windows.vk.refresh,
  clock: clock.refresh,
  faults: faults.refresh,
}
onChange((changed) => {
  for (const what of changed) refresh[what]()
  // A struck fault is seen only through the call that met it.
  if (!changed.includes('faults')) faults.refresh()
})
