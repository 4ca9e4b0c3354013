/** Conversations: the thread with one outside person, who works on it, and which reply may answer it. */
@NullMarked
package org.parvis.crm.conversation;

import org.jspecify.annotations.NullMarked;
