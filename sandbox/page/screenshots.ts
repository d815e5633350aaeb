/*
 * Takes the pictures of the page that are kept in `screenshots/`, each of a state that real calls have led to.
 * Run: npx tsx sandbox/page/screenshots.ts
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { buildIntegration } from '../integration/build'
import { API_KEY, BOT_ACCOUNT, Sandbox } from '../sandbox'
import { startPage } from './server'
import { launchChromium } from './testing/chromium'
import { BROKEN_CHAIN, NEW_CHAIN } from '../pictures'
import { Stage } from './testing/stage'

const FOLDER = join(__dirname, 'screenshots')

const PHONE = { width: 390, height: 844 }

const take = async ({ tab, sandbox }: Stage, name: string): Promise<void> => {
  await sandbox.settled()
  await tab.mouse.move(0, 0)
  await tab.screenshot({ path: join(FOLDER, `${name}.png`) })
  console.log(`${name}.png`)
}

const inDark = async (stage: Stage, name: string): Promise<void> => {
  await stage.tab.emulateMedia({ colorScheme: 'dark' })
  await take(stage, name)
  await stage.tab.emulateMedia({ colorScheme: 'light' })
}

/** A customer with a broken chain, and an agent who helps. */
const playSession = async (stage: Stage): Promise<void> => {
  const { customer, inbox } = stage
  await stage.customerSays('Hello, my chain broke. I need a human.')
  await inbox.getByText('1 unread').waitFor()
  await stage.openConversation('From the bot')
  await stage.agentSays('Hi Ada, Julia here. Can you send me a picture?')
  await customer.locator('.line.agent').waitFor()
  await stage.customerSends(BROKEN_CHAIN)
  await inbox.getByRole('link', { name: /broken-chain/ }).waitFor()
  await stage.agentSays('Thank you. This one fits, and we have it in stock:')
  await stage.agentSends(NEW_CHAIN)
  await customer.getByRole('img', { name: NEW_CHAIN.name }).waitFor()
  await inbox.getByRole('button', { name: 'Website visitor writes' }).click()
  await inbox.getByText('Website · New').waitFor()
}

const session = async (browser: Browser): Promise<void> => {
  const stage = await Stage.open(browser)
  const { tab, customer, inbox, between } = stage
  await take(stage, 'greeting')
  await playSession(stage)
  await take(stage, 'session')
  await inDark(stage, 'session-dark')

  await tab.setViewportSize(PHONE)
  await take(stage, 'phone-customer')
  await tab.getByRole('tab', { name: /^Inbox/ }).click()
  await inDark(stage, 'phone-inbox-dark')
  await tab.getByRole('tab', { name: 'In between' }).click()
  await between.locator('.call').filter({ hasText: 'getOrCreateMessage' }).last().getByRole('button').click()
  await between.getByText('"conversationId"').first().waitFor()
  await take(stage, 'phone-wire')

  await tab.setViewportSize({ width: 1280, height: 860 })
  await inbox.getByRole('button', { name: 'Finish' }).click()
  await customer.getByText('The human agent closed the conversation.').waitFor()
  await take(stage, 'closed')
  await stage.page.close()
  await tab.getByText('Disconnected, trying again…').waitFor()
  await take(stage, 'disconnected')
  await tab.close()
  await stage.sandbox.close()
}

const trouble = async (browser: Browser): Promise<void> => {
  const stage = await Stage.open(browser)
  const { tab, customer, between } = stage
  await stage.toggle('Rate limit')
  await between.getByText(/^Calls are taken in/).waitFor()
  await stage.customerSays('A human, please')
  await customer.locator('.notice.failure').waitFor()
  await stage.toggle('Rate limit')
  await between.getByText('Everything works.').waitFor()
  await stage.handOver()
  await stage.agentSays('Hi Ada, what can I do for you?')
  await customer.locator('.line.agent').waitFor()
  await stage.toggle('Rate limit')
  await between.getByText(/^Calls are taken in/).waitFor()
  await stage.customerSays('My chain broke')
  await between.getByText('1 line of Ada').waitFor()
  await stage.customerSays('Do you have a new one?')
  await between.getByText('2 lines of Ada').waitFor()
  await take(stage, 'trouble')

  await stage.toggle('Rate limit')
  await tab.getByRole('button', { name: 'Configuration' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByLabel('Brevo API key', { exact: true }).fill('xkeysib-wrong')
  await dialog.getByRole('button', { name: 'Save and register' }).click()
  await dialog.getByText('Brevo does not accept the API key.').waitFor()
  await take(stage, 'configuration')
  await inDark(stage, 'configuration-dark')
  await stage.close()
}

const realAccount = async (browser: Browser): Promise<void> => {
  const sandbox = await Sandbox.start({ configuration: { webhookSecret: 'any-long-random-text' } })
  const page = await startPage({ sandbox, realBrevo: { apiKey: API_KEY, agentId: BOT_ACCOUNT.id } })
  const tab = await browser.newPage({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' })
  await tab.goto(page.url)
  await tab.getByRole('region', { name: 'Your Brevo account' }).waitFor()
  // Only the panel: beside it stands the traffic of the embedded Brevo that plays the account.
  await tab.locator('#pane-inbox').screenshot({ path: join(FOLDER, 'real-account.png') })
  console.log('real-account.png')
  await tab.close()
  await page.close()
  await sandbox.close()
}

const main = async (): Promise<void> => {
  await buildIntegration()
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const browser = await launchChromium({ same: true })
  try {
    await session(browser)
    await trouble(browser)
    await realAccount(browser)
  } finally {
    await browser.close()
  }
}

main().catch((thrown: unknown) => {
  console.error(thrown)
  process.exitCode = 1
})
