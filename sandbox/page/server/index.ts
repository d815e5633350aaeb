import type { Sandbox } from '../../sandbox'
import { listen } from '../../shared/loopback-server'
import type { Snapshot } from '../model'
import type { Stage } from './actions'
import { pageApp } from './app'
import { BrevoSettings } from './brevo-settings'
import { bundlePage } from './bundle'
import { CallLog } from './calls'
import { Customers } from './customers'
import { Feed } from './feed'
import { keptView } from './kept'
import { Mask } from './mask'
import { withPortraits } from './portraits'
import { Studio } from './studio'
import { Trouble } from './trouble'

export type PageOptions = {
  /** Started, with its integration running. */
  sandbox: Sandbox
  /** A free one when left out. */
  port?: number
  /** Whether the sandbox uses a real account, and the inbox gives way to what is left to do by hand. Default false. */
  real?: boolean
}

/** A page that is being served. `url` ends with a slash. */
export type Page = { url: string; close: () => Promise<void> }

const budgetOf = ({ brevo: { limit } }: Sandbox): Snapshot['budget'] => {
  const { used } = limit
  // To the second, as Brevo tells it: a moment that moved by milliseconds would be news each time.
  const resetAt = Math.round(Date.now() / 1000 + limit.resetSeconds()) * 1000
  return { used, limit: limit.limit, resetAt }
}

/**
 * Serves the page on 127.0.0.1: a window on both sides of the sandbox, and what it takes to drive it.
 * @throws {Error} when the port is taken or the page does not compile
 */
export const startPage = async ({ sandbox, port = 0, real = false }: PageOptions): Promise<Page> => {
  const assets = await bundlePage()
  const mask = new Mask()
  const stage: Stage = {
    sandbox,
    customers: new Customers(sandbox.botpress.bot),
    trouble: new Trouble(sandbox),
    studio: new Studio(sandbox, mask),
    brevoSettings: new BrevoSettings(sandbox, mask),
  }
  const agents = withPortraits(sandbox)
  const calls = new CallLog()
  for (const call of sandbox.wire.calls()) {
    calls.add(call)
  }
  const snapshot = (): Snapshot => ({
    real,
    chats: stage.customers.view(),
    inbox: { agents, conversations: sandbox.brevo.conversations() },
    trouble: stage.trouble.view(),
    budget: budgetOf(sandbox),
    kept: keptView(sandbox, stage.trouble.aheadMs),
    studio: stage.studio.view(),
    brevoSettings: stage.brevoSettings.view(),
    calls: calls.shown,
    totals: calls.totals,
    ownerLog: sandbox.ownerLog.lines().map(({ text, ...line }) => ({ ...line, text: String(mask.over(text)) })),
  })
  const feed = new Feed(snapshot)
  const changed = (): void => feed.changed()
  const endings = [
    sandbox.botpress.bot.watchers.add(changed),
    sandbox.brevo.watchers.add(changed),
    sandbox.ownerLog.watchers.add(changed),
    sandbox.wire.watchers.add((call) => {
      calls.add(call)
      feed.changed()
    }),
  ]
  if (sandbox.botpress.bot.chats().length === 0) {
    stage.customers.open({})
  }
  await stage.studio.register()

  const fileOrigins = [new URL(sandbox.brevo.url).origin, ...(real ? ['https:'] : [])]
  const app = pageApp({ assets, stage, feed, mask, fileOrigins })
  const server = await listen(app.fetch, port)
  return {
    url: `${server.origin}/`,
    close: async () => {
      for (const end of endings) {
        end()
      }
      feed.close()
      await server.close()
    },
  }
}
