import { buildIntegration } from '../../sandbox/integration/build'

/** Bundles the integration before the tests, as it is deployed. */
export default async function setup(): Promise<void> {
  await buildIntegration()
}
