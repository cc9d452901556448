import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANNA, BORIS, type VkTest, vkTest } from '../../support/vk-client.ts'

let vk: VkTest
beforeEach(async () => {
  vk = await vkTest()
})
afterEach(() => vk.stand.stop())

describe('a call', () => {
  test('needs a token, a version and a known method', async () => {
    const bare = await fetch(`${vk.stand.apiRoot}/users.get?v=5.199`).then((r) => r.json())
    expect(bare).toEqual({
      error: {
        error_code: 5,
        error_msg: 'User authorization failed: no access_token passed.',
        request_params: [
          { key: 'method', value: 'users.get' },
          { key: 'oauth', value: '1' },
          { key: 'v', value: '5.199' },
        ],
      },
    })
    expect((await vk.call('users.get', {}, 'wrong')).error.error_code).toBe(5)
    expect(await vk.refusal('users.get', { v: '' })).toMatch(/^8 Invalid request: v is required/)
    expect(await vk.refusal('users.get', { v: '5.50' })).toMatch(/^8 /)
    expect(await vk.refusal('users.got')).toBe('3 Unknown method passed')
  })

  test('may be a GET, but its body is never JSON', async () => {
    const token = vk.stand.credentials.token
    const url = `${vk.stand.apiRoot}/users.get?v=5.199&access_token=${token}&user_ids=${ANNA}`
    const got = await fetch(url).then((r) => r.json())
    expect(got).toMatchObject({ response: [{ id: ANNA, first_name: 'Анна' }] })
    const json = await fetch(`${vk.stand.apiRoot}/users.get`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ access_token: token, v: '5.199' }),
    }).then((r) => r.json())
    expect(json).toMatchObject({ error: { error_code: 8 } })
  })

  test("is refused with error 6 beyond twenty a second, in VK's words", async () => {
    const strict = await vkTest({ limits: 'real' })
    const calls = Array.from({ length: 21 }, () => strict.refusal('users.get', { user_ids: ANNA }))
    const refusals = (await Promise.all(calls)).filter((refusal) => refusal !== undefined)
    expect(refusals).toEqual(['6 Too many requests per second'])
    await strict.stand.stop()
  })

  test('needs the right kind of token', async () => {
    const { userToken, serviceToken } = vk.stand.credentials
    const post = { owner_id: `-${vk.groupId}`, message: 'Встреча' }
    expect(await vk.refusal('wall.post', post)).toMatch(/^27 Group authorization failed/)
    const service = await vk.call('wall.post', post, serviceToken)
    expect(service.error.error_code).toBe(28)
    expect((await vk.call('messages.setActivity', {}, userToken)).error.error_code).toBe(15)
    expect(await vk.call('wall.post', post, userToken)).toEqual({ response: { post_id: 1 } })
    expect(vk.stand.wall()).toMatchObject([{ id: 1, text: 'Встреча', pictures: [] }])
  })

  test('is kept for the tests without its token', async () => {
    await vk.call('users.get', { user_ids: ANNA })
    expect(vk.stand.calls()).toMatchObject([
      { method: 'users.get', params: { v: '5.199', user_ids: '77' }, status: 200 },
    ])
    expect(JSON.stringify(vk.stand.calls())).not.toContain(vk.stand.credentials.token)
  })
})

describe('users and conversations', () => {
  test('are told to the bot', async () => {
    const chat = vk.stand.addGroup('Клуб', [ANNA, BORIS])
    const members = await vk.call('messages.getConversationMembers', { peer_id: chat })
    const ids = members.response.items.map((item: { member_id: number }) => item.member_id)
    expect(ids).toEqual([ANNA, BORIS, -Number(vk.groupId)])
    const known = await vk.call('messages.getConversationsById', { peer_ids: `${chat},${BORIS}` })
    expect(known.response.items).toMatchObject([
      { peer: { type: 'chat' }, chat_settings: { title: 'Клуб' } },
      { peer: { type: 'user' }, can_write: { allowed: false, reason: 901 } },
    ])
    const allowed = { group_id: vk.groupId, user_id: BORIS }
    const answer = await vk.call('messages.isMessagesFromGroupAllowed', allowed)
    expect(answer).toEqual({ response: { is_allowed: 0 } })
  })

  test('that do not exist are error 113 or 917', async () => {
    expect(await vk.refusal('users.get', { user_ids: 'кто-то' })).toBe('113 Invalid user id')
    const members = { peer_id: 2_000_000_050 }
    expect(await vk.refusal('messages.getConversationMembers', members)).toMatch(/^917/)
  })
})

describe('execute', () => {
  const send = (peer: number, n: number) =>
    `API.messages.send({"peer_id":${peer},"random_id":${n},"message":"а, \\"б\\" }"})`

  test('runs a list of calls and tells the errors beside', async () => {
    const code = `return [${send(ANNA, 1)}, ${send(BORIS, 2)},API.users.get({"user_ids":[77]})];`
    expect(await vk.call('execute', { code })).toMatchObject({
      response: [1, false, [{ id: ANNA }]],
      execute_errors: [{ method: 'messages.send', error_code: 901 }],
    })
    expect(vk.stand.chat(ANNA).messages[0]?.text).toBe('а, "б" }')
  })

  test('takes 25 calls and no other script', async () => {
    const many = (n: number) =>
      `return [${Array.from({ length: n }, (_, i) => send(ANNA, i + 1))}];`
    expect((await vk.call('execute', { code: many(25) })).response).toHaveLength(25)
    expect(await vk.refusal('execute', { code: many(26) })).toMatch(/^13 /)
    expect(await vk.refusal('execute', { code: 'var a = 1; return a;' })).toMatch(/^12 /)
  })
})
