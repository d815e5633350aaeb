/** What `GET /account` tells of the account that the stand-in plays. */
export const ACCOUNT = {
  organization_id: '6223aae91d1bcc698a514cd6',
  user_id: 1_234_567,
  enterprise: false,
  email: 'owner@example.com',
  firstName: 'Olivia',
  lastName: 'Owner',
  companyName: 'Example Company',
  address: { street: '1 Example Street', city: 'Leeds', zipCode: 'LS1 1AA', country: 'United Kingdom' },
  plan: [{ type: 'free', credits: 300, creditsType: 'sendLimit' }],
  relay: { enabled: true, data: { userName: 'owner@example.com', relay: 'smtp-relay.example.com', port: 587 } },
  marketingAutomation: { enabled: false },
}
