export { type LocalTelegram, startTelegram, type TelegramOptions } from './server.ts'
