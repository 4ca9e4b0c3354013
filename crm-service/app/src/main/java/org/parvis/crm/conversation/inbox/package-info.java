/** The inbox: the queue of conversations, one conversation with its thread, and what can be done with it. */
@NullMarked
package org.parvis.crm.conversation.inbox;

import org.jspecify.annotations.NullMarked;
