import { el } from './dom.js'

export const roles = {
  coordinator: 'координатор',
  head: 'директор',
  curator: 'куратор',
  teacher: 'педагог',
  mentor: 'наставник',
  mentee: 'наставляемый',
}

/** «Имя Фамилия» as messengers show it. */
export const shortName = (person) => `${person.name.first} ${person.name.last}`
export const fullName = (person) =>
  `${person.name.first} ${person.name.patronymic} ${person.name.last}`

/** A round face with initials; the colour follows the place in the cast. */
export function face(person, place) {
  const initials = person.name.first[0] + person.name.last[0]
  return el('span', { class: `face face-${place % 7}`, 'aria-hidden': 'true' }, initials)
}

/** The list of who can speak in a messenger, with marks of what they have not seen yet. */
export function drawPeople(list, people, chosen, unread, choose) {
  list.replaceChildren(
    ...people.map((person, place) => {
      const count = unread(person)
      const button = el(
        'button',
        {
          type: 'button',
          'aria-pressed': String(person.id === chosen),
          title: `${fullName(person)}. ${person.about}`,
          'data-person': person.id,
          onclick: () => choose(person),
        },
        face(person, place),
        el(
          'span',
          { class: 'who' },
          el('b', {}, shortName(person)),
          el('small', {}, roles[person.role]),
          el('small', {}, person.school ?? 'муниципалитет'),
        ),
        count > 0
          ? el('span', { class: 'badge', 'aria-label': `непрочитанных: ${count}` }, String(count))
          : undefined,
      )
      return el('li', {}, button)
    }),
  )
}
