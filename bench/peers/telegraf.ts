import { Agent } from 'node:http'
import { type Context, Markup, Scenes, session, Telegraf } from 'telegraf'
import { message } from 'telegraf/filters'
import { answerBench } from './child.ts'

/** telegraf's wizard with its state in memory: nothing is stored, nothing is taken once. */
type Wizard = Scenes.WizardContext

const { env } = process
const questions = 5

async function ask(ctx: Wizard, i: number): Promise<void> {
  await ctx.reply(`Вопрос ${i} из ${questions}\nВопрос номер ${i}: что вы думаете об этом?`, {
    ...Markup.inlineKeyboard([
      Markup.button.callback('Назад', 'back'),
      Markup.button.callback('Отмена', 'cancel'),
    ]),
  })
}

const given = (ctx: Wizard): string[] => (ctx.wizard.state as { given: string[] }).given

const survey = new Scenes.WizardScene<Wizard>(
  'survey',
  async (ctx) => {
    Object.assign(ctx.wizard.state, { given: [] })
    await ctx.reply(
      'Опрос\n\nИзмерение.',
      Markup.inlineKeyboard([Markup.button.callback('Начать', 'begin')]),
    )
    ctx.wizard.next()
  },
  async (ctx) => {
    await ctx.answerCbQuery()
    await ask(ctx, 1)
    ctx.wizard.next()
  },
  ...Array.from({ length: questions }, (_, i) => async (ctx: Wizard) => {
    if (!ctx.has(message('text'))) return
    given(ctx).push(ctx.message.text)
    if (i + 1 < questions) await ask(ctx, i + 2)
    else
      await ctx.reply(
        given(ctx)
          .map((text, n) => `${n + 1}. ${text}`)
          .join('\n'),
        Markup.inlineKeyboard([Markup.button.callback('Отправить', 'send')]),
      )
    ctx.wizard.next()
  }),
  async (ctx) => {
    await ctx.answerCbQuery()
    await ctx.reply('Спасибо!')
    await ctx.scene.leave()
  },
)

const bot = new Telegraf<Wizard>(env.BENCH_TOKEN ?? '', {
  telegram: { apiRoot: env.BENCH_TELEGRAM ?? '', agent: new Agent({ keepAlive: true }) as never },
})
bot.use(session())
bot.use(new Scenes.Stage<Wizard>([survey]).middleware())
bot.command('survey', (ctx) => ctx.scene.enter('survey'))
bot.catch((error: unknown, _: Context) => console.error(error))
void bot.launch()
answerBench()
