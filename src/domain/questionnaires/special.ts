/**
 * Words of health: a special category of personal data (152-ФЗ, art. 10), which is not taken in chat about
 * a pupil. Not a judge, a reminder: it catches what is written without thinking of it.
 */
const words =
  /диагноз|инвалид|психиатр|невролог|расстройств|(?:^|[^а-я])(?:сдвг|зпр|овз|вич)(?:[^а-я]|$)|аутис?[зт]|эпилеп|таблетк|заболевани|хроническ|суицид|беременн/

/** Whether a text seems to speak of somebody's health. */
export function speaksOfHealth(text: string): boolean {
  return words.test(text.toLocaleLowerCase('ru').replaceAll('ё', 'е'))
}
