import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Stage } from './testing/stage'
import { useStages } from './testing/use-browser'

/* An owner follows hub.md on the page, from an empty configuration on. */

const open = useStages()

const SECRET = 'fernhill-0123456789-abcdefghij'

const hub = readFileSync(join(__dirname, '..', '..', 'hub.md'), 'utf8')
const section = (heading: string): string => hub.split(`${heading}\n`)[1]?.split(/^#{2,3} /m)[0] ?? ''
/** What a section has in bold type: the names of fields, buttons and boxes. */
const namesIn = (text: string): string[] => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name = '']) => name)
/** The names in the first column of a section's table, or in one row of it. */
const rowsOf = (heading: string): string[] => section(heading).match(/^\| \*\*.+$/gm) ?? []

const save = async (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'Save', exact: true }).click()

const leave = async (dialog: Locator): Promise<void> => {
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const copied = async ({ tab }: Stage, dialog: Locator, what: string): Promise<string> => {
  const button = dialog.getByRole('button', { name: `Copy ${what}`, exact: true })
  await button.click()
  await button.getByText('Copied').waitFor()
  return tab.evaluate<string>('navigator.clipboard.readText()')
}

/** Nothing is configured, and no webhook is entered. */
const empty = async (stage: Stage): Promise<void> => {
  const settings = await stage.openDialog('Brevo settings')
  await settings.getByLabel('URL').fill('')
  for (const box of await settings.getByRole('checkbox').all()) {
    await box.uncheck()
  }
  await save(settings)
  await settings.waitFor({ state: 'hidden' })
  const configuration = await stage.openDialog('Configuration')
  await configuration.getByRole('button', { name: 'Remove Brevo API key' }).click()
  await configuration.getByLabel('Agent ID').fill('')
  await save(configuration)
  await configuration.getByText('The API key is missing.').waitFor()
  await leave(configuration)
}

/** Steps 1 to 5. */
const configure = async (stage: Stage): Promise<void> => {
  const { between, tab } = stage
  await tab.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const settings = await stage.openDialog('Brevo settings')
  expect(section('### 1. Create an API key in Brevo')).toContain('**API Keys & MCP**')
  await settings.getByRole('heading', { name: 'API Keys & MCP' }).waitFor()
  const apiKey = await copied(stage, settings, 'the API key')
  expect(apiKey).toMatch(/^xkeysib-/)
  expect(namesIn(section('### 3. Find the agent ID')).at(-1)).toBe('Agents')
  await settings.getByRole('heading', { name: 'Agents' }).waitFor()
  const agentId = await copied(stage, settings, 'the ID of Website bot')
  expect(agentId).toContain('_')
  await leave(settings)

  const configuration = await stage.openDialog('Configuration')
  const rows = rowsOf('### 4. Configure the integration')
  for (const [name = ''] of rows.map(namesIn)) {
    await configuration.getByLabel(name).first().waitFor()
  }
  const language = configuration.getByLabel('Language for agents')
  const [none, ...languages] = await language.locator('option').allInnerTexts()
  expect(none).toBe('–')
  const named = languages.join(', ').replace(/, (\S+)$/, ' or $1')
  expect(rows.join('\n')).toContain(`**Language for agents** | ${named}.`)
  await configuration.getByLabel('Brevo API key', { exact: true }).fill(apiKey)
  await configuration.getByLabel('Agent ID').fill(agentId)
  await configuration.getByLabel(/^Webhook secret/).fill(SECRET)
  await language.selectOption('Italiano')
  await save(configuration)
  await configuration.getByText('Saved.').waitFor()
  const webhookUrl = await copied(stage, configuration, 'the webhook URL')
  await leave(configuration)
  await between.getByRole('tab', { name: /^Bot log/ }).click()
  await between.getByText(/knows the agent\. Not checked yet.+\?secret=YOUR-WEBHOOK-SECRET and tick/).waitFor()

  await stage.openDialog('Brevo settings')
  await settings.getByText('Webhooks', { exact: true }).waitFor()
  await settings.getByLabel('URL').fill(`${webhookUrl}?secret=${SECRET}`)
  const events = section('### 5. Tell Brevo where to send answers').match(/^ +- \*\*.+$/gm) ?? []
  expect(events).toHaveLength(await settings.getByRole('checkbox').count())
  for (const [name = ''] of events.map(namesIn)) {
    await settings.getByLabel(name).check()
  }
  await save(settings)
  await settings.waitFor({ state: 'hidden' })
}

/** Step 6: the card. */
const fillCard = async (stage: Stage): Promise<void> => {
  const card = await stage.openDialog('Start HITL card')
  for (const row of rowsOf('### 6. Hand over')) {
    const [name = '', ...within] = namesIn(row)
    const field = within.length > 0 ? card.getByRole('group', { name }) : card.getByLabel(name)
    await field.waitFor()
    for (const each of within) {
      await field.getByLabel(each).waitFor()
    }
    const [, value] = /`(\{\{.+?\}\})`/.exec(row) ?? []
    if (value !== undefined) {
      expect(await field.inputValue()).toBe(value)
    }
  }
  await card.getByLabel('Ticket Title').fill('Return of order 1001')
  await card.getByLabel('Group ID').fill('support')
  await card.getByRole('button', { name: 'Save the card' }).click()
  await card.waitFor({ state: 'hidden' })
}

it('leads from an empty configuration to a handover and back', { timeout: 90_000 }, async () => {
  const stage = await open()
  const { customer, inbox } = stage
  await empty(stage)
  await configure(stage)
  await fillCard(stage)

  const [check = '', ask = '', answer = '', finish = '', end = ''] = section('## Test it').match(/^\d\. .+$/gm) ?? []
  const configuration = await stage.openDialog('Configuration')
  await configuration.getByRole('button', { name: namesIn(check)[0] ?? '' }).click()
  await configuration.locator('.answer.good').waitFor({ timeout: 20_000 })
  const lines = await configuration.locator('.answer li').allInnerTexts()
  expect(lines.map((line) => line[0])).toEqual(['✓', '✓', '✓', '✓', '✓', '✓', '–'])
  await leave(configuration)
  expect(check).toContain('An empty conversation stays in Brevo; finish it.')
  await inbox.getByRole('navigation').getByRole('button').click()
  expect(await inbox.locator('.message').count()).toBe(0)
  await inbox.getByRole('button', { name: 'Finish', exact: true }).click()
  await inbox.getByRole('button', { name: 'Finished', exact: true }).waitFor()

  expect(ask).toContain('Write to your bot and ask for an agent. The conversation appears in Brevo.')
  await stage.customerSays('An agent, please')
  await stage.answeredLater()
  await inbox.getByText('From the bot · New').waitFor()
  await stage.openConversation('From the bot')
  await inbox.locator('.message').getByText('Ada chiede di parlare con un operatore: Return of order 1001').waitFor()
  await inbox.getByText('Customer of the bot · group support').waitFor()

  expect(answer).toContain('Your answer appears in the chat, under your name.')
  await stage.agentSays('Buongiorno')
  await customer.getByText('You are talking with Julia').waitFor()
  await customer.locator('.line.agent').filter({ hasText: 'Buongiorno' }).getByText('Julia').waitFor()

  expect(finish).toContain('The bot takes over again.')
  await inbox.getByRole('button', { name: 'Finish', exact: true }).click()
  await customer.getByText('Bot, answers at once').waitFor()

  expect(end).toContain('leave with `/end`. Brevo shows that the user has left.')
  await stage.customerSays('An agent again, please')
  await inbox.getByText('From the bot · New').waitFor()
  await stage.openConversation('From the bot')
  await stage.customerSays('/end')
  await customer.getByText('You have ended the session with the human agent.').waitFor()
  await inbox.locator('.message').getByText('( The user has ended the session. )').waitFor()
})
