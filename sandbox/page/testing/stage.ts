import type { Browser, Locator, Page as Tab } from 'playwright-core'
import type { StoredFile } from '../../brevo'
import { Sandbox } from '../../sandbox'
import { startPage, type Page } from '../server'

/** A picture of one green pixel. */
export const PICTURE: StoredFile = {
  name: 'chain.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mPgjnX7DwACyQGrVa8bFAAAAABJRU5ErkJggg==',
    'base64'
  ),
}

export const LETTER: StoredFile = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear shop') }

/** `real`: as with a real account, whose part the embedded Brevo plays here. */
export type StageOptions = { real?: boolean }

/** A sandbox, its page, and a browser tab that shows it, with the names of what is on it. */
export class Stage {
  private constructor(
    public readonly sandbox: Sandbox,
    public readonly page: Page,
    public readonly tab: Tab,
    /** What went wrong on the page; to be empty at the end. */
    public readonly troubles: string[]
  ) {}

  public static async open(browser: Browser, options: StageOptions = {}): Promise<Stage> {
    const sandbox = await Sandbox.start()
    sandbox.brevo.webhooks.retryDelaysMs = [100, 200, 400, 800]
    const page = await startPage({ sandbox, ...options })
    const tab = await browser.newPage({
      viewport: { width: 1280, height: 860 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
      locale: 'en-GB',
    })
    tab.setDefaultTimeout(10_000)
    const troubles: string[] = []
    tab.on('pageerror', (error) => troubles.push(error.message))
    tab.on('console', (message) => {
      if (message.type() === 'error') {
        troubles.push(message.text())
      }
    })
    await tab.goto(page.url)
    const stage = new Stage(sandbox, page, tab, troubles)
    await stage.customer.getByText('Hi, this is the Fernhill Bikes bot.').waitFor()
    return stage
  }

  public get customer(): Locator {
    return this.tab.locator('#pane-customer')
  }

  public get inbox(): Locator {
    return this.tab.locator('#pane-inbox')
  }

  public get between(): Locator {
    return this.tab.locator('#pane-between')
  }

  public async customerSays(text: string): Promise<void> {
    const field = this.customer.getByRole('textbox', { name: 'Message to the shop' })
    await field.fill(text)
    await field.press('Enter')
  }

  public async customerSends(file: StoredFile): Promise<void> {
    await sendFile(this.customer, file, 'Send to the shop')
  }

  /** Opens the newest conversation of one origin. */
  public async openConversation(origin: 'From the bot' | 'Website'): Promise<void> {
    await this.inbox.getByRole('navigation').getByRole('button').filter({ hasText: origin }).first().click()
    await this.inbox.getByRole('textbox', { name: /^Answer to / }).waitFor()
  }

  public async agentSays(text: string, agent = 'Julia'): Promise<void> {
    await this.inbox.getByText(agent, { exact: true }).last().click()
    const field = this.inbox.getByRole('textbox', { name: /^Answer to / })
    await field.fill(text)
    await field.press('Enter')
  }

  public async agentSends(file: StoredFile): Promise<void> {
    await sendFile(this.inbox, file, 'Send the answer')
  }

  /** Another customer opens the chat. */
  public async newCustomer(): Promise<void> {
    const { length } = this.sandbox.botpress.bot.chats()
    await this.customer.getByRole('button', { name: 'New chat' }).click()
    // The list of customers and the chat that is shown change at once.
    await this.customer.getByLabel('Customer shown').locator('option').nth(length).waitFor({ state: 'attached' })
    await this.customer.getByText('Bot, answers at once').waitFor()
  }

  /** The customer asks for a human, the agent opens the conversation a while later. */
  public async handOver(): Promise<void> {
    await this.customer.getByRole('button', { name: 'Talk to a human' }).last().click()
    await this.answeredLater()
    await this.openConversation('From the bot')
  }

  /** Puts the clocks ahead when the handover is made: in its first half minute, agents' messages are held back a little. */
  public async answeredLater(): Promise<void> {
    await this.customer.getByText('Waiting for a human to answer').waitFor()
    await this.sandbox.advance(31_000)
  }

  /** Opens what one of the buttons at the top opens. */
  public async openDialog(name: 'Start HITL card' | 'Configuration' | 'Brevo settings'): Promise<Locator> {
    await this.tab.getByRole('button', { name, exact: true }).click()
    const dialog = this.tab.getByRole('dialog')
    await dialog.waitFor()
    return dialog
  }

  /** Ticks one of the webhook's events in Brevo, or not. */
  public async tick(event: string, on: boolean): Promise<void> {
    const dialog = await this.openDialog('Brevo settings')
    await dialog.getByLabel(event).setChecked(on)
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  public async toggle(name: string): Promise<void> {
    await this.between.locator('label.chip').filter({ hasText: name }).click()
  }

  /** Lets so many calls go over the wire, with the operations `operation 1`, `operation 2`, … */
  public fillWire(count: number): void {
    const frame = {
      from: 'integration',
      to: 'botpress',
      status: 200,
      durationMs: 1,
      request: {},
      response: {},
    } as const
    for (let number = 1; number <= count; number += 1) {
      this.sandbox.wire.record({ ...frame, at: Date.now(), operation: `operation ${number}` })
    }
  }

  /** Everything the customer reads, line by line. */
  public async customerReads(): Promise<string[]> {
    return this.customer.locator('.bubble, .notice').allInnerTexts()
  }

  public async close(): Promise<void> {
    await this.tab.close()
    await this.page.close()
    await this.sandbox.close()
  }
}

const sendFile = async (pane: Locator, file: StoredFile, button: string): Promise<void> => {
  await pane.locator('input[type=file]').setInputFiles(file)
  await pane.getByRole('list', { name: 'Attached' }).getByText(file.name).waitFor()
  await pane.getByRole('button', { name: button }).click()
}

/** Whether a picture is really shown, not only its frame. */
export const isPainted = async (picture: Locator): Promise<boolean> => {
  await picture.waitFor()
  // These sources know nothing of a browser's types.
  return picture.evaluate(async (image: { decode: () => Promise<void>; naturalWidth: number }) => {
    await image.decode()
    return image.naturalWidth > 0
  })
}
