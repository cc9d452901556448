import {
  type Conversation,
  type ConversationFlavor,
  conversations,
  createConversation,
} from '@grammyjs/conversations'
import { run, sequentialize } from '@grammyjs/runner'
import { Bot, type Context, InlineKeyboard } from 'grammy'
import { Redis } from 'ioredis'
import pg from 'pg'
import { answerBench } from './child.ts'

/**
 * The same survey as a careful user of grammY would write it: updates are taken once, talks are kept
 * in order, every answer is stored when it is given, the conversation's state is in PostgreSQL or Redis.
 */
type Talk = ConversationFlavor<Context>

const { env } = process
const pool = new pg.Pool({ connectionString: env.BENCH_DATABASE, max: 12 })
await pool.query(`CREATE TABLE IF NOT EXISTS seen (update_id bigint PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS talk (key text PRIMARY KEY, state jsonb NOT NULL);
  CREATE TABLE IF NOT EXISTS answer (chat_id bigint, question int, value text,
    PRIMARY KEY (chat_id, question))`)

const inPostgres = {
  async read(key: string) {
    const { rows } = await pool.query('SELECT state FROM talk WHERE key = $1', [key])
    return rows[0]?.state
  },
  async write(key: string, state: unknown) {
    await pool.query(
      `INSERT INTO talk VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET state = EXCLUDED.state`,
      [key, JSON.stringify(state)],
    )
  },
  async delete(key: string) {
    await pool.query('DELETE FROM talk WHERE key = $1', [key])
  },
}

function inRedis(url: string) {
  const redis = new Redis(url)
  return {
    async read(key: string) {
      const text = await redis.get(key)
      return text === null ? undefined : JSON.parse(text)
    },
    write: async (key: string, state: unknown) =>
      void (await redis.set(key, JSON.stringify(state))),
    delete: async (key: string) => void (await redis.del(key)),
  }
}

const questions = Number(env.BENCH_QUESTIONS ?? 5)

async function survey(conversation: Conversation<Talk, Context>, ctx: Context) {
  await ctx.reply('<b>Опрос</b>\n\nИзмерение.', {
    parse_mode: 'HTML',
    reply_markup: new InlineKeyboard().text('Начать', 'begin').text('Отмена', 'cancel'),
  })
  const begun = await conversation.waitForCallbackQuery('begin')
  await begun.answerCallbackQuery()
  const given: string[] = []
  for (let i = 1; i <= questions; i++) {
    await ctx.reply(`Вопрос ${i} из ${questions}\nВопрос номер ${i}: что вы думаете об этом?`, {
      reply_markup: new InlineKeyboard().text('Назад', 'back').text('Отмена', 'cancel'),
    })
    const { message, chatId } = await conversation.waitFor('message:text')
    given.push(message.text)
    await conversation.external(async () => {
      await pool.query(
        `INSERT INTO answer VALUES ($1, $2, $3)
         ON CONFLICT (chat_id, question) DO UPDATE SET value = EXCLUDED.value`,
        [chatId, i, message.text],
      )
    })
  }
  await ctx.reply(
    given
      .slice(0, 12)
      .map((text, i) => `${i + 1}. ${text}`)
      .join('\n'),
    {
      reply_markup: new InlineKeyboard().text('Отправить', 'send').text('Изменить', 'change'),
    },
  )
  const sent = await conversation.waitForCallbackQuery('send')
  await sent.answerCallbackQuery()
  await ctx.reply('Спасибо!')
}

const bot = new Bot<Talk>(env.BENCH_TOKEN ?? '', {
  client: { apiRoot: env.BENCH_TELEGRAM ?? '' },
})
bot.use(sequentialize((ctx) => String(ctx.chatId)))
bot.use(async (ctx, next) => {
  const { rowCount } = await pool.query('INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING', [
    ctx.update.update_id,
  ])
  if (rowCount === 1) await next()
})
const storage = env.BENCH_REDIS ? inRedis(env.BENCH_REDIS) : inPostgres
bot.use(conversations({ storage: { type: 'key', adapter: storage as never } }))
bot.use(createConversation(survey))
bot.command('survey', (ctx) => ctx.conversation.enter('survey'))
bot.catch((error) => console.error(error))
await bot.init()
run(bot)
answerBench()
