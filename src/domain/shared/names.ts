/** A person's name as it is stored. */
export interface PersonName {
  lastName: string
  firstName: string
  patronymic: string | null
}

/** How somebody wants to be addressed: by the first name alone; null: with the patronymic, where there is one. */
export type AddressedBy = 'first' | null

/** «Мария Ивановна», or «Мария»: how the bot addresses a person. */
export function address(name: PersonName, by: AddressedBy = null): string {
  return name.patronymic && by === null ? `${name.firstName} ${name.patronymic}` : name.firstName
}

/** «Иванова Мария Ивановна»: how registers and orders write a person. */
export function fullName(name: PersonName): string {
  return [name.lastName, name.firstName, name.patronymic].filter(Boolean).join(' ')
}
