import { IntegrationDefinition } from '@botpress/sdk'
import hitl from './bp_modules/hitl'
import { actions } from './definitions/actions'
import { configuration } from './definitions/configuration'
import { entities } from './definitions/entities'
import { events } from './definitions/events'
import { states } from './definitions/states'
import { conversationTags, messageTags, userTags } from './definitions/tags'

export default new IntegrationDefinition({
  name: 'brevo-hitl',
  version: '1.0.0',
  title: 'Brevo HITL',
  description: 'Hand conversations over to your agents in Brevo Conversations, and back to the bot.',
  icon: 'icon.svg',
  readme: 'hub.md',
  attributes: { category: 'Customer Support' },
  configuration,
  actions,
  entities,
  events,
  states,
  user: { tags: userTags },
}).extend(hitl, (self) => ({
  entities: { hitlSession: self.entities.conversation },
  channels: {
    hitl: {
      title: 'Brevo conversation',
      description: 'Messages between the user and the agents in Brevo',
      conversation: { tags: conversationTags },
      message: { tags: messageTags },
    },
  },
}))
