import { el } from './dom.js'
import { roles, shortName } from './people.js'
import { invitation } from './text.js'

/**
 * The dialog «Открыть по ссылке». Returns `openLink(text, messenger, as)`.
 * @param open called with (messenger, person, payload)
 */
export function inviteDialog(people, open) {
  const dialog = document.querySelector('#link')
  const form = dialog.querySelector('form')
  const { link, messenger, as } = form.elements

  const fill = (chosen) => {
    const able = people.filter((person) => person[messenger.value] !== undefined)
    as.replaceChildren(
      ...able.map((person) =>
        el('option', { value: person.id }, `${shortName(person)}, ${roles[person.role]}`),
      ),
    )
    if (able.some((person) => person.id === chosen)) as.value = chosen
  }
  const recognise = () => {
    const found = invitation(link.value)
    if (!found || found.messenger === messenger.value) return
    messenger.value = found.messenger
    fill(as.value)
  }
  link.addEventListener('input', recognise)
  messenger.addEventListener('change', () => fill(as.value))
  form.querySelector('[value=cancel]').addEventListener('click', () => dialog.close())
  form.addEventListener('submit', () => {
    const payload = invitation(link.value)?.payload ?? link.value.trim()
    const person = people.find((one) => one.id === as.value)
    if (payload && person) open(messenger.value, person, payload)
  })
  return (text, where, who) => {
    link.value = text
    messenger.value = where
    fill(who)
    recognise()
    dialog.showModal()
    link.select()
  }
}
