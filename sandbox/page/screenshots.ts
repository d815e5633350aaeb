/*
 * Takes the pictures of the page that are kept in `screenshots/`, each of a state that real calls have led to.
 * Run: npm run screenshots
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { buildIntegration } from '../integration/build'
import { BROKEN_CHAIN, NEW_CHAIN } from '../pictures'
import { launchChromium } from './testing/chromium'
import { Stage } from './testing/stage'

const FOLDER = join(__dirname, 'screenshots')

const take = async ({ tab, sandbox }: Stage, name: string): Promise<void> => {
  await sandbox.settled()
  await tab.mouse.move(0, 0)
  await tab.screenshot({ path: join(FOLDER, `${name}.png`) })
  console.log(`${name}.png`)
}

/** A customer with a broken chain, and an agent who helps. */
const session = async (browser: Browser): Promise<void> => {
  const stage = await Stage.open(browser)
  const { customer, inbox } = stage
  await stage.customerSays('Hello, my chain broke. I need a human.')
  await inbox.getByText('1 unread').waitFor()
  await stage.answeredLater()
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
  await take(stage, 'session')
  await stage.close()
}

/** Brevo's limit is used up: what the customer writes waits. */
const trouble = async (browser: Browser): Promise<void> => {
  const stage = await Stage.open(browser)
  const { customer, between } = stage
  await stage.handOver()
  await stage.agentSays('Hi Ada, what can I do for you?')
  await customer.locator('.line.agent').waitFor()
  await stage.toggle('Rate limit')
  await between.getByText(/^Brevo accepts calls again in/).waitFor()
  await stage.customerSays('My chain broke')
  await between.getByText('1 line of Ada').waitFor()
  await stage.customerSays('Do you have a new one?')
  await between.getByText('2 lines of Ada').waitFor()
  await take(stage, 'trouble')
  await stage.close()
}

const main = async (): Promise<void> => {
  await buildIntegration()
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const browser = await launchChromium({ same: true })
  try {
    await session(browser)
    await trouble(browser)
  } finally {
    await browser.close()
  }
}

main().catch((thrown: unknown) => {
  console.error(thrown)
  process.exitCode = 1
})
