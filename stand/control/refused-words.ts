/** What the local messengers refuse, in the words of the stand's reader. */
const sentences: [RegExp, string][] = [
  [/no button/, 'Такой кнопки здесь нет.'],
  [/empty message/, 'Пустое сообщение отправить нельзя.'],
  [/has blocked/, 'Бот заблокирован: сначала разблокируйте его.'],
  [/not a member|not in the chat/, 'Этого человека нет в беседе.'],
  [/no group|no VK conversation/, 'Такой беседы нет.'],
  [/no person|Nobody has/, 'Такого человека на стенде нет.'],
  [/start payload/, 'Код приглашения: от 1 до 64 латинских букв, цифр, знаков _ и -.'],
]

/** One Russian sentence for an error that a local messenger threw. */
export function refusedWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const known = sentences.find(([pattern]) => pattern.test(message))
  return known ? known[1] : `Мессенджер отказал: ${message}`
}
