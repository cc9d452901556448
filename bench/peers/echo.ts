import { run } from '@grammyjs/runner'
import { Bot, InlineKeyboard } from 'grammy'
import { answerBench } from './child.ts'

/** Bare grammY: answers everything with a button, remembers nothing. The floor of what a bot costs. */
const { env } = process
const bot = new Bot(env.BENCH_TOKEN ?? '', { client: { apiRoot: env.BENCH_TELEGRAM ?? '' } })
const reply_markup = new InlineKeyboard().text('Дальше', 'next').text('Отмена', 'cancel')
bot.on('message:text', (ctx) => ctx.reply(`Вы сказали: ${ctx.message.text}`, { reply_markup }))
bot.on('callback_query:data', async (ctx) => {
  await ctx.answerCallbackQuery()
  await ctx.reply('Спасибо!', { reply_markup })
})
bot.catch((error) => console.error(error))
await bot.init()
run(bot)
answerBench()
