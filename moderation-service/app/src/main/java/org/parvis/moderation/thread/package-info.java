/** What the public sees around a reply: the messages of the thread, ours among them, and the accounts of ours they stand on. */
@NullMarked
package org.parvis.moderation.thread;

import org.jspecify.annotations.NullMarked;
