/** Tags of the conversation that stands for a session. */
export const conversationTags = {
  visitorId: { title: 'Brevo visitor ID', description: 'ID under which Brevo knows the user of this session' },
  startKey: {
    title: 'Start key',
    description: 'Fingerprint of the call that began the session, so that a repeated call finds it again',
  },
  openedAt: { title: 'Opened at', description: 'When the start was complete, in epoch ms' },
  openingId: { title: 'Opening message ID', description: "ID of Brevo's message that opened the conversation" },
  userLabel: { title: 'User label', description: 'What stands before the lines of the user in Brevo' },
  sendAs: { title: 'Send as', description: 'Brevo agent under whose name the lines of this session appear' },
  brevoConversationId: { title: 'Brevo conversation ID', description: 'ID of the conversation in Brevo' },
  threadLink: { title: 'Thread link', description: "Link that opens the conversation in Brevo's inbox" },
  startedAt: { title: 'Started at', description: 'When Brevo confirmed the conversation, in epoch ms' },
  assignedAt: { title: 'Assigned at', description: 'When the first answer of an agent arrived, in epoch ms' },
  agentId: { title: 'Agent ID', description: 'Brevo agent who answered last' },
  agentUserId: { title: 'Agent user ID', description: 'Botpress user who stands for the agent who answered last' },
  agentProfile: { title: 'Agent profile', description: "Fingerprint of that agent's name and picture" },
  waiting: { title: 'Waiting', description: '"true" while messages of the user wait to be sent to Brevo' },
  unsettled: {
    title: 'Unsettled',
    description: '"true" from the start until it is certain, after the end, that no message was left behind',
  },
  retryAt: { title: 'Retry at', description: 'Before this moment, in epoch ms, sending to Brevo is not tried again' },
}

/** Tags of a message of the session, whichever way it travels. */
export const messageTags = {
  id: {
    title: 'Brevo message ID',
    description: 'ID of the message in Brevo; "/" and a number for an attachment of it',
  },
  waiting: { title: 'Waiting', description: '"true" while the message waits to be sent to Brevo' },
}

/** Tags of a Botpress user who stands for a person. */
export const userTags = {
  email: { title: 'E-mail', description: 'E-mail address of an end user, in lower case' },
  agentId: { title: 'Agent ID', description: 'ID of the Brevo agent this user stands for' },
}
