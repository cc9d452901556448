/** A person's name as it is stored. */
export interface PersonName {
  lastName: string
  firstName: string
  patronymic: string | null
}

/** «Мария Ивановна», or «Мария» without a patronymic: how the bot addresses a person. */
export function address(name: PersonName): string {
  return name.patronymic ? `${name.firstName} ${name.patronymic}` : name.firstName
}

/** «Иванова Мария Ивановна»: how registers and orders write a person. */
export function fullName(name: PersonName): string {
  return [name.lastName, name.firstName, name.patronymic].filter(Boolean).join(' ')
}
